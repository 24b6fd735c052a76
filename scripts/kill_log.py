#!/usr/bin/env python3
"""Kills `rounds log` at random moments while several of it log at once, and proves that nothing is lost or read by half.

    kill_log.py BINARY --times 500 [--writers 4] [--seed 1]

Half of the kills hit a folder of CSV files, and half an SQLite database. Each round starts the writers at once, kills each
after a random time, or lets it finish, and then reads the book with `rounds check`. At the end every visit whose `Logged` was
printed has to be in the book exactly once, with its promise; every other visit has to be there once with its promise, or not
at all; and `rounds check` has to find nothing. Prints a line for each kind of book; exits with 1 where something is wrong.
"""
import argparse
import csv
import io
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

PRACTICES, LIAISONS = 40, 4
FIRST = date(2026, 1, 5)
TODAY = ("--as-of", "2026-12-31")


def book(folder):
    """Writes a small book without visits; its first row of visits has a line end as Excel writes it."""
    practices = ["practice_id,name,lat,lon,owner"]
    practices += [f"P{n},Clinic {n},{38.9 + n / 1000:.3f},-77.0,L{n % LIAISONS}" for n in range(PRACTICES)]
    liaisons = ["liaison_id,name,home_lat,home_lon"] + [f"L{n},Liaison {n},38.9,-77.0" for n in range(LIAISONS)]
    visits = ["practice_id,liaison_id,date,outcome,note", "P0,L0,2026-01-02,seen,before"]
    for name, lines, end in [("practices", practices, "\n"), ("liaisons", liaisons, "\n"), ("visits", visits, "\r\n")]:
        (folder / f"{name}.csv").write_bytes(end.join(lines + [""]).encode())


class Trial:
    """A book under fire."""

    def __init__(self, binary, path, seed):
        self.binary, self.path, self.random = binary, path, random.Random(seed)
        self.confirmed, self.tried, self.kills, self.usual = set(), set(), 0, 1.0
        self.number = 0

    def run(self, *words):
        return subprocess.run([self.binary, *words, "--book", str(self.path)], capture_output=True, text=True)

    def visit(self):
        """Draws a visit that nobody has logged; its note is its name."""
        self.number += 1
        practice, day = self.number % PRACTICES, FIRST + timedelta(self.number // PRACTICES)
        return f"P{practice}", day.isoformat(), f"note-{self.number}, \"quoted\" {'x' * self.random.randint(1, 200)}"

    def start(self):
        """Starts a writer."""
        practice, day, note = self.visit()
        promised = self.random.random() < 0.5
        visit = (practice, day, note, promised)
        self.tried.add(visit)
        words = [self.binary, "log", practice, "--date", day, "--outcome", "seen", "--note", note, "--book", str(self.path)]
        words += ["--next", (date.fromisoformat(day) + timedelta(30)).isoformat()] if promised else []
        return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True), visit

    def written(self):
        """Returns the size of the file that changes first when a row is added."""
        file = self.path / "log-journal.jsonl" if self.path.is_dir() else Path(f"{self.path}-wal")
        return file.stat().st_size if file.exists() else 0

    def await_writing(self, running):
        """Waits until somebody writes for the n-th time, and then up to two thousandths of a second."""
        # In a folder the first, third and fifth change begin an entry, and the others end one.
        for _ in range(self.random.choice([1, 1, 3, 5, 2])):
            size = self.written()
            while self.written() == size and any(process.poll() is None for process, _ in running):
                time.sleep(0.00002)
        time.sleep(self.random.uniform(0, 0.002) * self.random.random())

    def round(self, writers):
        """Starts writers at once and kills those that still run: mostly in the middle of writing, else at any moment."""
        start = time.monotonic()
        running = [self.start() for _ in range(writers)]
        if self.random.random() < 0.75:
            self.await_writing(running)
        else:
            time.sleep(self.random.uniform(0, 1.2) * self.usual)
        for process, _ in running:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                self.kills += 1
        for process, visit in running:
            out, err = process.communicate()
            if "Logged" in out and out.endswith("\n"):
                self.confirmed.add(visit)
            elif process.returncode not in (-signal.SIGKILL, 0):
                sys.exit(f"rounds log ended with {process.returncode}: {err}")
        if all(process.returncode == 0 for process, _ in running):
            # How long a whole round takes is learnt, so that kills are spread over all of it.
            self.usual = time.monotonic() - start

    def unfinished(self):
        """Counts the steps that a kill left unfinished and a later call took back."""
        journal = self.path / "log-journal.jsonl"
        return journal.read_text().count('"step":"dropped"') if journal.exists() else None

    def check(self):
        """Reads the book as every command does, right after the kills: no row may be torn."""
        run = self.run("check", *TODAY)
        if run.returncode != 0 or "No findings." not in run.stdout:
            sys.exit(f"rounds check found something in {self.path}:\n{run.stdout}{run.stderr}")

    def rows(self, table):
        """Reads a table of the book without rounds."""
        if self.path.is_dir():
            file = self.path / f"{table}.csv"
            text = file.read_bytes().decode() if file.exists() else ""
            return list(csv.reader(io.StringIO(text, newline="")))[1:]
        with sqlite3.connect(self.path) as connection:
            known = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", [table]).fetchall()
            return [list(row) for row in connection.execute(f"SELECT * FROM {table}")] if known else []

    def settle(self):
        """Lets a last call settle what the kills have left, so that the files can be read as they are."""
        practice, day, note = self.visit()
        last = self.run("log", practice, "--date", day, "--outcome", "seen", "--note", note)
        if last.returncode != 0:
            sys.exit(f"the last rounds log failed: {last.stderr}")
        self.tried.add((practice, day, note, False))
        self.confirmed.add((practice, day, note, False))

    def faults(self):
        visits = Counter((row[0], row[2], row[4]) for row in self.rows("visits") if row[4] != "before")
        promises = Counter((row[0], row[1]) for row in self.rows("must_visits"))
        after = lambda day: (date.fromisoformat(day) + timedelta(1)).isoformat()
        faults = []
        for practice, day, note, promised in self.tried:
            there, with_promise = visits.pop((practice, day, note), 0), promises.pop((practice, after(day)), 0)
            is_confirmed = (practice, day, note, promised) in self.confirmed
            if there > 1 or (is_confirmed and there != 1):
                faults.append(f"{practice} {day} is there {there} times, confirmed: {is_confirmed}")
            if with_promise != (there if promised else 0):
                faults.append(f"{practice} {day} has {with_promise} promises and {there} visits")
        return faults + [f"nobody logged {row}" for row in [*visits, *promises]]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory(prefix="rounds-kill-") as scratch:
        folder, database = Path(scratch) / "book", Path(scratch) / "book.sqlite"
        folder.mkdir()
        book(folder)
        made = subprocess.run([arguments.binary, "import", str(folder), "--yes", "--book", str(database)], capture_output=True, text=True)
        if made.returncode != 0:
            sys.exit(f"rounds import failed: {made.stdout}{made.stderr}")
        for path, share in [(folder, arguments.times - arguments.times // 2), (database, arguments.times // 2)]:
            trial = Trial(arguments.binary, path, arguments.seed)
            while trial.kills < share:
                trial.round(arguments.writers)
                trial.check()
            trial.settle()
            trial.check()
            faults = trial.faults()
            unfinished = trial.unfinished()
            between = "" if unfinished is None else f", {unfinished} kills in the middle of writing"
            print(f"{path.name}: {trial.kills} kills{between}, {len(trial.tried)} visits tried, {len(trial.confirmed)} confirmed, {len(faults)} faults")
            print("".join(f"  {fault}\n" for fault in faults[:20]), end="")
            failed = failed or bool(faults)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
