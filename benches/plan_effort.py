"""Compare plans of one book at several efforts: their worth, and the CPU time that they take.

    cargo build --release --example rounds
    python benches/plan_effort.py target/release/examples/rounds data/sample --efforts 60,150,300

The worth is that of the plan by its own objective: it tells how far a search has come, and not whether the objective is right.
"""

import argparse
import json
import resource
import statistics
import subprocess
import tempfile
from pathlib import Path


def plan(options, effort, seed, folder):
    """Returns the worth of one plan, and the seconds of CPU that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [options.rounds, "plan", "--book", options.book, "--out", folder, "--show", "none", "--threads", "2"]
    subprocess.run([*command, "--effort", str(effort), "--seed", str(seed)], check=True, capture_output=True)
    taken = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return json.loads((Path(folder) / "plan.json").read_text())["search"]["worth"], taken


def main():
    """Plans with every effort and seed, and prints a line for each effort."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rounds")
    parser.add_argument("book")
    parser.add_argument("--efforts", default="60,100,150,300")
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    efforts, means = [int(effort) for effort in options.efforts.split(",")], {}
    with tempfile.TemporaryDirectory() as folder:
        for effort in efforts:
            runs = [plan(options, effort, seed, f"{folder}/plan") for seed in range(1, options.seeds + 1)]
            means[effort] = [statistics.mean(column) for column in zip(*runs)]
    most = means[max(efforts)][0]
    print("effort, mean worth, share of the greatest effort's, CPU seconds")
    for effort, (worth, seconds) in means.items():
        print(f"{effort}, {worth:.3f}, {100 * worth / most:.2f} %, {seconds:.1f}")


if __name__ == "__main__":
    main()
