#!/usr/bin/env python3
"""Plans random books, sane and insane, and proves each plan with the program's own `verify`.

    fuzz_books.py BINARY --books N --seed S [--keep FOLDER]

Book number i is drawn from seed S + i alone. A book fails if a run panics, dies of a signal, takes
more than 60 s of processor time, ends with a code that is not documented, or if `plan` and `verify` disagree.
Its folder goes to FOLDER/SEED.
"""
import argparse
import csv
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

LIMIT = 60  # seconds of processor time that one run may take
TODAY = date(2026, 1, 30)
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WORDS = ["", "Ärzte Müller", "診療所", "a,b\"c", "=1+1", "x" * 300, "\u202eabc", "🏥 clinic", " ", "<b>&amp;</b>", "line\nbreak", "0", "nan"]
ABSURD = ["", "-1", "0", "1", "1e308", "nan", "inf", "99999999999999999999", "4294967295", "2147483648", "١٢", "1,5", "-0", "0x10", "9" * 40]
DATES = ["", "0001-01-01", "9999-12-31", "1970-01-01", "1900-02-28", "2026-02-29", "2026-13-01", "01/02/2026", "-0001-01-01", "262143-12-31", "2200-01-01", "0000-00-00"]
TIMES = ["", "00:00", "23:59", "24:00", "8", "8:5", "25:00", "12:60", "0:00", "noon", "-1:00", "12:00 PM", "07:59:59"]
ERRORS = ("panicked", "overflow", "unreachable", "stack backtrace", "The plan breaks")


class Maker:
    """Draws a book. `wild` is the share of fields that are absurd."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.chance, self.of = (lambda share: self.random.random() < share), (lambda *choices: self.random.choice(choices))
        self.wild = self.random.choice([0, 0, 0, 0.01, 0.01, 0.03, 0.15])
        self.center = self.random.choice([(38.9, -77.0)] * 8 + [(0, 179.99), (89.9, 0), (-89.99, -180)])
        self.spread = self.random.choice([0, 0.02, 0.1, 0.1, 0.3, 0.3, 1, 30])
        few = self.chance(0.85)
        self.practices = [f"P{n}" for n in range(self.random.choice([1, 2, 3, 4, 6, 6, 10, 10, 16] if few else [0, 25, 40, 60]))]
        self.liaisons = [f"L{n}" for n in range(self.random.choice([1, 1, 1, 2, 2, 3] if few else [0, 2, 6]))]
        self.weekdays = self.random.sample(DAYS[:5], self.random.randint(1, 5))

    def field(self, plain, absurd=ABSURD):
        """Returns the plain value, or by chance an absurd one."""
        return self.random.choice(absurd) if self.chance(self.wild) else plain

    def some(self, share, plain, absurd=ABSURD):
        """Leaves a field empty, but for a share."""
        return self.field(plain if self.chance(share) else "", absurd)

    def day(self, low, high):
        return self.field((TODAY + timedelta(self.random.randint(low, high))).isoformat(), DATES)

    def clock(self, low=0, high=1439):
        minutes = self.random.randint(low, high)
        return self.field(f"{minutes // 60:02}:{minutes % 60:02}", TIMES)

    def coordinate(self, axis):
        near = self.center[axis] + self.random.uniform(-self.spread, self.spread)
        return self.field(f"{near:.5f}", ABSURD + ["90", "-90", "180", "-180", "181", "0.0"])

    def one(self, names):
        strange = self.chance(self.wild + 0.01) or not names
        return self.random.choice(["ghost", "", "p0 ", "L0", "P0", "é"] if strange else names)

    def practice(self, name):
        target = self.of(1, 2, 7, 14, 28, 90, 365, 3650)
        return dict(
            practice_id=self.field(name, ["P0", "", "é", name.lower(), name + " "]), name=self.some(0.3, "Clinic " + name, WORDS), lat=self.coordinate(0),
            lon=self.coordinate(1), address=self.some(0.1, "1 Road", WORDS), city=self.some(0.1, "X", WORDS), state="", zip=self.some(0.1, "20850", WORDS),
            specialty=self.some(0.5, self.of("Cardiology", "GP"), WORDS), providers=self.some(0.5, self.of(0, 1, 4, 100000)), tier=self.some(0.4, self.of(*"ABC"), WORDS),
            owner=self.some(0.8, self.one(self.liaisons)), visit_minutes=self.some(0.4, self.of(1, 10, 30, 90, 480)),
            cadence_min=self.some(0.15, self.of(1, target // 2 + 1, target, 3650)), cadence_target=self.some(0.4, target),
            cadence_max=self.some(0.15, self.of(target, target * 2, 3650)), locked=self.some(0.1, "yes", WORDS),
            access=self.some(0.5, self.of("walk_in", "appointment_only", "lunch_only", "no_see"), WORDS),
            skills=self.some(0.1, self.of("spanish", "spanish;korean"), WORDS), distance_km=self.some(0.5, self.random.randint(0, 50)))

    def liaison(self, name):
        start = self.of(510, 480, 0, 600)
        lunch = self.of(
            ("12:00", "13:00", 30), ("12:00", "13:00", 60), ("00:00", "23:59", 60), ("08:00", "16:30", 480), ("11:40", "11:50", 10), ("10:00", "15:00", 0))
        hours = f"{self.of('mon', 'mon-wed')} {self.clock(360, 720)}-{self.clock(600, 1200)}"
        return dict(
            liaison_id=self.field(name, ["L0", "", "../x", "é", "CON"]), name=self.some(0.3, "Ms " + name, WORDS), home_lat=self.coordinate(0), home_lon=self.coordinate(1),
            cover=self.some(0.2, self.one(self.liaisons)), work_days=self.some(0.6, self.of(" ".join(self.weekdays), hours, "none", "sat sun", "mon-sun"), WORDS),
            work_start=self.some(0.4, f"{start // 60:02}:{start % 60:02}", TIMES), work_end=self.some(0.4, self.clock(start + 1, 1439), TIMES),
            lunch_start=self.some(0.6, lunch[0], TIMES), lunch_minutes=self.some(0.5, lunch[2]), lunch_end=self.some(0.6, lunch[1], TIMES), max_stops=self.some(0.4, self.of(1, 1, 2, 3, 100)),
            max_drive_minutes=self.some(0.3, self.of(0, 1, 20, 60, 240, 1440)), skills=self.some(0.2, "Spanish", WORDS))

    def rows(self, most, draw):
        """Draws up to so many rows, a few of them twice."""
        count = self.random.randint(0, most) if self.chance(0.75) else 0
        rows = [draw() for _ in range(count)]
        return rows + [row for row in rows if self.chance(0.05)]

    def span(self, low, high):
        """Draws two days, by chance in the wrong order."""
        order = list if self.chance(self.wild) else sorted
        return dict(zip(["from", "until"], order(self.day(low, high) for _ in range(2))))

    def tables(self):
        """Draws the rows of every table."""
        who, by, size = (lambda: self.one(self.practices)), (lambda: self.one(self.liaisons)), len(self.practices)
        ahead = self.of((0, 30), (1, 12), (-5, 95))
        return dict(
            practices=[self.practice(name) for name in self.practices], liaisons=[self.liaison(name) for name in self.liaisons],
            hours=self.rows(size * 2, lambda: dict(
                practice_id=who(), weekday=self.field(self.of(*DAYS, "mon-fri", "tue thu"), WORDS), opens=self.clock(0, 840), closes=self.clock(600, 1439),
                valid_from=self.some(0.1, self.day(-60, 60), DATES), valid_until=self.some(0.1, self.day(-60, 60), DATES))),
            referrals=self.rows(size * 20, lambda: dict(
                practice_id=who(), date=self.day(-700, 3), count=self.some(0.5, self.of(0, 1, 2, 9, 1000000)), value=self.some(0.3, self.of("1250", "0", "0.01")))),
            visits=self.rows(size * 3, lambda: dict(
                practice_id=who(), liaison_id=by(), date=self.day(-200, 3), outcome=self.some(0.5, self.of("seen", "staff_only", "no_access", "cancelled", "missed"), WORDS))),
            appointments=self.rows(size + 2, lambda: dict(
                date=self.day(*ahead), start=self.clock(*self.of((0, 1439), (480, 1000), (600, 660))),
                liaison_id=by(), practice_id=who(), minutes=self.some(0.5, self.of(1, 30, 45, 120, 480)))),
            time_off=self.rows(4, lambda: dict(liaison_id=by()) | self.span(*self.of((-5, 40), (0, 10), (-400, 400)))),
            holidays=self.rows(3, lambda: dict(date=self.day(-3, 60), name=self.some(0.5, "Day", WORDS))),
            must_visits=self.rows(size + 1, lambda: dict(practice_id=who()) | self.span(*self.of((-10, 20), (0, 40), (3, 9)))))

    def options(self):
        """Draws options of `plan`, and those of them that `verify` has to be told again."""
        pick = self.random
        both = [word for name, most in (("--buffer", 240), ("--lead-days", 91)) if pick.random() < 0.4
                for word in (name, str(pick.choice([0, pick.randint(0, most), most])))]
        plan = ["--weeks", str(self.of(1, 1, 2, 2, 3, 4, 4, 8, 13)), "--effort", str(self.of(0, 1, 3, 10)), "--seed", str(pick.randint(0, 9))]
        plan += ["--as-of", self.of(*[TODAY.isoformat()] * 8, "1999-01-01", "2100-01-01")] if pick.random() < 0.9 else []
        plan += ["--start", (TODAY + timedelta(pick.randint(-3, 20))).isoformat()] if pick.random() < 0.3 else []
        plan += pick.choice([[], [], [], ["--fill-days"], ["--floor", pick.choice(["0", "0.05", "1", "1000"])]])
        for name, share, *values in (("--drive-price", 0.15, "0", "3", "1000"), ("--elasticity", 0.15, "0", "0.3", "0.9"), ("--tau", 0.1, "7", "3000")):
            plan += [name, pick.choice(values)] if pick.random() < share else []
        return plan, both

    def write(self, folder):
        """Writes the tables, a few of them empty or absent, and says with which options to plan."""
        for table, rows in self.tables().items():
            if not rows and self.chance(0.5):
                continue
            with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]) if rows else ["practice_id"])
                writer.writeheader()
                writer.writerows(rows)
        return self.options()


def run(words, allowed):
    """Runs the program; returns its exit code (that of a signal past the limit), all that it printed, and what is wrong with it."""
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, preexec_fn=limit, timeout=LIMIT * 20, check=False)
    code, text = done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")
    return code, text, next((f"says {word}" for word in ERRORS if word in text), "") if code in allowed else f"exit {code}"


def trial(binary, seed, folder):
    """Plans and verifies the book of one seed; returns the exit code of `plan`, all that was said, and what is wrong."""
    (folder / "book").mkdir()
    plan, both = Maker(seed).write(folder / "book")
    book, out = ["--book", str(folder / "book"), "--threads", "1"], folder / "out"
    (folder / "command.txt").write_text(" ".join(words := [binary, "plan", *book, "--out", str(out), *plan, *both]) + "\n")
    code, text, wrong = run(words, (0, 1, 3))
    if wrong or code == 1:
        return code, text, wrong
    if any(fate.get("missed") for fate in json.loads((out / "plan.json").read_text())["dispositions"]) != (code == 3):
        return code, text, f"exit {code} does not fit what is missed"
    _, said, wrong = run([binary, "verify", str(out / "plan.json"), *book, *both], (0,))
    return code, text + said, wrong and f"verify: {wrong}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    for name, kind, usual in (("--books", int, 100), ("--seed", int, 1), ("--keep", Path, None)):
        parser.add_argument(name, type=kind, default=usual)
    asked = parser.parse_args()
    codes, causes, failing, slowest = Counter(), Counter(), [], (0, 0)
    spent = lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    for seed in range(asked.seed, asked.seed + asked.books):
        with tempfile.TemporaryDirectory(prefix="fuzz_books_") as name:
            folder, since = Path(name), spent()
            code, text, wrong = trial(asked.binary, seed, folder)
            if wrong and asked.keep:
                shutil.copytree(folder, asked.keep / str(seed), dirs_exist_ok=True)
        codes[code] += 1
        causes.update(line[:90] for line in text.splitlines() if code == 1 and line.startswith("error:"))
        slowest = max(slowest, (spent() - since, seed))
        if wrong:
            failing.append(seed)
            print(f"seed {seed}: {wrong}", *[f"    {line}" for line in text.splitlines()[-4:]], sep="\n", flush=True)
    print(f"{sum(codes.values())} books, by exit code of plan: {dict(codes)}; most processor time {slowest[0]:.1f} s (seed {slowest[1]})")
    print(*[f"  {count} times {cause}" for cause, count in causes.most_common(8)], f"failing seeds: {failing or 'none'}", sep="\n")
    return int(bool(failing))


if __name__ == "__main__":
    sys.exit(main())
