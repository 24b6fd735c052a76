"""Computes every figure of a report anew, from the files of the book and the plans, and compares.

    recompute.py BOOK PLANS REPORT.json [--mutants]

BOOK is a folder of CSV files with the columns of docs/book.md, PLANS the folder that `rounds plan` wrote to. Nothing of the
library is used. What only a forecast can tell is named in TRUSTED and is held to what follows from it. `--mutants` changes each
figure of the report in turn and counts those changes that nobody would see. Exits with 1 where something differs or is not seen.
"""

import copy
import csv
import json
import math
import re
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

SHORT = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
PARTS = ((0, "early"), (600, "morning"), (720, "noon"), (840, "afternoon"))
MET, CADENCES = ("seen", "staff_only"), {"A": (8, 14, 21), "B": (17, 28, 42), "C": (55, 91, 137)}
# What a forecast alone can tell. Each is checked by what follows from it, see `consistent`.
TRUSTED = (
    r"referrals\.basis\.", r"referrers\.(falling|growing)\[\d+\]\.change\.",
    r"access\.times\[\d+\]\.chance\.", r"referrers\.silent\[\d+\]\.silence\.(chance|usual_chance)$", r"reach\.scored\[",
)


def day(text):
    return date.fromisoformat(text)


def after(start, days):
    return start + timedelta(days)


def clock(text):
    """Returns the minutes of a time such as 09:30; None where there is none."""
    return int(text[:2]) * 60 + int(text[3:]) if text else None


def weekdays(text):
    """Lists the days of a text such as mon-fri or tue thu, from 0 for Monday."""
    first, _, last = text.partition("-")
    return range(SHORT.index(first), SHORT.index(last) + 1) if last else [SHORT.index(it) for it in text.split()]


def wilson(count, made, z):
    """Returns the share of some visits with its interval."""
    share = count / made
    middle, reach = share + z * z / (2 * made), z * math.sqrt(share * (1 - share) / made + z * z / (4 * made * made))
    low, high = ((middle + sign * reach) / (1 + z * z / made) for sign in (-1, 1))
    return share, max(0, low), min(1, high)


def period(text):
    """Returns the first and the last day of what a row of referrals is the total of: a day, or a week such as 2026-W05."""
    week = re.fullmatch(r"(\d{4})-W(\d\d)", text)
    first = date.fromisocalendar(int(week[1]), int(week[2]), 1) if week else day(text)
    return first, after(first, 6) if week else first


class Book:
    """The files of a book, as far as a report needs them."""

    def __init__(self, folder, as_of):
        self.folder, self.as_of = Path(folder), as_of
        self.practices = {row["practice_id"]: row for row in self.rows("practices")}
        self.liaisons = [row["liaison_id"] for row in self.rows("liaisons")]
        # A row that repeats another one counts once.
        logged = {(day(row["date"]), row["liaison_id"], row["practice_id"], row.get("outcome") or "seen", row.get("note") or "", row.get("time") or "")
                  for row in self.rows("visits") if row["practice_id"] in self.practices}
        self.visits = sorted(row[:4] for row in logged)
        # A time at which nobody visits tells when a row was written.
        tried = [(when, who, outcome in MET, clock(time)) for when, _, who, outcome, _, time in logged if outcome in MET + ("no_access",)]
        self.tried = [row[:3] + (row[3] if row[3] is not None and 360 <= row[3] <= 1200 else None,) for row in tried]
        self.hours = defaultdict(list)
        for row in self.rows("hours"):
            self.hours[row["practice_id"]] += [(at, clock(row["opens"]), clock(row["closes"])) for at in weekdays(row["weekday"])]
        self.rows_of_rests = self.rows("rests")
        self.followups, self.issues = self.rows("followups"), self.rows("open_issues")
        self.referral_rows = [(row["practice_id"], int(row.get("count") or 1), *period(row["date"]))
                              for row in self.rows("referrals") if row["practice_id"] in self.practices]

    def rows(self, table):
        path = self.folder / f"{table}.csv"
        return list(csv.DictReader(path.open(encoding="utf-8-sig", newline=""))) if path.exists() else []

    def met(self, practice, until):
        """Lists the days up to another one on which somebody was met."""
        if not hasattr(self, "_met"):
            self._met = defaultdict(list)
            for when, _, who, outcome in self.visits:
                if outcome in MET:
                    self._met[who].append(when)
        return [when for when in self._met[practice] if when <= until]

    def referrals(self, until):
        """Returns the days with referrals of each practice up to a day. Rows of totals are spread evenly over their days."""
        known = defaultdict(Counter)
        for practice, count, first, when in self.referral_rows:
            if first > until or count == 0:
                continue
            last = min(when, until)
            days = (last - first).days + 1
            up_to = lambda number: (count * number + days // 2) // days
            for number in range(1, days + 1):
                here = up_to(number) - up_to(number - 1)
                if here:
                    known[practice][after(last, number - days)] += here
        return {practice: sorted(days.items()) for practice, days in known.items()}


class Week:
    """Seven days from a Monday, known up to one of them."""

    def __init__(self, monday, as_of):
        self.monday, self.sunday = monday, after(monday, 6)
        self.until = min(self.sunday, as_of)

    def holds(self, when):
        return self.monday <= when <= self.sunday


class Recount:
    """Counts the report of a week anew."""

    def __init__(self, book, plans, report):
        self.book, self.plans, self.report = book, plans, report
        self.only = report["liaison"]
        self.week = Week(day(report["week"]["monday"]), book.as_of)
        self.before = Week(after(self.week.monday, -7), self.week.until)
        self.sent = book.referrals(self.week.until)
        scored = {row["practice"]: row["tier"] for row in report["reach"]["scored"]}
        self.tier = {name: row.get("tier") or scored.get(name) for name, row in book.practices.items()}
        self.mine = [name for name in sorted(book.practices) if self.only in (None, book.practices[name].get("owner") or "")]

    def has(self, liaison):
        return self.only in (None, liaison)

    # Plans

    def plan_for(self, week, fits):
        covers = lambda plan: day(plan["start"]) <= week.sunday and week.monday <= after(day(plan["start"]), plan["weeks"] * 7 - 1)
        fitting = [(name, plan) for name, plan in self.plans if fits(day(plan["as_of"])) and covers(plan)]
        newest = max((day(plan["as_of"]) for _, plan in fitting), default=None)
        return [pair for pair in fitting if day(pair[1]["as_of"]) == newest][-1] if fitting else None

    def days(self, plan, week, liaison=None):
        for itinerary in plan["itineraries"]:
            who = itinerary["liaison"]
            if self.has(who) and liaison in (None, who):
                yield from ((who, row) for row in itinerary["days"] if week.holds(day(row["date"])))

    def hours(self, plan, week, liaison=None):
        minutes = lambda text: int(text[:2]) * 60 + int(text[3:])
        total = dict(days=0, field_time=0, drive=0, distance=0)
        for _, row in self.days(plan, week, liaison):
            legs = [it["leg"] for it in row["stops"] + row.get("events", [])] + [row["way_home"]]
            away = (minutes(row["depart"]), minutes(row["back"]))
            pause = 0
            if row["lunch"]:
                opens, closes = minutes(row["lunch"]["opens"]), minutes(row["lunch"]["closes"])
                pause = max(0, min(closes, away[1]) - max(opens, away[0]))
            total["days"] += 1
            total["field_time"] += max(0, away[1] - away[0] - pause)
            total["drive"] += sum(leg["drive"] for leg in legs)
            total["distance"] += sum(leg["distance"] for leg in legs)
        return total

    # Visits

    def matches(self, plan, week):
        stops, visits = defaultdict(list), defaultdict(list)
        for who, row in self.days(plan, week):
            for stop in row["stops"]:
                stops[who, stop["practice"]].append(day(row["date"]))
        for when, who, practice, outcome in self.book.visits:
            if self.has(who) and week.monday <= when <= week.until:
                visits[who, practice].append((when, outcome))
        fates, unplanned = [], []
        for key in sorted(set(stops) | set(visits)):
            left = sorted(visits[key], key=lambda it: (it[0], ["seen", "staff_only", "no_access", "cancelled", "missed"].index(it[1])))
            found = {}
            rounds = [lambda when, it: it[1] in MET and it[0] == when, lambda when, it: it[1] in MET]
            rounds += [lambda when, it, wanted=wanted: it[1] == wanted for wanted in ("no_access", "cancelled", "missed")]
            planned = list(enumerate(sorted(stops[key])))
            for number, fits in enumerate(rounds):
                for at, when in planned:
                    hit = next((it for it in left if at not in found and fits(when, it)), None)
                    if hit:
                        left.remove(hit)
                        found[at] = (number, hit[0])
            for at, when in planned:
                row = dict(date=str(when), liaison=key[0], practice=key[1])
                number, done = found.get(at, (None, None))
                row["fate"] = ("to_come" if when > week.until else "not_logged") if number is None else \
                    ["done", "done_on_another_day", "in_vain", "cancelled", "missed"][number]
                if number == 1:
                    row["done"] = str(done)
                fates.append(row)
            unplanned += [dict(date=str(when), liaison=key[0], practice=key[1]) for when, outcome in left if outcome in MET]
        order = lambda row: (row["date"], row["liaison"], row["practice"])
        return sorted(fates, key=order), sorted(unplanned, key=order)

    def figures(self, week, plan, fates, unplanned, liaison=None):
        mine = [it for it in self.book.visits
                if self.has(it[1]) and liaison in (None, it[1]) and week.monday <= it[0] <= week.until]
        counts = Counter(it[3] for it in mine)
        usual = lambda practice: int(self.book.practices[practice].get("visit_minutes") or 20)
        row = dict(seen=counts["seen"], staff_only=counts["staff_only"], in_vain=counts["no_access"], cancelled=counts["cancelled"],
                   missed=counts["missed"], visit_time_estimate=sum(usual(it[2]) for it in mine if it[3] in MET), planned=None)
        if plan:
            fate = Counter(it["fate"] for it in fates if liaison in (None, it["liaison"]))
            row["planned"] = dict(
                stops=sum(fate.values()), done=fate["done"] + fate["done_on_another_day"], done_on_another_day=fate["done_on_another_day"],
                in_vain=fate["in_vain"], cancelled=fate["cancelled"], missed=fate["missed"], not_logged=fate["not_logged"], to_come=fate["to_come"],
                unplanned=sum(1 for it in unplanned if liaison in (None, it["liaison"])), hours=self.hours(plan, week, liaison))
        return row

    def visits(self, week):
        found = self.plan_for(week, lambda made: made < week.monday)
        fates, unplanned = self.matches(found[1], week) if found else ([], [])
        plan = found and found[1]
        people = {who for who in self.book.liaisons if self.has(who)} | {it["liaison"] for it in fates}
        people |= {it[1] for it in self.book.visits if self.has(it[1]) and week.holds(it[0])}
        return dict(
            plan=found and dict(name=found[0], as_of=plan["as_of"]), team=self.figures(week, plan, fates, unplanned),
            liaisons=[dict(liaison=who) | self.figures(week, plan, fates, unplanned, who) for who in sorted(people)],
            stops=fates, unplanned=unplanned)

    # Practices

    def cadence(self, practice):
        row = self.book.practices[practice]
        if row.get("cadence_target"):
            target = int(row["cadence_target"])
            least = int(row.get("cadence_min") or 0) or -(-target * 6 // 10)
            return least, target, int(row.get("cadence_max") or 0) or -(-target * 3 // 2)
        return CADENCES[self.tier[practice]]

    def reach(self):
        open_to_us = lambda row: row.get("access") != "no_see" and row.get("lat")
        asked = [name for name in self.mine if open_to_us(self.book.practices[name])]
        since = lambda name, when: (lambda met: (when - met[-1]).days if met else None)(self.book.met(name, when))
        rests = lambda name, when: any(day(row["from"]) <= when <= day(row["until"]) for row in self.book.rows_of_rests if row["practice_id"] == name)
        late = lambda name, when: since(name, when) is not None and since(name, when) > self.cadence(name)[2] and not rests(name, when)
        tiers, until = [], self.week.until
        for tier in "ABC":
            names = [name for name in asked if self.tier[name] == tier]
            tiers.append(dict(
                tier=tier, practices=len(names), within_target=sum(1 for name in names if since(name, until) is not None and since(name, until) <= self.cadence(name)[1]),
                overdue=sum(late(name, until) for name in names), never_met=sum(since(name, until) is None for name in names),
                visits=sum(1 for name in names for when in self.book.met(name, until) if (until - when).days < 91),
                visits_asked=sum(91 / self.cadence(name)[1] for name in names)))
        ends = [min(after(self.week.sunday, -7 * ago), until) for ago in range(12, -1, -1)]
        backlog = [dict(day=str(end), overdue=sum(late(name, end) for name in asked), never_met=sum(since(name, end) is None for name in asked)) for end in ends]
        return dict(tiers=tiers, backlog=backlog, scored=self.report["reach"]["scored"])

    def access(self):
        def rate(start, liaison=None):
            mine = [it[3] for it in self.book.visits if self.has(it[1]) and liaison in (None, it[1]) and start <= it[0] <= self.week.until]
            made, vain = sum(it in MET + ("no_access",) for it in mine), mine.count("no_access")
            if not made:
                return dict(made=0, in_vain=0, share=None, low=None, high=None)
            share, low, high = wilson(vain, made, 1.959963984540054)
            return dict(made=made, in_vain=vain, share=share, low=low, high=high)

        both = lambda liaison=None: dict(week=rate(self.week.monday, liaison), quarter=rate(after(self.week.until, -90), liaison))
        people = {it[1] for it in self.book.visits if after(self.week.until, -90) <= it[0] <= self.week.until} | set(self.book.liaisons)
        liaisons = [dict(liaison=who) | both(who) for who in sorted(people) if self.has(who)]
        return both() | dict(liaisons=liaisons, times=self.times(), doubts=[row for name in self.mine for row in self.doubts(name)])

    def times(self):
        """Counts the visits of the whole team at each time of the week, in the order of the report; the chances are those of the model."""
        counts = defaultdict(lambda: dict(met=0, tried=0))
        for when, _, met, time in self.book.tried:
            if when <= self.week.until and time is not None:
                part = [name for begins, name in PARTS if begins <= time][-1]
                counts[when.weekday(), part]["met"] += met
                counts[when.weekday(), part]["tried"] += 1
        told = {(SHORT.index(it["time"]["weekday"].lower()), it["time"]["part"]): it["chance"] for it in self.report["access"]["times"]}
        order = sorted(counts, key=lambda it: (-told.get(it, {}).get("chance", 0), it[0], [name for _, name in PARTS].index(it[1])))
        return [dict(time=dict(weekday=SHORT[it[0]].title(), part=it[1]), visits=counts[it], chance=told.get(it)) for it in order]

    def doubts(self, name):
        """Counts visits within and outside the hours that the book states for a practice."""
        hours, inside, outside = self.book.hours.get(name), [], []
        noon = (690, 810) if self.book.practices[name].get("access") == "lunch_only" else None
        for when, who, met, time in self.book.tried if hours else []:
            if who != name or when > self.week.until:
                continue
            windows = [row[1:] for row in hours if row[0] == when.weekday()]
            windows = [noon] if noon and windows else windows
            if not windows or time is not None:
                (inside if any(opens <= time < closes for opens, closes in windows) else outside).append(met)
        mostly = lambda count, all: all >= 4 and wilson(count, all, 1.6448536269514722)[1] > 0.5
        tried = lambda visits: dict(met=sum(visits), tried=len(visits))
        if mostly(len(inside) - sum(inside), len(inside)):
            yield dict(vain_inside=dict(practice=name, visits=tried(inside)))
        if mostly(sum(outside), len(outside)):
            yield dict(met_outside=dict(practice=name, visits=tried(outside)))

    def trials(self):
        found, week = {}, self.week
        for name in self.mine:
            mine = [row for row in self.book.rows_of_rests if row["practice_id"] == name and day(row["from"]) <= week.sunday and day(row["until"]) >= week.monday]
            for trial in {row["trial"] for row in mine}:
                last = max(row["until"] for row in self.book.rows_of_rests if row["trial"] == trial and row["practice_id"] in self.book.practices)
                found[trial] = (last, found.get(trial, (last, 0))[1] + 1)
        return [dict(name=name, until=until, resting=resting) for name, (until, resting) in sorted(found.items())]

    # Referrals

    def count(self, start, end):
        return sum(count for name in self.mine for when, count in self.sent.get(name, []) if start <= when <= end)

    def first_day(self):
        return min((days[0][0] for days in self.sent.values()), default=None)

    def referrals(self):
        told, first = self.report["referrals"], self.first_day()
        if told["basis"]:
            named = [it | dict(practice=name) for it, name in zip(told["basis"]["practices"], self.mine)]
            told = told | dict(basis=told["basis"] | dict(practices=named))
        weeks = []
        for ago in range(51, -1, -1):
            monday = after(self.week.monday, -7 * ago)
            total = lambda start: self.count(start, min(after(start, 6), self.week.until))
            known = first is not None and first <= after(monday, -364)
            if ago and (first is None or first > after(monday, 6)):
                continue
            weeks.append(dict(monday=str(monday), referrals=total(monday), year_before=total(after(monday, -364)) if known else None))
        newest = max((days[-1][0] for days in self.sent.values()), default=None)
        figures = dict(newest=newest and str(newest), known_until=str(self.week.until), weeks=weeks, forecast=None, next=[], no_forecast=None, basis=told["basis"])
        basis, whole = told["basis"], self.week.until >= after(self.week.monday, 4)
        earlier = after(self.week.monday, -1)
        if not any(days[0][0] <= earlier for days in self.sent.values()):
            return figures | dict(no_forecast=dict(kind="no_referrals"))
        figures["forecast"] = self.band(earlier, 0, basis["exposures"], [it["week"] for it in basis["practices"]])
        origin, skipped = (self.week.sunday, 0) if whole else (earlier, 1)
        bands = [self.band(origin, ahead + skipped, basis["exposures_now"], [it["next"][ahead] for it in basis["practices"]]) for ahead in range(4)]
        figures["next"] = [band for band in bands if band]
        figures["no_forecast"] = None if figures["forecast"] else dict(kind="short_history")
        return figures

    def band(self, origin, ahead, exposures, expected):
        begin = lambda ago: after(origin, 1 - 7 * (ago + 1))
        counts = []
        while len(counts) < len(exposures) and self.first_day() <= begin(len(counts)):
            counts.append(self.count(begin(len(counts)), after(begin(len(counts)), 6)))
        errors = []
        for week in range(26):
            start, end = week + ahead + 1, week + ahead + 9
            offered = sum(exposures[start:end])
            if end > len(counts) or not offered:
                continue
            mean = exposures[week] * sum(counts[start:end]) / offered
            if mean > 0:
                errors.append((counts[week] - mean) ** 2 / (mean * (1 + exposures[week] / offered)))
        if len(errors) < 8:
            return None
        spread, mean = max(1, sum(errors) / len(errors)), sum(expected)
        low, high = quantiles(mean, spread)
        return dict(monday=str(after(origin, 1 + 7 * ahead)), known_until=str(origin), mean=mean, dispersion=spread, band=dict(low=low, high=high))

    def referrers(self):
        until, told, first = self.week.until, self.report["referrers"], self.first_day()
        recent = lambda when: 0 <= (until - when).days < 28
        sent = lambda name, start: sum(count for when, count in self.sent[name] if start <= when <= until)
        new, back = [], []
        for name in (name for name in self.mine if name in self.sent):
            days = [when for when, _ in self.sent[name]]
            if recent(days[0]) and (days[0] - first).days >= 91:
                met = self.book.met(name, after(days[0], -1))
                new.append(dict(practice=name, first=str(days[0]), referrals=sent(name, days[0]), visited=str(met[-1]) if met else None))
            silences = []
            for end in range(3, len(days)):
                usual, silent = (days[end - 1] - days[0]).days / (end - 1), (days[end] - days[end - 1]).days
                if silent >= 28 and silent > 5 * usual and recent(days[end]):
                    silences.append((days[end - 1], days[end], usual))
            for last, returned, usual in silences[-1:]:
                met = [when for when in self.book.met(name, after(returned, -1)) if when > last]
                back.append(dict(practice=name, silent_since=str(last), returned=str(returned), usual_days=usual,
                                 referrals=sent(name, returned), visited=str(met[-1]) if met else None))
        year = lambda name: sum(count for when, count in self.sent.get(name, []) if (until - when).days < 365)
        falling = [it | dict(sent_year=year(it["practice"])) for it in told["falling"]]
        silent = [it | dict(sent_year=year(it["practice"]), silence=self.silence(it)) for it in told["silent"]]
        growing = [it | dict(sent_year=year(it["practice"])) for it in told["growing"]]
        fallen = {it["practice"] for it in falling}
        back = [it for it in back if it["practice"] not in fallen]
        return dict(new=sorted(new, key=lambda it: (it["first"], it["practice"])), won_back=sorted(back, key=lambda it: (it["returned"], it["practice"])),
                    falling=falling, growing=growing, silent=silent)

    def silence(self, told):
        """Works out rhythm and silence of a practice; the chances are those of the forecast."""
        days = self.sent.get(told["practice"]) or [(date.min, 1)]
        span, later = (days[-1][0] - days[0][0]).days, len(days) - 1
        total = sum(count for _, count in days)
        if later < 2:
            rhythm = dict(none_yet=dict(referrals=total))
        elif span / later < 1.5:
            rhythm = dict(daily=dict(a_week=(total - days[0][1]) / (span / 7)))
        else:
            rhythm = dict(every=dict(days=span / later, batch=total / len(days)))
        return told["silence"] | dict(rhythm=rhythm, silent_days=(self.week.until - days[-1][0]).days,
                                     last=str(days[-1][0]), horizon_days=91)

    def first_referrals(self):
        until, start = self.week.until, after(self.week.until, -181)
        start = max(start, after(self.first_day(), 91)) if self.first_day() else start
        groups = dict(visited=dict(practices=0, referred=0, weeks=0.0), not_visited=dict(practices=0, referred=0, weeks=0.0))
        for name in self.mine:
            first = self.sent[name][0][0] if name in self.sent else None
            met = self.book.met(name, until)
            if met and met[0] < start or not met and start > until:
                continue
            group, since = (groups["visited"], met[0]) if met else (groups["not_visited"], after(start, -1))
            if first is None or first > since:
                group["practices"] += 1
                group["referred"] += first is not None
                group["weeks"] += ((first or until) - since).days / 7
        return dict(**{"from": str(start)}, **groups)

    # What is open, and what comes

    def open_matters(self):
        until, week = self.week.until, self.week
        when = lambda row, column: day(row[column]) if row.get(column) else None
        closed = {(row["practice_id"], row["what"], row["since"]) for row in self.book.issues if row["closed"]}
        figures, waiting = dict(open=0, opened=0, closed=0), []
        for row in self.book.issues:
            since, end = when(row, "since"), when(row, "closed")
            if row["practice_id"] not in self.mine or (since and since > until) or (not end and (row["practice_id"], row["what"], row["since"]) in closed):
                continue
            end = end if end and end <= until else None
            figures["opened"] += bool(since and week.holds(since))
            figures["closed"] += bool(end and week.holds(end))
            if not end:
                figures["open"] += 1
                waiting.append(dict(since=row["since"] or None, practice=row["practice_id"], what=row["what"]))
        promised, overdue = dict(due=0, kept=0, late=0, open=0, overdue=0, due_next_week=0), []
        for row in self.book.followups:
            who = row.get("liaison_id") or self.book.practices[row["practice_id"]].get("owner")
            if not self.has(who):
                continue
            due, done = day(row["due"]), when(row, "done")
            done = done if done and done <= until else None
            if week.holds(due):
                promised["due"] += 1
                promised["open" if not done else "kept" if done <= due else "late"] += 1
            promised["due_next_week"] += not done and 1 <= (due - week.sunday).days <= 7
            if due < until and not done:
                promised["overdue"] += 1
                overdue.append(dict(due=row["due"], practice=row["practice_id"], what=row["what"], liaison=row.get("liaison_id") or None))
        waiting.sort(key=lambda it: (it["since"] or "", it["practice"], it["what"]))
        overdue.sort(key=lambda it: (it["due"], it["practice"], it["what"], it["liaison"] or ""))
        return dict(issues=figures, followups=promised, waiting=waiting, overdue=overdue)

    def next_week(self):
        week = Week(after(self.week.monday, 7), date.max)
        found = self.plan_for(week, lambda made: made <= self.book.as_of)
        if not found:
            return None
        name, plan = found
        stops = lambda who=None: [(row["date"], stop, liaison) for liaison, row in self.days(plan, week, who) for stop in row["stops"]]
        events = lambda who=None: [dict(date=row["date"], start=it["start"], event=it["event"], liaison=liaison)
                                   for liaison, row in self.days(plan, week, who) for it in row.get("events", [])]
        joint = lambda who=None: [dict(date=when, start=stop["start"], liaison=liaison, practice=stop["practice"], provider=stop["meeting"]["provider"])
                                  for when, stop, liaison in stops(who) if stop.get("meeting")]
        people = sorted({who for who in self.book.liaisons + [it["liaison"] for it in plan["itineraries"]] if self.has(who)})
        replan = plan.get("replan")
        return dict(
            plan=dict(name=name, as_of=plan["as_of"]), monday=str(week.monday), stops=len(stops()), hours=self.hours(plan, week),
            liaisons=[dict(liaison=who, stops=len(stops(who)), meetings=len(joint(who)), events=len(events(who)), hours=self.hours(plan, week, who)) for who in people],
            meetings=sorted(joint(), key=lambda it: (it["date"], it["start"], it["liaison"], it["practice"])),
            events=sorted(events(), key=lambda it: (it["date"], it["start"], it["event"], it["liaison"])),
            changes=replan and dict(previous_as_of=replan["previous_as_of"], stops_before=replan["stops_before"], stops_kept=replan["stops_kept"],
                                    edits=len(replan["edits"]), forced=len(replan["forced"])))

    def headline(self, visits, referrals, backlog):
        team = visits["team"]
        planned, met = team["planned"], team["seen"] + team["staff_only"]
        return dict(planned=planned and planned["stops"], done=planned and planned["done"], met=met, made=met + team["in_vain"], in_vain=team["in_vain"],
                    referrals=referrals, overdue=backlog["overdue"], never_met=backlog["never_met"])

    def whole(self):
        """Returns the report as it has to be."""
        visits, reach, referrals, week = self.visits(self.week), self.reach(), self.referrals(), self.week
        known = [it[0] for it in self.book.visits] + [first for _, count, first, _ in self.book.referral_rows if count]
        before = None
        if min(known) <= self.before.sunday:
            before = self.headline(self.visits(self.before), sum(it["referrals"] for it in referrals["weeks"] if it["monday"] == str(self.before.monday)), reach["backlog"][-2])
        newest = max((it for it in self.plans if day(it[1]["as_of"]) <= self.book.as_of), key=lambda it: it[1]["as_of"], default=None)
        newest = newest and [it for it in self.plans if it[1]["as_of"] == newest[1]["as_of"]][-1]
        return dict(
            format=1, as_of=str(self.book.as_of), week=dict(monday=str(week.monday), sunday=str(week.sunday), until=str(week.until)), liaison=self.only,
            headline=self.headline(visits, referrals["weeks"][-1]["referrals"], reach["backlog"][-1]), week_before=before, visits=visits, reach=reach,
            access=self.access(), referrals=referrals, referrers=self.referrers(), first_referrals=self.first_referrals(), open=self.open_matters(),
            next_week=self.next_week(), trials=self.trials(), assumed=dict(scores=dict(elasticity=0.12, carry_over=0.7, margin=1.0), plan=newest and newest[1]["response"]))


def quantiles(mean, spread):
    """Returns the 5 % and the 95 % quantile of a negative binomial count."""
    low, held, count = None, 0.0, max(0, int(mean - 12 * math.sqrt(mean * spread)))
    while mean > 0:
        if spread - 1 < 1e-9:
            chance = count * math.log(mean) - mean - math.lgamma(count + 1)
        else:
            shape = mean / (spread - 1)
            chance = math.lgamma(count + shape) - math.lgamma(shape) - math.lgamma(count + 1) - shape * math.log(spread) + count * math.log((spread - 1) / spread)
        held += math.exp(chance)
        low = count if low is None and held >= 0.05 else low
        if held >= 0.95:
            return low, count
        count += 1
    return 0, 0


def leaves(value, path=""):
    """Yields every value with its path."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        yield f"{path}.length", len(value)
        for at, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{at}]")
    else:
        yield path, value


def same(one, other):
    if isinstance(one, float) or isinstance(other, float):
        return one is not None and other is not None and math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def consistent(report):
    """Yields what the trusted figures contradict."""
    for it in report["referrers"]["falling"]:
        if not (it["change"]["probability"] >= 0.75 and 0 <= it["change"]["after"] < it["change"]["before"] and it["sent_year"] > 0):
            yield f"{it['practice']} does not fall"
    for it in report["referrers"]["growing"]:
        if not (it["change"]["probability"] >= 0.75 and it["change"]["after"] > it["change"]["before"] >= 0 and it["sent_year"] > 0):
            yield f"{it['practice']} does not grow"
    chances = [it["chance"] for it in report["access"]["times"]]
    if not all(0 <= it["low"] <= it["chance"] <= it["high"] <= 1 for it in chances):
        yield "a chance to meet somebody lies outside its range"
    if [it["chance"] for it in chances] != sorted((it["chance"] for it in chances), reverse=True):
        yield "times of the week stand in another order"
    losses, gains = ([size * (it["change"]["after"] - it["change"]["before"]) for it in report["referrers"][name]]
                     for name, size in [("falling", -1), ("growing", 1)])
    for it in report["referrers"]["silent"]:
        silence = it["silence"]
        if not (silence["silent_days"] >= 28 and 0 <= silence["chance"] <= silence["usual_chance"] / 2 <= 0.5 and it["sent_year"] > 0):
            yield f"{it['practice']} is not silent"
    sent = [it["sent_year"] for it in report["referrers"]["silent"]]
    if losses != sorted(losses, reverse=True) or gains != sorted(gains, reverse=True) or sent != sorted(sent, reverse=True):
        yield "those who are lost stand in another order"


def differences(report, expected):
    """Lists what differs, by path."""
    told, wanted = dict(leaves(report)), dict(leaves(expected))
    found = [f"{path}: {told.get(path, 'missing')!r}, not {wanted.get(path, 'missing')!r}" for path in sorted(set(told) | set(wanted))
             if path not in told or path not in wanted or not same(told[path], wanted[path])]
    return found + list(consistent(report))


def changed(value):
    """Returns another value of the same kind."""
    if isinstance(value, (int, float)):
        return value + 1
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return str(after(day(value), 1))
    return (value or "") + "x"


def mutants(recount, report, expected):
    """Yields the paths whose change nobody would see. Those of referrers are counted anew, since some of their figures are taken over."""
    wanted, count = dict(leaves(expected)), 0
    for path, value in leaves(report):
        if path.endswith(".length") or any(re.match(pattern, path) for pattern in TRUSTED):
            continue
        count += 1
        if not path.startswith(("referrers.falling", "referrers.silent")):
            if same(changed(value), wanted.get(path)):
                yield path
            continue
        mutant = copy.deepcopy(report)
        put(mutant, path, changed(value))
        recount.report = mutant
        if not differences(mutant, expected | dict(referrers=recount.referrers())):
            yield path
    print(f"{count} figures changed one by one")


def put(value, path, new):
    """Puts a value at a path."""
    *way, last = [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", path)]
    for step in way:
        value = value[step]
    value[last] = new


def plans_in(folder):
    """Reads the plans that are kept, the newest last."""
    named = []
    for prefix, where in (("plans/", Path(folder) / "plans"), ("", Path(folder))):
        for path in where.glob("*.json"):
            found = re.fullmatch(r"(\d{4}-\d\d-\d\d)-(\d+)", path.stem)
            if found:
                named.append((found[1], int(found[2]), prefix + path.name, path))
    files = [(name, path) for _, _, name, path in sorted(named)]
    newest = Path(folder) / "plan.json"
    files += [("plan.json", newest)] if newest.exists() else []
    return [(name, json.loads(path.read_text())) for name, path in files]


def main():
    folder, plans, path, *options = sys.argv[1:]
    report = json.loads(Path(path).read_text())
    book = Book(folder, day(report["as_of"]))
    recount = Recount(book, plans_in(plans), copy.deepcopy(report))
    expected = recount.whole()
    found = differences(report, expected)
    count = sum(1 for _ in leaves(report))
    print(*found[:20], f"{count} figures, {len(found)} differ", sep="\n")
    unseen = list(mutants(recount, report, expected)) if "--mutants" in options else []
    print(*unseen[:20], f"{len(unseen)} changes unseen", sep="\n")
    return 1 if found or unseen else 0


if __name__ == "__main__":
    sys.exit(main())
