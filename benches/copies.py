"""Write a book that holds copies of another one side by side, a degree or two apart, to see how time grows with size.

    python benches/copies.py data/sample 10 /tmp/ten
"""

import argparse
import csv
from pathlib import Path

KEYS = {"practice_id", "liaison_id", "owner", "provider_id", "event_id", "liaisons"}
WEST, NORTH, IN_A_ROW = 2.0, 1.0, 10


def moved(column, value, copy):
    """Returns a value of one copy: keys get its number, and places move."""
    if not value or column not in KEYS and not column.endswith(("lat", "lon")):
        return value
    if column in KEYS:
        return "; ".join(f"{key}-{copy}" for key in value.split("; "))
    away = NORTH * (copy // IN_A_ROW - 5) if column.endswith("lat") else -WEST * (copy % IN_A_ROW)
    return f"{float(value) + away:.6f}"


def main():
    """Copies every table of the book."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("book", type=Path)
    parser.add_argument("copies", type=int)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True)
    for table in sorted(options.book.glob("*.csv")):
        header, *rows = csv.reader(table.open(newline=""))
        shared = not KEYS & set(header)
        with (options.out / table.name).open("w", newline="") as file:
            out = csv.writer(file)
            out.writerow(header)
            for copy in range(1 if shared else options.copies):
                out.writerows([moved(column, value, copy) for column, value in zip(header, row)] for row in rows)


if __name__ == "__main__":
    main()
