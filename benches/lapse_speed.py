"""Fit and score 1,000,000 simulated histories by BG/NBD: `benchmark lapse` beside Python's lifetimes, in CPU seconds.

    cargo build --release --example benchmark
    python benches/lapse_speed.py [histories]          # needs numpy, pandas, lifetimes
"""

import re
import resource
import subprocess
import sys
import tempfile
import time

import numpy as np
import pandas as pd


def simulate(number, seed=1):
    """Histories of a BG/NBD population with the published CDNOW parameters, in weeks, by days."""
    random = np.random.default_rng(seed)
    rate = random.gamma(0.243, 1 / 4.414, number)
    drop = random.beta(0.793, 2.426, number)
    age = random.integers(27 * 7, 39 * 7, number) / 7
    count, last, now = np.zeros(number, int), np.zeros(number), np.zeros(number)
    alive = np.ones(number, bool)
    while alive.any():
        now[alive] += random.exponential(1, alive.sum()) / np.maximum(rate[alive], 1e-12)
        alive &= now < age
        count[alive] += 1
        last[alive] = now[alive]
        alive &= random.random(number) >= drop
    last = np.minimum(np.where(count > 0, np.maximum(np.ceil(last * 7), 1) / 7, 0), age)
    return pd.DataFrame({"id": np.arange(number), "x": count, "t_x": last, "T": age})


def cpu(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def main():
    data = simulate(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        data.to_csv(file.name, index=False)
        command = ["target/release/examples/benchmark", "lapse", "--model", "bg-nbd", "--summary", file.name, "--horizon", "39"]
        wall, before = time.time(), cpu(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        ours, wall = cpu(resource.RUSAGE_CHILDREN) - before, time.time() - wall
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    alone = float(re.search(r"scored in ([0-9.]+) CPU s", done.stderr)[1])
    print(f"rounds: fit and score {alone:.2f} CPU s; whole command with its CSV {ours:.2f} CPU s ({wall:.2f} s), {memory:.0f} MiB at most")

    from lifetimes import BetaGeoFitter

    before = cpu(resource.RUSAGE_SELF)
    fitter = BetaGeoFitter().fit(data.x, data.t_x, data["T"])
    fitter.conditional_expected_number_of_purchases_up_to_time(39, data.x, data.t_x, data["T"])
    fitter.conditional_probability_alive(data.x, data.t_x, data["T"])
    theirs = cpu(resource.RUSAGE_SELF) - before
    print(f"lifetimes: fit and score {theirs:.2f} CPU s; ratio {theirs / alone:.1f}, to the whole command {theirs / ours:.1f}")


if __name__ == "__main__":
    main()
