"""The routing table of benches/README.md: solvers side by side on public instances, checked independently.

    python benches/routing.py BINARY PEERS DATA --suite toptw --seconds 10 --solvers rounds,pyvrp

BINARY is target/release/examples/benchmark, PEERS the folder with the runner of the other solvers (run_peers.py), DATA the
folder of routing instances. Needs a Python with the other solvers. Rows are appended to --out as they come, and rows that
are there already are not run again, so a long suite can be taken up where it stopped.
"""

import argparse
import csv
import os
import subprocess
import sys
from pathlib import Path
from statistics import mean

TOPTW = """r105:2 rc103:2 c107:2 pr03:2 pr13:2 r203:2 rc201:2 pr09:2 r109:3 rc107:3 c105:3 pr07:3 pr17:3 pr05:3 r201:3
pr15:3 r103:4 rc101:4 c109:4 pr03:4 pr05:4 pr15:4 pr09:4 pr19:4"""
CLIENTS_200 = "C1_2_3 R1_2_3 RC1_2_5 R1_2_9 RC1_2_1 C2_2_3 R2_2_3 RC2_2_5 R2_2_9 RC2_2_1"
CLIENTS_1000 = "C1_10_3 R1_10_3 RC1_10_5 R1_10_9 RC1_10_1 C2_10_3 R2_10_3 RC2_10_5 R2_10_9 RC2_10_1"
PRIZES = "C1_10_1 C1_10_9 C2_10_5 R1_10_5 R2_10_9 RC1_10_1 RC1_10_9 RC2_10_5"


def names(folder, pattern):
    return sorted(path.stem for path in folder.glob(pattern))


def proven(data):
    """Instances with a proven optimum; the list of values is longer than the set of files."""
    here = set(names(data / "toptw/instances", "*.txt"))
    with open(data / "toptw" / "reference_values.csv") as file:
        rows = [row for row in csv.DictReader(file) if row["proven_optimal"] == "1" and row["instance"] in here]
    return [f"{row['instance']}:{row['m']}" for row in rows]


def instances(suite, data):
    """The set and the (instance, vehicles) pairs of a suite."""
    old, new = data / "pvrp/instances/old", data / "pvrp/instances/new"
    choices = {
        "toptw": lambda: ("toptw", TOPTW.split()),
        "toptw-proven": lambda: ("toptw", proven(data)),
        "solomon": lambda: ("vrptw", names(data / "vrptw/Solomon", "*.txt")),
        "vrptw-200": lambda: ("vrptw", CLIENTS_200.split()),
        "vrptw-1000": lambda: ("vrptw", CLIENTS_1000.split()),
        # p01's file has a client that its published solution leaves out.
        "pvrp": lambda: ("pvrp", [name for name in names(old, "*.txt") + names(new, "*.txt") if name != "p01"]),
        "pcvrptw": lambda: ("pcvrptw", PRIZES.split()),
    }
    return choices[suite]()


def key(row):
    return row["set"], row["instance"], row["peer"], float(row["seconds"]), row["seed"]


def known(path):
    if not path.exists():
        return {}
    with open(path) as file:
        return {(key(row), row["m"] if row["set"] == "toptw" else ""): row for row in csv.DictReader(file)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=Path)
    parser.add_argument("peers", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--suite", required=True)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--solvers", default="rounds,pyvrp")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--out", type=Path, default=Path("out/routing.csv"))
    arguments = parser.parse_args()
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    solvers = arguments.solvers.split(",")
    kind, items = instances(arguments.suite, arguments.data)
    for item in items:
        for solver in solvers:
            run(arguments, kind, item, solver)
    report(arguments, kind, items, solvers)


def wanted(arguments, kind, item, solver):
    name, _, vehicles = item.partition(":")
    return (kind, name, solver, arguments.seconds, arguments.seed), vehicles


def run(arguments, kind, item, solver):
    if wanted(arguments, kind, item, solver) in known(arguments.out):
        return
    name, _, vehicles = item.partition(":")
    command = [sys.executable, str(arguments.peers.resolve() / "run_peers.py"), kind, name, "--peer", solver,
               "--seconds", str(arguments.seconds), "--clock", "cpu", "--seed", arguments.seed,
               "--data", str(arguments.data.resolve()), "--out", str(arguments.out.resolve())]
    command += ["--m", vehicles] if vehicles else []
    environment = dict(os.environ, ROUNDS_BENCHMARK=str(arguments.binary.resolve()))
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, cwd=arguments.peers)


def report(arguments, kind, items, solvers):
    rows = known(arguments.out)
    print(f"{arguments.suite}, {arguments.seconds:g} CPU s, seed {arguments.seed}\n")
    print("| instance | " + " | ".join(f"{solver} | gap %" for solver in solvers) + " |")
    print("|---|" + "---|" * 2 * len(solvers))
    gaps = {solver: [] for solver in solvers}
    values = {solver: [] for solver in solvers}
    for item in items:
        cells = [item]
        for solver in solvers:
            row = rows.get(wanted(arguments, kind, item, solver))
            feasible = row is not None and row["feasible"] == "True"
            cells += [row["objective"], row["gap_pct"]] if feasible else ["none", ""]
            if feasible:
                values[solver].append(float(row["objective"]))
                gaps[solver].append(float(row["gap_pct"] or "nan"))
        print("| " + " | ".join(cells) + " |")
    means = [f"{mean(values[s]):.2f} of {len(values[s])} | {mean(gaps[s]):.2f}" if values[s] else "none | " for s in solvers]
    print("| mean | " + " | ".join(means) + " |")


if __name__ == "__main__":
    main()
