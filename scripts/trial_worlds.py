"""Trials by lot in made-up worlds whose truth is known: do the intervals hold it as often as they say?

Each draw makes a world, designs a trial with `rounds trial design --anyway`, lets a simple rule visit for its weeks (whoever is overdue by
the cadence of its tier; the rested get no visit), and reads it with `rounds trial read`. The truth is the logarithm of expected referrals
with visits over expected referrals at rest, summed over the practices of the lot and all weeks. It comes from the rates of the world, not
from its dice, in the same world with the same lapses:

    log( sum of rates with visits / sum of rates at rest )

Visited practices of the second block are a mixture of those that rested in the first and those that did not, as the lot mixes them.

    ROUNDS_SHARED=folder python3 scripts/trial_worlds.py --rounds target/release/examples/rounds --draws 500 --lift 0.12

It needs numpy and scipy. The worlds are in $ROUNDS_SHARED/worlds.
"""

import argparse
import concurrent.futures
import copy
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(os.environ["ROUNDS_SHARED"]) / "worlds"
sys.path.insert(0, str(SHARED))

import world as worlds  # noqa: E402 (it lies beside the public data)


class Watched(worlds.World):
    """A world that remembers the rates of its last week."""

    def rate(self):
        self.rates = super().rate()
        return self.rates


def made(name, seed, lift):
    """Makes a world with this lift, with its history."""
    spec = json.loads((SHARED / "worlds" / f"{name}.json").read_text())
    spec["effect"] = {"kind": "lift", "size": lift}
    return Watched(spec, seed).begin()


def overdue(world, resting):
    """Returns the visits of a week: to everybody overdue by the cadence of its tier who does not rest."""
    today = 7 * world.week
    due = [p for p in range(world.n) if today - world.last[p] >= worlds.CADENCE[world.tier[p]] - 3]
    return [(p, p % 5, world.owner[p]) for p in due if p not in resting]


def run(world, rests, weeks, blocks):
    """Runs the weeks of a trial; `rests` holds the practices at rest, by block. Returns rates and visits by block and practice."""
    world = copy.deepcopy(world)
    rates, met = [[0.0] * world.n for _ in range(blocks)], [[0] * world.n for _ in range(blocks)]
    for week in range(weeks):
        block = week * blocks // weeks
        before = len(world.visits)
        world.step(overdue(world, rests[block]))
        for practice, _, _, outcome in world.visits[before:]:
            met[block][practice] += outcome == "seen"
        for practice in range(world.n):
            rates[block][practice] += world.rates[practice]
    return world, rates, met


def truth(world, lot, weeks, share):
    """Returns the true log ratio and the true effect of a visit, over the practices of the lot, in two blocks."""
    everybody, nobody = set(range(world.n)), set()
    _, visited, usual = run(world, [nobody, nobody], weeks, 2)
    _, first, _ = run(world, [everybody, nobody], weeks, 2)
    _, second, _ = run(world, [nobody, everybody], weeks, 2)
    rested_before = share / (1 - share)
    with_visits = sum(visited[0][p] + rested_before * first[1][p] + (1 - rested_before) * visited[1][p] for p in lot)
    at_rest = sum(first[0][p] + second[1][p] for p in lot)
    visits = sum(usual[0][p] + usual[1][p] for p in lot)
    return math.log(with_visits / at_rest), (with_visits - at_rest) / visits


def program(arguments, book, *words):
    """Runs the program on a book."""
    command = [arguments.rounds, "--threads", "1", "--book", str(book), "trial", *words]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0 and words[0] == "design" or done.returncode not in (0, 3):
        raise RuntimeError(f"{command}: {done.stderr}")


def draw(arguments, seed):
    """Designs, runs and reads one trial."""
    world = made(arguments.world, seed, arguments.lift)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        book, design, result = folder / "book", folder / "trial.json", folder / "result.json"
        world.book(book)
        size = ["--weeks", str(arguments.weeks), "--blocks", "2", "--share", str(arguments.share)]
        program(arguments, book, "design", *size, "--seed", str(seed), "--anyway", "--skip-power",
                "--out", str(design), "--start", str(world.start))
        members = json.loads(design.read_text())["members"]
        lot = [int(member["practice"][1:]) for member in members]
        rests = [{int(m["practice"][1:]) for m in members if m.get("rests") == block} for block in range(2)]
        after, _, _ = run(world, rests, arguments.weeks, 2)
        after.book(book)
        program(arguments, book, "read", "--trial", str(design), "--out", str(result))
        return truth(world, lot, arguments.weeks, arguments.share), json.loads(result.read_text())


def holds(interval, value):
    """Tells whether an interval holds a value."""
    low, high = interval["low"], interval["high"]
    return (low is None or low <= value) and (high is None or value <= high)


def fieller_holds(fieller, value):
    """Tells whether a set of Fieller holds a value."""
    if fieller["shape"] == "interval":
        return fieller["low"] <= value <= fieller["high"]
    return fieller["shape"] == "everything" or not fieller["from"] < value < fieller["until"]


def table(arguments, drawn):
    """Prints what came of the draws."""
    mean = lambda values: sum(values) / len(values)
    readings = [(true, result["reading"]["log_ratio"], result) for true, result in drawn]
    error = [estimate["value"] - true[0] for true, estimate, _ in readings]
    print(f"{arguments.world}, lift {arguments.lift}, {len(drawn)} draws, {arguments.weeks} weeks, {arguments.share:.0%} at rest")
    print(f"  true lift                     {math.expm1(mean([true[0] for true, _, _ in readings])):+.1%} (mean of logs)")
    print(f"  estimated lift                {math.expm1(mean([it['value'] for _, it, _ in readings])):+.1%}")
    print(f"  root mean square error        {math.sqrt(mean([it * it for it in error])):.3f} (log)")
    print(f"  standard error stated         {mean([it['standard_error'] for _, it, _ in readings]):.3f} (log)")
    print(f"  95 % interval holds the truth {mean([holds(it['interval'], true[0]) for true, it, _ in readings]):.1%}")
    print(f"  no effect refused             {mean([it['p_value'] <= 0.05 for _, it, _ in readings]):.1%}")
    visits = [(true[1], result["reading"]) for true, _, result in readings]
    print(f"  effect of a visit, true       {mean([true for true, _ in visits]):+.4f}")
    print(f"  the same, estimated           {mean([it['visit']['value'] for _, it in visits]):+.4f}")
    print(f"  Fieller holds it              {mean([fieller_holds(it['fieller'], true) for true, it in visits]):.1%}")
    print(f"  re-draws hold it              {mean([holds(it['visit']['interval'], true) for true, it in visits]):.1%}")
    for name in ("before_after", "visited_or_not"):
        known = [result["naive"][name] for _, _, result in readings if result["naive"][name] is not None]
        print(f"  naive, {name:22} {mean(known):+.1%} ({len(known)} draws)")
    learnt = [result["elasticity"] for _, _, result in readings]
    print(f"  elasticity, prior mean        {mean([it['prior']['mean'] for it in learnt]):.3f}")
    print(f"  elasticity, posterior mean    {mean([it['posterior']['mean'] for it in learnt]):.3f}")


def main():
    """Draws worlds and trials."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", required=True, help="the program")
    parser.add_argument("--world", default="lift", help="the name of a world (lift)")
    parser.add_argument("--lift", type=float, default=0.12, help="what a full stock of goodwill adds (0.12)")
    parser.add_argument("--draws", type=int, default=500)
    parser.add_argument("--first", type=int, default=1, help="seed of the first draw (1)")
    parser.add_argument("--weeks", type=int, default=26)
    parser.add_argument("--share", type=float, default=0.2)
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    seeds = range(arguments.first, arguments.first + arguments.draws)
    with concurrent.futures.ProcessPoolExecutor(arguments.jobs) as pool:
        drawn = list(pool.map(draw, [arguments] * len(seeds), seeds))
    table(arguments, drawn)


if __name__ == "__main__":
    main()
