"""How well mixtures of what is at stake choose whom to visit, in made-up worlds whose truth is known (decision 0049).

    cargo build --release --example rounds
    ROUNDS_SHARED=... python benches/stake.py [--rounds target/release/examples/rounds]       # needs numpy, scipy

The worlds and their module `world` are no part of the project: they are read from the folder `worlds` of $ROUNDS_SHARED.
Each world is rolled to the start of planning, with 320 practices. `rounds score` then says of every practice what it sends,
what it no longer sends, and what it may send beside. A mixture of the three chooses the best rhythms of 40 visits a week.
Printed is what these rhythms truly gain, as a share of those that the truth would choose, by what visits do; and by how
much a mixture is behind the best one where it is furthest behind.
"""

import argparse
import collections
import datetime
import itertools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

TAU = 85.0
SHORTEST = 14.0
VISITS_A_DAY = 40 / 7
WEIGHTS = (0, 0.1, 0.3, 0.5, 0.8)
# What `rounds` weighs a referral that fell away, and one that goes elsewhere, beside one that is sent now.
PRESENT = (0.1, 0.5)
KINDS = ("lift", "protect", "room", "restore")

# Shares of a visit's whole effect by the gap at which a visit that costs so much is due.
AGES = np.linspace(0, 40, 400_001)
COSTS = 1 - (1 + AGES) * np.exp(-AGES)


def gaps(stakes, cost):
    """Returns the gaps that earn most a day, at one cost of a visit for all."""
    shares = cost / np.maximum(stakes * TAU, 1e-12)
    best = TAU * np.interp(shares, COSTS, AGES)
    return np.where(shares >= COSTS[-1], np.inf, np.maximum(best, SHORTEST))


def rhythms(stakes):
    """Returns the best gaps that need as many visits as there are."""
    low, high = 1e-12 * stakes.max(), TAU * stakes.max()
    for _ in range(100):
        cost = np.sqrt(low * high)
        low, high = (cost, high) if (1 / gaps(stakes, cost)).sum() > VISITS_A_DAY else (low, cost)
    return gaps(stakes, high)


def gain(truth, every):
    """Returns what rhythms truly gain a day."""
    return (truth * TAU * -np.expm1(-every / TAU) / every).sum()


def at_stake(state):
    """Returns what visits can change in each practice of a world, up to a factor; None where they change nothing."""
    sent = state.base * state.level
    known = (state.level > 0) & (state.base > 0.02 * state.total)
    truths = {"lift": sent, "protect": sent, "restore": state.base - sent, "room": (state.total - sent) * known}
    return truths.get(state.spec["effect"]["kind"])


def scored(rounds, state):
    """Returns what a practice sends, no longer sends, and may send beside, as `rounds` sees it: one row each."""
    with tempfile.TemporaryDirectory() as folder:
        state.book(folder)
        yesterday = state.start - datetime.timedelta(days=1)
        command = [rounds, "score", "--book", folder, "--as-of", str(yesterday), "--json"]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    practices = json.loads(text[text.index("{"):])["practices"]
    visits = [practice["visit"] for practice in sorted(practices, key=lambda practice: practice["practice"])]
    rows = [[visit[part] for visit in visits] for part in ("retention", "recovery", "headroom")]
    return np.array(rows) / np.array([[1], [PRESENT[0]], [PRESENT[1]]])


def shares(rounds, world, file, seed, found):
    """Adds what each mixture gains in one world, as a share of what the truth gains."""
    state = world.load(file, seed, practices=320).begin()
    truth = at_stake(state)
    if truth is None:
        return
    sent, fallen, room = scored(rounds, state)
    best = gain(truth, rhythms(truth))
    for a, b in itertools.product(WEIGHTS, WEIGHTS):
        share = gain(truth, rhythms(sent + a * fallen + b * room)) / best
        found[a, b][state.spec["effect"]["kind"]].append(100 * share)


def table(found):
    """Prints a row for each mixture."""
    mean = {mixture: [np.mean(kinds[kind]) for kind in KINDS] for mixture, kinds in found.items()}
    best = np.max(list(mean.values()), axis=0)
    print(f"| fallen | room | {' | '.join(KINDS)} | furthest behind |\n|{'---|' * (len(KINDS) + 3)}")
    for (a, b), figures in mean.items():
        cells = " | ".join(f"{figure:.1f}" for figure in figures)
        print(f"| {a} | {b} | {cells} | {max(best - figures):.1f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", default="target/release/examples/rounds", help="the built command")
    rounds = parser.parse_args().rounds
    folder = Path(os.environ.get("ROUNDS_SHARED", "")) / "worlds"
    if not os.environ.get("ROUNDS_SHARED") or not (folder / "world.py").exists():
        print("$ROUNDS_SHARED names no folder with worlds: nothing to do")
        return 0
    sys.path.insert(0, str(folder))
    import world

    found = collections.defaultdict(lambda: collections.defaultdict(list))
    for file in sorted((folder / "worlds").glob("*.json")):
        for seed in range(1, 5):
            shares(rounds, world, file, seed, found)
    table(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
