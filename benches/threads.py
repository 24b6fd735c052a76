"""Two threads beside one: the same result for a number of iterations, and how much faster; and what equal wall time gives.

    python benches/threads.py BINARY DATA

BINARY is target/release/examples/benchmark, DATA the folder of routing instances. Wall time: the machine must be idle and have two
cores.
"""

import argparse
import json
import subprocess
import time
from pathlib import Path
from statistics import mean

SPEED = "R1_2_9 RC2_2_5 C1_2_3".split()
EQUAL_TIME = "R1_2_9 R2_2_3 RC1_2_5 RC2_2_5 C2_2_3 R1_2_3".split()


def solve(arguments, name, threads, *budget):
    file = next((arguments.data / "vrptw" / "Homberger").glob(f"{name}.*"))
    command = [arguments.binary, "routing", "--set", "vrptw", "--threads", str(threads), "--seed", "1", *budget, file]
    began = time.monotonic()
    answer = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return time.monotonic() - began, json.loads(answer)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=Path)
    parser.add_argument("data", type=Path)
    arguments = parser.parse_args()
    print("| instance | same routes | speed of 2 threads |\n|---|---|---|")
    speeds = []
    for name in SPEED:
        (one, first), (two, second) = (solve(arguments, name, count, "--iterations", "400000") for count in (1, 2))
        speeds.append(one / two)
        print(f"| {name} | {first['routes'] == second['routes']} | {one / two:.2f} |", flush=True)
    print(f"| mean | | {mean(speeds):.2f} |\n\n| instance | 1 thread, 5 s | 2 threads, 5 s |\n|---|---|---|")
    changes = []
    for name in EQUAL_TIME:
        (_, first), (_, second) = (solve(arguments, name, count, "--seconds", "5") for count in (1, 2))
        changes.append(100 * (second["travel"] / first["travel"] - 1))
        print(f"| {name} | {first['travel']} | {second['travel']} |", flush=True)
    print(f"| mean change | | {mean(changes):+.2f} % |")


if __name__ == "__main__":
    main()
