"""How well forecasts of repeat events come true on public logs, beside simple and well-known rivals.

    python benches/forecasts.py LOG.csv --until 2016-06-30 --horizon 91 --predictions OURS.csv ...
    python benches/forecasts.py --index logs/INDEX.csv --role design --predictions FOLDER [--brief]
    # needs numpy, pandas, scikit-learn; OMP_NUM_THREADS=1 keeps it on one core

A log has the columns `id,date,count`: a row for each source and day with events. Everything up to `--until` is known, and
the days after it, as many as the horizon has, are forecast. An index has the columns `name,role,horizon,origins`: logs lie
beside it as NAME.csv, and origins are days with a space between them. Predictions have the columns
`id,method,p_active,expected_count` and perhaps `low,high`, the interval that holds 90 % of the counts. What
`benchmark lapse` prints will do: there the method is what the file's name says last. A folder of predictions holds
NAME_UNTIL.csv or NAME_UNTIL_METHOD.csv. Without predictions the rivals stand alone.

Groups, at the origin:
- new: the first event is less than two horizons ago.
- regular: not new, and events on at least 4 days of the last 365 (`--groups days`), or on as many days as the source has
  horizons behind it (`--groups rate`).
- occasional: all others. Beside them stand `known` (regular and occasional together) and `all`.

Rivals know what we know:
- logistic: logistic regression for the chance, Poisson regression for the count.
- boosting: boosted trees for both.
- average: the count of the last horizon comes again; the chance is that of a Poisson count of its days.
The first two are trained one horizon earlier, on what followed then.

Printed are, by group:
- the Brier score, the log loss and the slope of calibration (1 is right, less is overconfident);
- the expected calibration error (ECE, ten bins of equal size);
- the mean absolute error of the count (MAE), and expected over true counts (bias);
- our Brier score over the rival's (ratio), and ours minus the rival's with its 95 % interval from 2,000 draws of sources.
  A source is drawn with all its origins. `behind` says that the whole interval is above 0: the rival is better.
Then come how often intervals hold the count, and how often near-certain forecasts are right. The summary weighs logs by
their forecasts, and then all alike. It takes each log as one more book: leave out with `--only` what is in two of them.
"""

import argparse
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.linear_model import LogisticRegression, PoissonRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

DRAWS = 2000
SEED = 22
GROUPS = ("regular", "occasional", "new", "known", "all")
RIVALS = ("logistic", "boosting", "average")
# Chances are kept so far from 0 and 1 for the log loss and the slope.
EDGE = 1e-4
SIZES = (0, 0.5, 2, 5, 20, np.inf)


def read_log(path):
    """Returns a log with days as whole numbers."""
    log = pd.read_csv(path, dtype={"id": str})
    log["day"] = (pd.to_datetime(log.date) - pd.Timestamp(0)).dt.days
    return log.groupby(["id", "day"], as_index=False)["count"].sum()


def day_number(text):
    return (pd.Timestamp(text) - pd.Timestamp(0)).days


def history(log, until, horizon):
    """Returns what is known of every source on a day: a row of plain figures for each."""
    known = log[log.day <= until]
    by = known.groupby("id")
    rows = pd.DataFrame({"events": by["count"].sum(), "days": by.size(), "first": by.day.min(), "last": by.day.max()})
    rows["age"], rows["recency"] = until - rows["first"], until - rows["last"]
    rows["gap"] = np.where(rows.days > 1, (rows["last"] - rows["first"]) / np.maximum(rows.days - 1, 1), rows.age)
    for back in (1, 2, 4):
        recent = known[known.day > until - back * horizon].groupby("id")["count"]
        rows[f"events_{back}"], rows[f"days_{back}"] = recent.sum(), recent.size()
    rows["days_year"] = known[known.day > until - 365].groupby("id").size()
    return rows.fillna(0).sort_index()


def outcome(log, rows, until, horizon):
    """Returns the count of each source in the days after."""
    after = log[(log.day > until) & (log.day <= until + horizon)].groupby("id")["count"].sum()
    return after.reindex(rows.index, fill_value=0).to_numpy(float)


def groups_by_days(rows, horizon):
    new = rows.age < 2 * horizon
    return np.where(new, "new", np.where(rows.days_year >= 4, "regular", "occasional"))


def groups_by_rate(rows, horizon):
    new = rows.age < 2 * horizon
    return np.where(new, "new", np.where(rows.days * horizon >= rows.age, "regular", "occasional"))


GROUPINGS = {"days": groups_by_days, "rate": groups_by_rate}


def features(rows):
    """Returns logarithms of recency, frequency, age, mean gap and recent counts."""
    names = ["events", "days", "recency", "age", "gap", "events_1", "events_2", "events_4", "days_1", "days_2", "days_4"]
    return np.log1p(rows[names].to_numpy(float))


def chance(model, past, happened, now):
    """Returns chances of an event, or the share of the past where it was the same for all."""
    if happened.min() == happened.max():
        return np.full(len(now), float(happened[0]))
    return model.fit(past, happened).predict_proba(now)[:, 1]


def mean_count(model, past, counts, now):
    """Returns expected counts, at most twice the greatest count that was learned from."""
    if counts.max() == 0:
        return np.zeros(len(now))
    return np.clip(model.fit(past, counts).predict(now), 0, 2 * counts.max())


def rivals(log, until, horizon):
    """Returns the forecasts of the rivals, by method."""
    before, rows = history(log, until - horizon, horizon), history(log, until, horizon)
    counts = outcome(log, before, until - horizon, horizon)
    past, now, happened = features(before), features(rows), counts > 0
    # The strengths below did best on the logs called design: bigger trees and weaker penalties learn the noise of small books.
    trees = {"learning_rate": 0.03, "max_iter": 150, "max_leaf_nodes": 4, "min_samples_leaf": 10,
             "l2_regularization": 1.0, "early_stopping": False, "random_state": SEED}
    logistic = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=3000))
    poisson = make_pipeline(StandardScaler(), PoissonRegressor(alpha=0.1, max_iter=3000))
    boosting = HistGradientBoostingClassifier(**trees), HistGradientBoostingRegressor(loss="poisson", **trees)
    answers = {
        "logistic": (chance(logistic, past, happened, now), mean_count(poisson, past, counts, now)),
        "boosting": (chance(boosting[0], past, happened, now), mean_count(boosting[1], past, counts, now)),
        "average": (-np.expm1(-rows.days_1.to_numpy(float)), rows.events_1.to_numpy(float)),
    }
    return {name: pd.DataFrame({"p": p, "mean": mean}, index=rows.index) for name, (p, mean) in answers.items()}


def read_predictions(files, ids, stem):
    """Returns forecasts by method, each in the order of the sources."""
    found = {}
    for file in files:
        table = pd.read_csv(file, dtype={"id": str})
        if "method" not in table:
            table["method"] = Path(file).stem.removeprefix(stem).strip("_") or "best"
        for method, part in table.groupby("method"):
            part = part.set_index("id").rename(columns={"p_active": "p", "expected_count": "mean"})
            missing = ids.difference(part.index)
            if len(missing):
                sys.exit(f"{file}: {method} has no forecast for {len(missing)} sources, such as {missing[0]}")
            found[method] = part.loc[ids, [name for name in ("p", "mean", "low", "high") if name in part]]
    return found


def forecasts(name, log, until, horizon, files, grouping):
    """Returns all forecasts from one day: a row for each source and method, with what came true."""
    day = day_number(until)
    rows = history(log, day, horizon)
    base = pd.DataFrame({"log": name, "until": until, "group": GROUPINGS[grouping](rows, horizon),
                         "count": outcome(log, rows, day, horizon)}, index=rows.index)
    methods = read_predictions(files, rows.index, f"{name}_{until}") | rivals(log, day, horizon)
    parts = [base.assign(method=method).join(part) for method, part in methods.items()]
    return pd.concat(parts).reset_index(names="id")


def of_group(table, group):
    if group == "all":
        return table
    return table[table.group.isin(("regular", "occasional") if group == "known" else (group,))]


def brier(part):
    return (part.p - (part["count"] > 0)) ** 2


def measures(part):
    """Returns the figures of one method in one group."""
    p, happened = part.p.clip(EDGE, 1 - EDGE).to_numpy(), (part["count"] > 0).to_numpy()
    order = np.array_split(np.argsort(part.p.to_numpy(), kind="stable"), 10)
    gaps = [abs((part.p.to_numpy()[bin] - happened[bin]).sum()) for bin in order]
    slope = np.nan
    if happened.any() and not happened.all() and np.ptp(p) > 0:
        logit = np.log(p / (1 - p)).reshape(-1, 1)
        slope = LogisticRegression(C=np.inf, max_iter=1000).fit(logit, happened).coef_[0, 0]
    total = part["count"].sum()
    return {"n": len(part), "active": happened.mean(), "brier": brier(part).mean(),
            "log loss": -np.where(happened, np.log(p), np.log1p(-p)).mean(), "slope": slope,
            "ECE": sum(gaps) / len(part), "MAE": (part["mean"] - part["count"]).abs().mean(),
            "bias": part["mean"].sum() / total if total else np.nan}


def drawn_sums(part, methods):
    """Returns sums of Brier scores by method, and the number of forecasts: the log itself, then draws of its sources."""
    wide = part.assign(score=brier(part)).pivot_table(index=["id", "until"], columns="method", values="score", observed=True)
    wide = wide[methods].assign(number=1.0).groupby(level="id").sum().to_numpy()
    random, size = np.random.default_rng(SEED), len(wide)
    draws = [np.bincount(random.integers(size, size=size), minlength=size) @ wide for _ in range(DRAWS)]
    return np.vstack([wide.sum(axis=0), draws])


def compared(scores, ours, methods):
    """Returns for each method our mean score over its own, and ours minus its own with an interval."""
    mine = scores[:, [methods.index(ours)]]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio, apart = mine[0] / scores[0], mine - scores
    low, high = np.quantile(apart[1:], [0.025, 0.975], axis=0)
    figures = {"ratio": ratio, "difference": apart[0], "from": low, "to": high, "behind": low > 0}
    return pd.DataFrame(figures, index=methods)


def of_log(table, ours, methods, sums):
    """Returns the table of one log, and keeps its draws for the summary."""
    found = []
    for group in GROUPS:
        part = of_group(table, group)
        if part.empty:
            continue
        sums[group].append(drawn_sums(part, methods))
        scores = sums[group][-1][:, :-1] / sums[group][-1][:, -1:]
        figures = pd.DataFrame({method: measures(part[part.method == method]) for method in methods}).T
        figures = figures.join(compared(scores, ours, methods))
        found.append(figures.assign(group=group).set_index("group", append=True).swaplevel())
    return pd.concat(found)


def summary(sums, tables, ours, methods):
    """Returns Brier scores over all logs, weighed by forecasts and then alike, and ratios of MAE (geometric mean)."""
    found = []
    for group in GROUPS:
        if not sums[group]:
            continue
        together = sum(sums[group])
        pooled = compared(together[:, :-1] / together[:, -1:], ours, methods)
        alike = compared(np.mean([one[:, :-1] / one[:, -1:] for one in sums[group]], axis=0), ours, methods)
        pooled.insert(0, "brier", together[0, :-1] / together[0, -1])
        errors = pd.DataFrame([table.loc[group].MAE for table in tables.values() if group in table.index])
        errors = errors[(errors > 0).all(axis=1)]
        ratios = np.log(errors[[ours]].to_numpy() / errors).mean()
        pooled = pooled.join(alike.add_suffix(" alike")).assign(**{"MAE ratio": np.exp(ratios)})
        found.append(pooled.assign(n=int(together[0, -1]), group=group).set_index("group", append=True).swaplevel())
    return pd.concat(found)


def coverage(table):
    """Returns how many counts lie in, below and above the intervals, by group and by expected count."""
    size = pd.cut(table["mean"], SIZES, right=False)
    parts = {f"group {group}": of_group(table, group) for group in GROUPS}
    parts |= {f"expected {one}": table[size == one] for one in size.cat.categories}
    parts |= {f"log {name}": part for name, part in table.groupby("log")}
    rows = {name: {"n": len(part), "inside": part["count"].between(part.low, part.high).mean(),
                   "below": (part["count"] < part.low).mean(), "above": (part["count"] > part.high).mean(),
                   "width": (part.high - part.low).mean()} for name, part in parts.items() if len(part)}
    return pd.DataFrame(rows).T


def near_certain(table):
    """Returns what became of forecasts of 95 % or more, and of 5 % or less, by group."""
    rows = {}
    for group in GROUPS:
        part = of_group(table, group)
        for name, which in (("almost certain", part.p >= 0.95), ("hardly any chance", part.p <= 0.05)):
            said = part[which]
            if len(said):
                rows[group, name] = {"n": len(said), "said": said.p.mean(), "came": (said["count"] > 0).mean()}
    return pd.DataFrame(rows).T


def cases(arguments):
    """Yields name, log, origin, horizon and files of predictions."""
    if not arguments.index:
        path = Path(arguments.log)
        yield path.stem, path, arguments.until, arguments.horizon, arguments.predictions
        return
    for row in pd.read_csv(arguments.index).itertuples():
        if row.role != arguments.role or (arguments.only and row.name not in arguments.only):
            continue
        for until in row.origins.split():
            files = [file for folder in arguments.predictions for file in sorted(Path(folder).glob(f"{row.name}_{until}*.csv"))]
            yield row.name, Path(arguments.index).parent / f"{row.name}.csv", until, row.horizon, files


def gathered(arguments):
    """Returns the forecasts of all logs. Of each log those methods stay that forecast from each of its origins."""
    found, logs = {}, {}
    for name, path, until, horizon, files in cases(arguments):
        if path not in logs:
            logs = {path: read_log(path)}
        found.setdefault(name, []).append(forecasts(name, logs[path], until, horizon, files, arguments.groups))
    if not found:
        sys.exit("there is no such log")
    everything = []
    for parts in found.values():
        shared = set.intersection(*(set(part.method) for part in parts))
        everything += [part[part.method.isin(shared)] for part in parts]
    return pd.concat(everything)


def show(title, table):
    print(f"\n## {title}\n")
    print(table.round(4).to_string(na_rep="-"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", nargs="?", help="one log; needs --until and --horizon")
    parser.add_argument("--until", help="the last day that is known")
    parser.add_argument("--horizon", type=int, default=91, help="days to forecast")
    parser.add_argument("--index", help="many logs instead of one")
    parser.add_argument("--role", default="design", help="which logs of the index")
    parser.add_argument("--only", nargs="*", help="names of logs of the index")
    parser.add_argument("--predictions", nargs="*", default=[], help="files; with --index: folders")
    parser.add_argument("--ours", default="best", help="the method that others are compared with")
    parser.add_argument("--groups", choices=GROUPINGS, default="days")
    parser.add_argument("--brief", action="store_true", help="prints the summary only")
    parser.add_argument("--out", help="writes all forecasts to a CSV file")
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore", category=UserWarning)
    everything = gathered(arguments)
    shared = set.intersection(*(set(part.method) for _, part in everything.groupby("log")))
    everything = everything[everything.method.isin(shared)]
    methods = sorted(shared, key=lambda one: (one != arguments.ours, one in RIVALS, one))
    ours = methods[0]
    sums, tables = {group: [] for group in GROUPS}, {}
    for name, table in everything.groupby("log", sort=False):
        tables[name] = of_log(table, ours, methods, sums)
        if not arguments.brief:
            show(f"{name}, {', '.join(sorted(table.until.unique()))}", tables[name])
    show(f"All logs: {ours} beside the others", summary(sums, tables, ours, methods))
    for method in methods:
        table = everything[everything.method == method]
        if "low" in table and table.low.notna().all():
            show(f"Intervals of {method}", coverage(table))
    show(f"Near-certain forecasts of {ours}", near_certain(everything[everything.method == ours]))
    if arguments.out:
        everything.to_csv(arguments.out, index=False)


if __name__ == "__main__":
    main()
