#!/usr/bin/env python3
"""Changes a book in six ways, replans, and judges what becomes of the plan before.

    replan_scenarios.py BINARY [--out FOLDER] [--books sample,town,country] [--rival]

The changes: a sick day, a cancelled appointment, a new appointment, a closed practice, a new promise, and a week that went as
planned. For each: edits within the budget, frozen and pinned stops untouched, the worth of the plan by the budget, the plan
without a limit beside one made afresh, the share of other stops that stay, and a proof of every plan by `verify`. With
--rival, VROOM (pip install pyvroom) plans the visits of the first week afresh before and after a sick day.
Exit code 1 if anything is not as it should be.
"""
import argparse
import csv
import datetime as dt
import json
import math
import random
import shutil
import subprocess
import sys
from pathlib import Path

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"
FRIDAY = dt.date(2026, 1, 30)
BUDGETS = [0, 2, 10, 100_000]


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path, table):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)


def append(book, name, row):
    path = book / f"{name}.csv"
    table = rows(path) if path.exists() else []
    table.append({**dict.fromkeys(table[0] if table else row, ""), **row})
    write(path, table)


def generated(folder, seed, practices, liaisons, spread):
    """Writes a made-up book: practices around homes, a year of referrals and visits, appointments and promises."""
    rng = random.Random(seed)
    folder.mkdir(parents=True)
    homes = [(40 + rng.gauss(0, spread), -83 + rng.gauss(0, spread)) for _ in range(liaisons)]
    write(folder / "liaisons.csv", [
        {"liaison_id": f"L{k + 1}", "name": f"Liaison {k + 1}", "home_lat": f"{a:.4f}", "home_lon": f"{b:.4f}", "work_days": "mon-fri",
         "work_start": "08:30", "work_end": "16:30", "max_stops": 9} for k, (a, b) in enumerate(homes)])
    book, referrals, visits = [], [], []
    for n in range(practices):
        owner = rng.randrange(liaisons)
        a, b = homes[owner][0] + rng.gauss(0, spread), homes[owner][1] + rng.gauss(0, spread)
        book.append({"practice_id": f"P{n:03}", "name": f"Practice {n:03}", "lat": f"{a:.5f}", "lon": f"{b:.5f}", "owner": f"L{owner + 1}",
                     "specialty": rng.choice(["Family Medicine", "Cardiology", "Pediatrics"]), "providers": rng.randint(1, 9),
                     "access": rng.choice(["walk_in"] * 7 + ["appointment_only"])})
        rate = rng.lognormvariate(-3.5, 1)
        for day in range(365):
            if rng.random() < rate:
                referrals.append({"practice_id": f"P{n:03}", "date": str(FRIDAY - dt.timedelta(day)), "count": 1})
        for _ in range(rng.randrange(6)):
            visits.append({"practice_id": f"P{n:03}", "liaison_id": f"L{owner + 1}", "outcome": rng.choice(["seen"] * 6 + ["no_access"]),
                           "date": str(FRIDAY - dt.timedelta(rng.randint(0, 300)))})
    write(folder / "practices.csv", book)
    write(folder / "referrals.csv", referrals)
    write(folder / "visits.csv", visits)
    write(folder / "appointments.csv", [
        {"date": "2026-02-05", "start": "10:00", "liaison_id": p["owner"], "practice_id": p["practice_id"], "minutes": 30} for p in book[:1]])
    return folder


class Trial:
    """One book and its plan."""

    def __init__(self, options, name, book):
        self.binary, self.name, self.folder = options.binary, name, options.out / name
        self.book = self.folder / "book"
        shutil.copytree(book, self.book)
        self.plan = self.run(self.book, "before", FRIDAY, "2026-02-02")

    def run(self, book, out, as_of, start, *more, expect=(0, 3)):
        out = self.folder / out
        words = [self.binary, "plan", "--book", book, "--out", out, "--as-of", as_of, "--start", start, "--show", "none", *more]
        done = subprocess.run([str(w) for w in words], capture_output=True, text=True)
        if done.returncode not in expect:
            raise SystemExit(f"{' '.join(map(str, words))}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return json.loads((out / "plan.json").read_text())

    def proved(self, book, out):
        words = [self.binary, "verify", self.folder / out / "plan.json", "--book", book]
        done = subprocess.run([str(w) for w in words], capture_output=True, text=True)
        return done.returncode == 0, done.stdout[-600:]


def stops(plan, since="", until="9999"):
    return [(i["liaison"], d["date"], s["practice"], s["start"], s) for i in plan["itineraries"] for d in i["days"] for s in d["stops"]
            if since <= d["date"] <= until]


def carry_out(book, plan, until):
    """Logs the stops of a plan up to a day as made; one in ten meets nobody."""
    for n, (liaison, date, practice, _, _) in enumerate(stops(plan, until=str(until))):
        append_many.append({"practice_id": practice, "liaison_id": liaison, "date": date, "outcome": "no_access" if n % 10 == 9 else "seen"})
    table = rows(book / "visits.csv")
    table += [{**dict.fromkeys(table[0], ""), **row} for row in append_many]
    append_many.clear()
    write(book / "visits.csv", table)


append_many = []


def scenarios(trial):
    """Yields name, changed book, day known up to, first day, liaison-days and practices that the change is about."""
    plan, first = trial.plan, trial.plan["itineraries"][0]["liaison"]
    friday = [s for s in stops(plan) if s[1] == "2026-02-06"]
    liaison = friday[0][0] if friday else first

    def changed(name):
        book = trial.folder / f"book-{name}"
        shutil.copytree(trial.book, book)
        return book

    book = changed("sick-day")
    carry_out(book, plan, "2026-02-03")
    append(book, "time_off", {"liaison_id": liaison, "from": "2026-02-06", "until": "2026-02-06"})
    yield "sick day", book, "2026-02-03", "2026-02-04", lambda s: s[0] == liaison and s[1] == "2026-02-06"

    book = changed("cancelled")
    table = rows(book / "appointments.csv")
    gone = table.pop(0)
    (write(book / "appointments.csv", table) if table else (book / "appointments.csv").unlink())
    yield "cancelled appointment", book, "2026-01-30", "2026-02-02", lambda s: s[2] == gone["practice_id"]

    book = changed("appointment")
    at = next(s for s in stops(plan, "2026-02-10") if s[4]["kind"] == "chosen")
    append(book, "appointments", {"date": "2026-02-12", "start": "11:00", "liaison_id": at[0], "practice_id": at[2], "minutes": 45})
    yield "new appointment", book, "2026-01-30", "2026-02-02", lambda s: s[2] == at[2] or (s[0], s[1]) == (at[0], "2026-02-12")

    book = changed("closed")
    shut = next(s for s in stops(plan, "2026-02-05") if s[4]["kind"] == "chosen")
    table = rows(book / "practices.csv")
    for row in table:
        if row["practice_id"] == shut[2]:
            row["access"] = "no_see"
    write(book / "practices.csv", table)
    yield "closed practice", book, "2026-01-30", "2026-02-02", lambda s: s[2] == shut[2]

    book = changed("promise")
    planned = {s[2] for s in stops(plan, until="2026-02-15")}
    owners = {s[0] for s in stops(plan)}
    told = {d["practice"]: d for d in plan["dispositions"]}
    wanted = next(r["practice_id"] for r in rows(book / "practices.csv")
                  if r["practice_id"] not in planned and r.get("access") != "no_see" and told[r["practice_id"]]["liaison"] in owners
                  and told[r["practice_id"]]["status"] in ("later", "displaced", "planned"))
    append(book, "must_visits", {"practice_id": wanted, "from": "2026-02-02", "until": "2026-02-13"})
    yield "new promise", book, "2026-01-30", "2026-02-02", lambda s: s[2] == wanted

    book = changed("week")
    carry_out(book, plan, "2026-02-08")
    yield "week as planned", book, "2026-02-08", "2026-02-09", lambda s: False


def judged(trial, name, book, as_of, start, about):
    """Replans with each budget; returns a row of the table and what is wrong."""
    wrong, worths, slug = [], [], name.replace(" ", "-")
    before = trial.folder / "before" / "plan.json"
    frozen = str(dt.date.fromisoformat(start) + dt.timedelta(2))
    old = stops(trial.plan, start, "2026-03-01")
    plans = {}
    for budget in BUDGETS:
        out = f"{slug}-{budget}"
        plan = plans[budget] = trial.run(book, out, as_of, start, "--previous", before, "--edits", budget)
        told = plan["replan"]
        if len(told["edits"]) > budget:
            wrong.append(f"{len(told['edits'])} edits of {budget}")
        worths.append(plan["search"]["worth"])
        right, said = trial.proved(book, out)
        if not right:
            wrong.append(f"edits {budget}: {said}")
    price = [p["worth"] for p in plans[0]["replan"]["price"]]
    for series in (worths, price):
        if any(b < a - 1e-9 for a, b in zip(series, series[1:])):
            wrong.append(f"worth falls: {series}")
    usual = trial.run(book, f"{slug}-usual", as_of, start, "--previous", before)
    kept = share_kept(usual, [s for s in old if not about(s)])
    pinned = json.loads(before.read_text())
    pin = next(s for s in stops(pinned, start) if s[4]["kind"] == "chosen" and not about(s))
    pin[4]["pinned"] = True
    (trial.folder / "pinned.json").write_text(json.dumps(pinned))
    held = trial.run(book, f"{slug}-frozen", as_of, start, "--previous", trial.folder / "pinned.json", "--edits", 100_000, "--freeze", frozen)
    loose = [e for e in held["replan"]["edits"] if any(t and t["date"] <= frozen for t in (e.get("from"), e.get("to")))]
    if loose:
        wrong.append(f"frozen days were edited: {loose[:2]}")
    if (pin[0], pin[1], pin[2]) not in {s[:3] for s in stops(held)}:
        wrong.append(f"a pinned stop moved: {pin[:4]}")
    fresh = trial.run(book, f"{slug}-fresh", as_of, start)
    ratio = price[-1] / fresh["search"]["worth"] if fresh["search"]["worth"] > 0 else math.nan
    if ratio < 0.99:
        wrong.append(f"without a limit {price[-1]:.3f}, afresh {fresh['search']['worth']:.3f}")
    anew = share_kept(fresh, [s for s in old if not about(s)])
    row = [trial.name, name, len(usual["replan"]["forced"]), len(usual["replan"]["edits"]), f"{kept:.1%}", f"{anew:.1%}",
           *(f"{w:.2f}" for w in price), f"{fresh['search']['worth']:.2f}"]
    return row, wrong


def share_kept(plan, old):
    now = {s[:3] for s in stops(plan)}
    return sum(s[:3] in now for s in old) / max(len(old), 1)


def drive(a, b):
    middle = math.radians((a[0] + b[0]) / 2)
    km = math.hypot((a[0] - b[0]) * 111.195, (a[1] - b[1]) * 111.195 * math.cos(middle)) * 1.3
    return 0 if km == 0 else math.ceil(km / (34 + 81 * km / (km + 30)) * 72)


def rival(trial):
    """Share of the other stops of a week that keep their day when VROOM plans afresh after a sick day."""
    import vroom
    week = stops(trial.plan, until="2026-02-06")
    places = {r["practice_id"]: (float(r["lat"]), float(r["lon"])) for r in rows(trial.book / "practices.csv") if r["lat"]}
    homes = {r["liaison_id"]: (float(r["home_lat"]), float(r["home_lon"])) for r in rows(trial.book / "liaisons.csv")}
    names = sorted({s[2] for s in week})
    points = [homes[k] for k in sorted(homes)] + [places[p] for p in names]
    days = sorted({(s[0], s[1]) for s in week})
    liaison = next(s[0] for s in week if s[1] == "2026-02-06")
    owner = {s[2]: s[0] for s in week}

    def solve(days):
        problem = vroom.Input()
        problem.set_durations_matrix(profile="car", matrix_input=[[60 * drive(a, b) for b in points] for a in points])
        ids = sorted(homes)
        for n, (who, _) in enumerate(days):
            at = ids.index(who)
            problem.add_vehicle(vroom.Vehicle(n, start=at, end=at, time_window=(8 * 3600 + 1800, 16 * 3600 + 1800), skills={at + 1}, max_tasks=10))
        for n, name in enumerate(names):
            problem.add_job(vroom.Job(n, location=len(ids) + n, default_service=25 * 60, skills={ids.index(owner[name]) + 1}))
        routes = problem.solve(exploration_level=5, nb_threads=2).routes
        return {names[int(r.id)]: days[int(r.vehicle_id)] for r in routes.itertuples() if r.type == "job"}

    before = solve(days)
    after = solve([day for day in days if day != (liaison, "2026-02-06")])
    others = [p for p, day in before.items() if day != (liaison, "2026-02-06")]
    return sum(after.get(p) == before[p] for p in others) / len(others), len(others)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--out", type=Path, default=Path("/tmp/rounds-replan"))
    parser.add_argument("--books", default="sample,town,country")
    parser.add_argument("--rival", action="store_true")
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir(parents=True)
    bad = 0
    print("book | change | forced | edits | kept | kept afresh | worth at 0 | 1 | 2 | 5 | 10 | all | afresh")
    for name in options.books.split(","):
        book = {"sample": lambda: SAMPLE, "town": lambda: generated(options.out / "town-book", 1, 90, 2, 0.08),
                "country": lambda: generated(options.out / "country-book", 2, 200, 4, 0.3)}[name]()
        trial = Trial(options, name, book)
        for scenario in scenarios(trial):
            row, wrong = judged(trial, *scenario)
            print(" | ".join(map(str, row)), flush=True)
            for text in wrong:
                bad += 1
                print(f"  WRONG: {text}", flush=True)
        if options.rival:
            share, count = rival(trial)
            print(f"{name}: VROOM afresh after the sick day keeps {share:.1%} of {count} other stops of the week on their day")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
