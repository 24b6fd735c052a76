"""Imports the calendars of three plans in a row into calendar programs, and compares what they show with the plans.

    clients.py FOLDER    # has 1, 2 and 3, each with L0.ics, L1.ics, changes, stops.csv and start.txt

| client       | how it takes a file                                                           |
|--------------|-------------------------------------------------------------------------------|
| `icalendar`  | reads it; entries are stored as RFC 5546 says, by UID, the higher SEQUENCE    |
| `khal`       | imports it over what it has; it shows cancelled events and marks them so      |
| `todoman`    | shows the tasks of a folder that takes each entry by its UID                  |
| `vdirsyncer` | makes a folder the same as the file, as a subscribed calendar does            |

Each client takes every plan, and then only the first and the last, as somebody does who leaves one out. The first two take
`changes` as well, in the place of the whole calendars.
"""
import csv
import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import icalendar

LIAISONS = ["L0", "L1"]


def fail(text):
    sys.exit(f"calendars: {text}")


def start_of(plan):
    return dt.date.fromisoformat((plan / "start.txt").read_text())


def expected(plan, liaison):
    """The visits of a plan: practice, day and time, sorted."""
    with open(plan / "stops.csv", encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["liaison_id"] == liaison]
    return sorted((row["practice_name"], row["date"], row["start"]) for row in rows)


def practice_of(summary):
    """The name in the title of a visit; nothing for lunch and for the drive home."""
    name = summary.removeprefix("Call ahead: ").split(" (")[0]
    return name if name.startswith("Practice ") else None


def visit_of(event):
    start = event["DTSTART"].dt
    return practice_of(str(event["SUMMARY"])), start.date().isoformat(), start.strftime("%H:%M")


# ---- icalendar: entries by UID and SEQUENCE ---------------------------------------------------------------------------------


class Store:
    def __init__(self, _):
        self.entries = {}

    def take(self, file):
        if not file.read_bytes():
            return
        calendar = icalendar.Calendar.from_ical(file.read_bytes())
        if calendar["METHOD"] != "PUBLISH":
            fail(f"{file} has another method than PUBLISH")
        seen = set()
        for entry in calendar.walk():
            if entry.name not in ("VEVENT", "VTODO"):
                continue
            uid, version = str(entry["UID"]), (int(entry["SEQUENCE"]), entry["DTSTAMP"].dt)
            if uid in seen:
                fail(f"{file} has {uid} twice")
            seen.add(uid)
            old = self.entries.get(uid)
            if old is None or version[0] > int(old["SEQUENCE"]):
                if old is not None and version[1] <= old["DTSTAMP"].dt:
                    fail(f"{file}: the stamp of {uid} does not rise with its sequence")
                self.entries[uid] = entry

    def visits(self, since):
        live = [e for e in self.entries.values() if e.name == "VEVENT" and e["STATUS"] == "CONFIRMED"]
        return sorted(v for v in map(visit_of, live) if v[0] and v[1] >= since.isoformat())


# ---- khal: imports over what it has -----------------------------------------------------------------------------------------


class Khal:
    def __init__(self, folder):
        self.folder = folder
        (folder / "events").mkdir(parents=True)
        self.config = folder / "config"
        self.config.write_text(f"""[calendars]
[[rounds]]
path = {folder}/events
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
""")

    def khal(self, *words):
        return subprocess.run(["khal", "-c", self.config, *words], check=True, capture_output=True, text=True).stdout

    def take(self, file):
        if file.read_bytes():
            self.khal("import", "--batch", file)

    def visits(self, since):
        lines = self.khal("list", "--day-format", "", "--format", "{status}|{start-date}|{start-time}|{title}",
                          since.isoformat(), "60d").splitlines()
        found = [line.split("|", 3) for line in lines if line.count("|") >= 3]
        live = [(practice_of(title), date, time) for status, date, time, title in found if "CANCELLED" not in status]
        return sorted(v for v in live if v[0])


# ---- todoman: tasks ---------------------------------------------------------------------------------------------------------


class Todoman:
    def __init__(self, folder):
        self.folder = folder
        (folder / "tasks").mkdir(parents=True)
        (folder / "config.py").write_text(
            f'path = "{folder}/tasks"\ncache_path = "{folder}/cache"\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n')
        self.store = Store(None)

    def take(self, file):
        self.store.take(file)
        for uid, entry in self.store.entries.items():
            if entry.name == "VTODO":
                calendar = icalendar.Calendar({"PRODID": "-//test//EN", "VERSION": "2.0"})
                calendar.add_component(entry)
                (self.folder / "tasks" / f"{uid}.ics").write_bytes(calendar.to_ical())

    def calls(self, since):
        """The open tasks of visits from a day on."""
        words = ["todo", "--config", self.folder / "config.py", "--porcelain", "list", "--status", "NEEDS-ACTION"]
        tasks = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout or "[]")
        return sorted(task["summary"] for task in tasks if called_for(task["summary"]) >= since)


def called_for(summary):
    """The day in `Call NAME and ask for Thu 12 Feb 2026 at 09:00`."""
    return dt.datetime.strptime(summary.rsplit(" and ask for ", 1)[1], "%a %d %b %Y at %H:%M").date()


def expected_calls(plan, liaison):
    calendar = icalendar.Calendar.from_ical((plan / f"{liaison}.ics").read_bytes())
    titles = [(visit_of(e), str(e["SUMMARY"])) for e in calendar.walk("VEVENT") if e["STATUS"] == "CONFIRMED"]
    ahead = [visit for visit, title in titles if title.startswith("Call ahead: ")]
    when = lambda date, time: f"{day_words(dt.date.fromisoformat(date))} at {time}"
    return sorted(f"Call {name} and ask for {when(date, time)}" for name, date, time in ahead)


def day_words(day):
    return f"{day:%a} {day.day} {day:%b %Y}"


# ---- vdirsyncer: a subscribed calendar --------------------------------------------------------------------------------------


class Subscription:
    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True)
        self.config = folder / "config"
        self.config.write_text(f"""[general]
status_path = "{folder}/status/"
[pair calendar]
a = "file"
b = "folder"
collections = null
conflict_resolution = "a wins"
[storage file]
type = "singlefile"
path = "{folder}/source.ics"
[storage folder]
type = "filesystem"
path = "{folder}/events/"
fileext = ".ics"
""")
        (folder / "events").mkdir()
        self.commands = [["discover"], ["sync", "--force-delete"]]

    def take(self, file):
        shutil.copy(file, self.folder / "source.ics")
        for command in self.commands:
            words = ["vdirsyncer", "-c", self.config, *command]
            subprocess.run(words, check=True, capture_output=True, text=True, input="y\n")
        self.commands = self.commands[-1:]

    def visits(self, since):
        files = [icalendar.Calendar.from_ical(path.read_bytes()) for path in (self.folder / "events").glob("*.ics")]
        live = [e for calendar in files for e in calendar.walk("VEVENT") if e["STATUS"] == "CONFIRMED"]
        return sorted(v for v in map(visit_of, live) if v[0] and v[1] >= since.isoformat())


# ---- comparing --------------------------------------------------------------------------------------------------------------


def compare(what, shown, wanted):
    ghosts, missing = [v for v in shown if v not in wanted], [v for v in wanted if v not in shown]
    doubles = [v for v in set(shown) if shown.count(v) > wanted.count(v) > 0]
    if ghosts or missing or doubles:
        fail(f"{what}: ghosts {ghosts}, missing {missing}, doubles {doubles}")
    return len(shown)


def follow(name, make, plans, work, changes=False):
    """Lets a client take plan after plan; counts the visits that it had to show."""
    count = 0
    for liaison in LIAISONS:
        client = make(work / f"{name}-{liaison}-{len(plans)}-{changes}")
        for number, plan in enumerate(plans):
            folder = plan / "changes" if changes and number else plan
            client.take(folder / f"{liaison}.ics")
            what = f"{name}, {liaison}, plan {plan.name}{' by its changes' if folder != plan else ''}"
            if name == "todoman":
                count += compare(what, client.calls(start_of(plan)), expected_calls(plan, liaison))
            else:
                count += compare(what, client.visits(start_of(plan)), expected(plan, liaison))
    return count


def main():
    plans = [Path(sys.argv[1]) / str(number) for number in (1, 2, 3)]
    os.environ["TZ"] = "UTC"
    with tempfile.TemporaryDirectory() as work:
        for name, make in (("icalendar", Store), ("khal", Khal), ("todoman", Todoman), ("vdirsyncer", Subscription)):
            counts = [follow(name, make, plans, Path(work)), follow(name, make, plans[::2], Path(work))]
            if name in ("icalendar", "khal"):
                counts.append(follow(name, make, plans, Path(work), changes=True))
            if min(counts) == 0:
                fail(f"{name} had nothing to show")
            print(f"{name}: {sum(counts)} {'calls' if name == 'todoman' else 'visits'} shown as planned, no ghosts, no doubles")


if __name__ == "__main__":
    main()
