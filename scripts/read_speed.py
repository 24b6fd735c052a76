#!/usr/bin/env python3
"""Times the reading of many referral rows, beside Python's csv and polars: CPU seconds and peak memory, each in a process of its own.

    python3 scripts/read_speed.py target/release/examples/rounds [--rows 1000000]

polars is used where it is installed (pip install polars). All count the rows and add up the referrals; rounds reads the whole book,
checks every row, and says what is wrong.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

CSV = """
import csv, sys
from datetime import date
rows = total = 0
for row in csv.DictReader(open(sys.argv[1], newline="")):
    date.fromisoformat(row["date"])
    rows += 1
    total += int(row["count"])
print(rows, total)
"""
POLARS = """
import sys, polars
table = polars.read_csv(sys.argv[1], try_parse_dates=True)
print(table.height, table["count"].sum())
"""


def write(folder, rows, order):
    """Writes a book of 1,000 practices; dates in ISO or as in the United States."""
    draw = random.Random(1)
    practices = [f"P{number:05}" for number in range(1_000)]
    with open(folder / "practices.csv", "w") as file:
        file.write("practice_id,lat,lon\n")
        file.writelines(f"{id},{41 + draw.random():.5f},{-96 + draw.random():.5f}\n" for id in practices)
    (folder / "liaisons.csv").write_text("liaison_id,home_lat,home_lon\nL1,41.5,-95.5\n")
    start = date(2024, 1, 1)
    with open(folder / "referrals.csv", "w") as file:
        file.write("practice_id,date,count\n")
        for _ in range(rows):
            day = start + timedelta(draw.randrange(730))
            written = day.isoformat() if order == "iso" else f"{day.month}/{day.day}/{day.year}"
            file.write(f"{draw.choice(practices)},{written},{draw.randrange(1, 4)}\n")


def timed(command):
    """Runs a command; returns CPU seconds and peak memory in MiB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description="Times the reading of referral rows.")
    parser.add_argument("rounds")
    parser.add_argument("--rows", type=int, default=1_000_000)
    told = parser.parse_args()
    for order in ("iso", "mdy"):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write(folder, told.rows, order)
            table = str(folder / "referrals.csv")
            commands = {"rounds check": [told.rounds, "check", "--book", name]}
            if order == "iso":
                commands["python csv"] = [sys.executable, "-c", CSV, table]
                commands["polars"] = [sys.executable, "-c", POLARS, table]
            for label, command in commands.items():
                best = min(timed(command) for _ in range(3))
                print(f"{order} {label:<13} {best[0]:6.2f} CPU s {best[1]:7.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
