"""Fails where the tables of README.md are not what the commands print: readme_figures.py PLANNERS TERRITORIES

PLANNERS is the output of the example compare_planners, TERRITORIES that of `rounds rebalance` for the sample book.
"""

import re
import sys
from pathlib import Path

planners, territories = (Path(name).read_text() for name in sys.argv[1:3])
readme = Path("README.md").read_text().splitlines()


def figures(pattern):
    found = re.search(pattern, territories, re.MULTILINE)
    return found.groups() if found else sys.exit(f"nothing in {sys.argv[2]} matches {pattern}")


def scenario(name):
    """How far from a fair share, visits and due practices seen, as the README writes them."""
    worst, visits, seen, due = figures(rf"^{name} +([\d.]+)% +([\d,]+) .* (\d+)/(\d+) ")
    return [f"| {worst} %", f"| {visits} |", f"| {seen} of {due} |"]


moved = "{} of 1,200 practices move, {} %".format(*figures(r"^(\d+) practices change hands, ([\d.]+) %"))
bound = "at least {} %".format(*figures(r"can lose less than ([\d.]+) %"))
scattered = "{} % would do".format(*figures(r"scattered, ([\d.]+) % would do"))
drives = figures(r"^Worst, and all driving .* (\d+) > +(\d+)$")
today, proposed = (f"| {int(hours):,} " for hours in drives)

wanted = [([row], row) for row in planners.splitlines() if row.startswith("|")]
wanted.append((["| today |", today, *scenario("As it is today")], "the row of today's territories"))
wanted.append((["| proposed:", moved, bound, scattered, proposed, *scenario("As proposed")], "the row of those proposed"))
stale = [f"{name}: {parts}" for parts, name in wanted if not any(all(part in line for part in parts) for line in readme)]
sys.exit("README.md does not have\n" + "\n".join(stale) if stale else 0)
