#!/usr/bin/env python3
"""Scores a book of practices in four ways and puts the figures beside each other: with and without its `_est` columns, all rows and the first ones.

    rank_stability.py --rounds BIN --book FOLDER [--as-of DATE] [--rows 60] [--top 20]

Reads practices.csv and liaisons.csv of the folder. Without a table of liaisons it makes one up in the middle of the practices.
"""
import argparse
import csv
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from statistics import median


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", required=True, help="the program")
    parser.add_argument("--book", required=True, type=Path, help="a folder with practices.csv")
    parser.add_argument("--as-of", default="2026-01-30")
    parser.add_argument("--rows", type=int, default=60, help="how many rows are the first ones")
    parser.add_argument("--top", type=int, default=20, help="how many practices to show")
    return parser.parse_args()


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, fieldnames=list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def liaisons(book, folder, practices):
    """Takes the book's own liaisons, or one who lives amid the practices."""
    if (book / "liaisons.csv").is_file():
        shutil.copy(book / "liaisons.csv", folder)
        return
    home = {name: median(float(row[name]) for row in practices if row[name]) for name in ("lat", "lon")}
    write(folder / "liaisons.csv", [{"liaison_id": "L1", "name": "Liaison", "home_lat": home["lat"], "home_lon": home["lon"]}])


def scores(options, practices):
    """Returns size and tier by practice, in falling order of what a visit is worth."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "practices.csv", practices)
        liaisons(options.book, folder, practices)
        out = folder / "out" / "scores.csv"
        out.parent.mkdir()
        command = [options.rounds, "score", "--book", folder, "--as-of", options.as_of, "--out", out]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        table = sorted(read(out), key=lambda row: -float(row["visit_worth"]))
        return {row["practice_id"]: (float(row["potential"]), row["tier"], rank) for rank, row in enumerate(table, 1)}


def rank_correlation(one, other):
    common = sorted(one.keys() & other.keys())
    if len(common) < 2:
        return float("nan")
    ranks = []
    for of in (one, other):
        order = sorted(common, key=lambda practice: (-of[practice][0], practice))
        ranks.append({practice: rank for rank, practice in enumerate(order)})
    off = sum((ranks[0][it] - ranks[1][it]) ** 2 for it in common)
    return 1 - 6 * off / (len(common) * (len(common) ** 2 - 1))


def compare(title, one, other):
    ratios = [other[it][0] / one[it][0] for it in sorted(one.keys() & other.keys())]
    most = max(max(ratios), 1 / min(ratios))
    print(f"{title}: rank correlation {rank_correlation(one, other):.3f}; ratio {min(ratios):.3f} to {max(ratios):.3f}, "
          f"median {median(ratios):.3f}; at most {100 * (most - 1):.0f} % apart")


def main():
    options = arguments()
    practices = read(options.book / "practices.csv")
    plain = [{key: cell for key, cell in row.items() if not key.endswith("_est")} for row in practices]
    runs = {
        "all": scores(options, practices),
        "no _est": scores(options, plain),
        f"first {options.rows}": scores(options, practices[: options.rows]),
        f"first {options.rows}, no _est": scores(options, plain[: options.rows]),
    }
    print("| practice | " + " | ".join(runs) + " |\n|---|" + "---|" * len(runs))
    everybody, _, first, _ = runs.values()
    for title, shown in (("all", everybody), ("first rows", first)):
        print(f"| the first of {title} |" + " |" * len(runs))
        for practice in list(shown)[: options.top]:
            cells = [run.get(practice) for run in runs.values()]
            texts = [f"{it[0]:.2f} {it[1]} #{it[2]}" if it else "" for it in cells]
            print(f"| {practice} | " + " | ".join(texts) + " |")
    print()
    for name, run in runs.items():
        tiers = Counter(tier for _, tier, _ in run.values())
        print(f"tiers, {name}: " + ", ".join(f"{tiers[tier]} {tier}" for tier in "ABC"))
    whole, without, part, _ = runs.values()
    compare("whole file and first rows", whole, part)
    compare("with and without _est", whole, without)


if __name__ == "__main__":
    main()
