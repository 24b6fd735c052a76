"""Makes the made-up data and the reference values of this folder: python3 tests/vectors/make.py

Needs mpmath and scipy. Nothing here is real, and nothing is read: every number follows from the seed and from formulas
written down from the papers' model of one source. What mixes over all sources is integrated numerically, so that no
closed form of the library is repeated here.

* BG/NBD: Fader, Hardie & Lee 2005, doi:10.1287/mksc.1040.0098
* MBG/NBD: Batislam, Denizel & Filiztekin 2007, doi:10.1016/j.ijresmar.2006.12.005
* Pareto/NBD: Schmittlein, Morrison & Colombo 1987, doi:10.1287/mnsc.33.1.1
* Gamma-Gamma: Fader & Hardie 2013, note 025 of brucehardie.com
"""

import csv
import json
import math
import pathlib
import random

import mpmath as mp
import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, gammaln

FOLDER = pathlib.Path(__file__).parent
mp.mp.dps = 40


# The models of one source, mixed over all sources.


def rates(r, alpha, x, time):
    """Mean over the rates of rate^x exp(-rate time)."""
    return mp.gamma(r + x) / mp.gamma(r) * alpha**r / (alpha + time) ** (r + x)


def silence(r, alpha, x, known, more):
    """Chance that a source alive sends nothing for `more` units of time after `known`."""
    return ((alpha + known) / (alpha + known + more)) ** (r + x)


def panels(start, end, scale):
    """Borders for an integral whose integrand falls within about `scale` from the start."""
    borders, step = [mp.mpf(start)], mp.mpf(scale)
    while borders[0] + step < end:
        borders.append(borders[0] + step)
        step *= 2
    return borders + [mp.mpf(end)]


class Beta:
    """BG/NBD, and MBG/NBD where a source may also drop out right after its first event (`first` = 1)."""

    def __init__(self, first, r, alpha, a, b):
        self.first = first
        self.r, self.alpha, self.a, self.b = (mp.mpf(str(it)) for it in (r, alpha, a, b))

    def alive_and_gone(self, x, t_x, age):
        a, b, stays = self.a, self.b, x + self.first
        alive = mp.beta(a, b + stays) / mp.beta(a, b) * rates(self.r, self.alpha, x, age)
        if stays == 0:
            return alive, mp.mpf(0)
        return alive, mp.beta(a + 1, b + stays - 1) / mp.beta(a, b) * rates(self.r, self.alpha, x, t_x)

    def active_while_alive(self, x, age, horizon):
        return 1 - silence(self.r, self.alpha, x, age, horizon)

    def count_while_alive(self, x, age, horizon):
        """A source with drop-out p sends (1 - exp(-rate p horizon)) / p on average."""
        a, b = self.a, self.b + x + self.first

        def weighed(u):
            """Over u = p^a, which takes the pole at p = 0 away."""
            p = u ** (1 / a)
            if p == 0:
                return (self.r + x) * horizon / (self.alpha + age) / a
            mean = -mp.expm1((self.r + x) * mp.log1p(-p * horizon / (self.alpha + age + p * horizon)))
            return (1 - p) ** (b - 1) * mean / p / a

        return mp.quad(weighed, panels(0, 1, mp.mpf(1) / (x + 3) ** a)) / mp.beta(a, b)


class Pareto:
    def __init__(self, r, alpha, s, beta):
        self.r, self.alpha, self.s, self.beta = (mp.mpf(str(it)) for it in (r, alpha, s, beta))

    def ends(self, known, time):
        """Density of a life that ends `time` after `known`, given that it lasted until then."""
        return self.s * (self.beta + known) ** self.s / (self.beta + known + time) ** (self.s + 1)

    def alive_and_gone(self, x, t_x, age):
        alive = rates(self.r, self.alpha, x, age) * (self.beta / (self.beta + age)) ** self.s
        last, level = (mp.mpf(t_x), rates(self.r, self.alpha, x, t_x))

        def gone_at(end):
            return silence(self.r, self.alpha, x, last, end - last) * self.ends(0, end)

        scale = (self.alpha + t_x) / (self.r + x)
        return alive, level * (mp.quad(gone_at, panels(last, age, scale)) if age > t_x else 0)

    def active_while_alive(self, x, age, horizon):
        stays = ((self.beta + age) / (self.beta + age + horizon)) ** self.s
        silent = stays * silence(self.r, self.alpha, x, age, horizon)
        scale = (self.alpha + age) / (self.r + x)
        left = lambda time: silence(self.r, self.alpha, x, age, time) * self.ends(age, time)
        return 1 - silent - mp.quad(left, panels(0, horizon, scale))

    def count_while_alive(self, x, age, horizon):
        lasts = lambda time: ((self.beta + age) / (self.beta + age + time)) ** self.s
        rate = (self.r + x) / (self.alpha + age)
        return rate * mp.quad(lasts, panels(0, horizon, self.beta + age))


def values(model, x, t_x, age, horizon):
    alive, gone = model.alive_and_gone(x, t_x, age)
    p_alive = alive / (alive + gone)
    return {
        "p_alive": p_alive,
        "cond_expected": p_alive * model.count_while_alive(x, age, horizon),
        "p_active_h": p_alive * model.active_while_alive(x, age, horizon),
        "loglik": mp.log(alive + gone),
    }


def checked(model, *history):
    """The values, as floats, after a look that 20 digits more change nothing."""
    once = values(model, *history)
    mp.mp.dps += 20
    again = values(model, *history)
    mp.mp.dps -= 20
    for name, value in once.items():
        assert abs(value - again[name]) <= mp.mpf(10) ** -12 * abs(again[name]), (name, history, value)
    return {name: float(value) for name, value in again.items()}


# Maximum likelihood.


def beta_likelihood(first):
    def log_likelihood(parameters, x, t_x, age):
        r, alpha, a, b = parameters
        stays = x + first
        common = gammaln(r + x) - gammaln(r) + r * np.log(alpha) - betaln(a, b)
        alive = betaln(a, b + stays) - (r + x) * np.log(alpha + age)
        known = np.maximum(stays, 1)
        gone = betaln(a + 1, b + known - 1) - (r + x) * np.log(alpha + t_x)
        return np.sum(common + np.logaddexp(alive, np.where(stays > 0, gone, -np.inf)))

    return log_likelihood


def pareto_likelihood(parameters, x, t_x, age):
    r, alpha, s, beta = parameters
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    alive = -(r + x) * np.log(alpha + age) - s * np.log(beta + age)
    nodes, weights = np.polynomial.legendre.leggauss(200)
    half = (age - t_x)[:, None] / 2
    times = t_x[:, None] + half * (nodes + 1)
    shape = (r + x)[:, None]
    logs = np.log(s) - shape * np.log(alpha + times) - (s + 1) * np.log(beta + times)
    most = logs.max(axis=1)
    inside = np.sum(weights * half * np.exp(logs - most[:, None]), axis=1)
    return np.sum(common + np.logaddexp(alive, most + np.log(inside)))


def value_likelihood(parameters, x, mean):
    p, q, v = parameters
    both = p * x + q
    of_x = gammaln(both) - gammaln(p * x) - gammaln(q) + q * np.log(v)
    return np.sum(of_x + (p * x - 1) * np.log(mean) + p * x * np.log(x) - both * np.log(v + x * mean))


def hessian(of, point):
    steps = np.array(point) * 2e-4

    def bumped(i, j, a, b):
        moved = np.array(point, dtype=float)
        moved[i] += a * steps[i]
        moved[j] += b * steps[j]
        return of(moved)

    size = range(len(point))
    signs = [(1, 1), (1, -1), (-1, 1), (-1, -1)]
    cell = lambda i, j: sum(a * b * bumped(i, j, a, b) for a, b in signs) / (4 * steps[i] * steps[j])
    return np.array([[cell(i, j) for j in size] for i in size])


def fitted(names, log_likelihood, start, *data):
    loss = lambda logs: -log_likelihood(np.exp(logs), *data)
    best = minimize(loss, np.log(start), method="Nelder-Mead", options={"maxiter": 20000, "xatol": 1e-10, "fatol": 1e-10})
    again = minimize(loss, best.x + 0.1, method="Nelder-Mead", options={"maxiter": 20000, "xatol": 1e-10, "fatol": 1e-10})
    assert abs(best.fun - again.fun) < 1e-6, (best.fun, again.fun)
    point = np.exp(again.x)
    errors = np.sqrt(np.diag(np.linalg.inv(-hessian(lambda it: log_likelihood(it, *data), point))))
    print(names, point, errors, -again.fun)
    return {
        "params": dict(zip(names, map(float, point))),
        "loglik": float(-again.fun),
        "se_from_hessian": dict(zip(names, map(float, errors))),
    }


# Made-up sources.


def sources(chance, count):
    """Histories of a Pareto/NBD with an even age of 40 to 110 weeks."""
    rows = []
    for _ in range(count):
        rate, end = chance.gammavariate(0.9, 1 / 4), chance.gammavariate(1.5, 1 / 45)
        age = round(chance.uniform(40, 110), 2)
        life, time, events = chance.expovariate(end), chance.expovariate(rate), []
        while time < min(life, age):
            events.append(time)
            time += chance.expovariate(rate)
        last = math.floor(events[-1] * 100) / 100 if events else 0.0
        rows.append([len(events), last, age])
    return rows


def gamma_gamma(chance):
    rows = []
    for _ in range(400):
        count, scale = chance.randint(1, 12), chance.gammavariate(3.5, 1 / 14)
        total = sum(chance.gammavariate(5.0, 1 / scale) for _ in range(count))
        rows.append([count, round(total / count, 2)])
    counts, means = (np.array(column, dtype=float) for column in zip(*rows))
    fit = fitted(["p", "q", "v"], value_likelihood, [3.0, 3.0, 10.0], counts, means)
    p, q, v = fit["params"].values()
    own = lambda x, mean: p * (v + x * mean) / (p * x + q - 1)
    return fit | {"rows": rows, "cond_avg_value": [own(x, mean) for x, mean in rows]}


NAMES = {"bgnbd": ["r", "alpha", "a", "b"], "mbgnbd": ["r", "alpha", "a", "b"], "pareto_nbd": ["r", "alpha", "s", "beta"]}
MODELS = {"bgnbd": lambda *it: Beta(0, *it), "mbgnbd": lambda *it: Beta(1, *it), "pareto_nbd": Pareto}
LIKELIHOODS = {"bgnbd": beta_likelihood(0), "mbgnbd": beta_likelihood(1), "pareto_nbd": pareto_likelihood}
STARTS = {"bgnbd": [0.5, 3, 0.7, 3], "mbgnbd": [0.5, 3, 0.7, 3], "pareto_nbd": [0.9, 4, 1.5, 45]}
HORIZON = 26
EXTREME = [
    # x, t_x, T, horizon, parameters of BG/NBD, of Pareto/NBD
    (0, 0, 0.5, 13, (0.25, 4.5, 0.8, 2.5), (0.55, 10.5, 0.6, 11.5)),
    (0, 0, 900, 1, (0.25, 4.5, 0.8, 2.5), (0.55, 10.5, 0.6, 11.5)),
    (1, 0.01, 500, 26, (0.25, 4.5, 0.8, 2.5), (0.55, 10.5, 0.6, 11.5)),
    (60, 59.9, 60, 400, (0.25, 4.5, 0.8, 2.5), (0.55, 10.5, 0.6, 11.5)),
    (300, 40, 45, 13, (1.4, 0.2, 0.1, 6.0), (1.4, 0.2, 0.3, 80.0)),
    (300, 40, 400, 13, (1.4, 0.2, 0.1, 6.0), (1.4, 0.2, 0.3, 80.0)),
    (2500, 730, 731, 91, (5.0, 2.0, 1.6, 30.0), (5.0, 2.0, 1.8, 900.0)),
    (2500, 730, 760, 91, (5.0, 2.0, 1.6, 30.0), (5.0, 2.0, 1.8, 900.0)),
]


def models(chance):
    rows = sources(chance, 600)
    x, t_x, age = (np.array(column, dtype=float) for column in zip(*rows))
    shown = rows[:24]
    dataset = {"dataset": "made-up sources", "horizon": HORIZON, "summaries": rows, "models": {}}
    dataset["rows"] = [{"x": x, "t_x": t_x, "T": age} for x, t_x, age in shown]
    for name, make in MODELS.items():
        fit = fitted(NAMES[name], LIKELIHOODS[name], STARTS[name], x, t_x, age)
        model = make(*fit["params"].values())
        of_rows = [checked(model, *row, HORIZON) for row in shown]
        fit |= {key: [it[key] for it in of_rows] for key in ("p_alive", "cond_expected", "p_active_h")}
        fit["expected_new"] = {str(h): checked(model, 0, 0, 0, h)["cond_expected"] for h in (1, 13, 52)}
        dataset["models"][name] = fit
    extreme = []
    for *history, horizon, beta, pareto in EXTREME:
        row = dict(zip(("x", "t_x", "T", "t"), (*history, horizon)))
        row["bgnbd"] = {"params": beta} | checked(Beta(0, *beta), *history, horizon)
        row["pareto_nbd"] = {"params": pareto} | checked(Pareto(*pareto), *history, horizon)
        extreme.append(row)
    return {"datasets": [dataset], "extreme_mpmath": extreme, "gamma_gamma": gamma_gamma(chance)}


# Made-up maps.


def grid(columns, rows):
    at = lambda column, row: row * columns + column
    across = [(at(c, r), at(c + 1, r)) for r in range(rows) for c in range(columns - 1)]
    down = [(at(c, r), at(c, r + 1)) for r in range(rows - 1) for c in range(columns)]
    return across + down


def blocks():
    """Four towns of three by five places, so far apart that a territory of its own for each is the best there is.

    Every place works 10 hours and a territory may be off by 5 %, so that each must hold 15 places exactly. Whoever holds
    places of two towns pays for a way of 100 at least; four whole towns pay for no more than 15 places within one town.
    """
    towns = [(0, 0), (100, 0), (0, 100), (100, 100)]
    places = [(column, row) for row in range(5) for column in range(3)]
    coords = [[x + column, y + row] for x, y in towns for column, row in places]
    edges = [(15 * town + a, 15 * town + b) for town in range(4) for a, b in grid(3, 5)]
    edges += [(2, 15), (12, 30), (27, 45), (32, 45)]
    from_middle = [math.dist(place, (1, 2)) for place in places]
    common = {"k": 4, "tol": 0.05, "coords": coords, "edges": edges, "activities": {"hours": [10] * 60}}
    return {
        "blocks_inertia": common | {"objective": "inertia", "optimum": 4 * 10 * sum(it * it for it in from_middle)},
        "blocks_medoid": common | {"objective": "pmed", "optimum": 4 * sum(from_middle)},
    }


def stripes():
    """A grid of 20 by 20 places in four stripes of columns: 8, 4, 4 and 4 wide, where 5 would be even.

    With 5 % to spare the first must give 55 of its 160 places at least. Pushing each border to the right does with
    55 + 30 + 15 = 100 moves; 8 places are locked where they are.
    """
    owner = [min(3, max(0, (column - 4) // 4)) for column in range(20)]
    return {
        "k": 4,
        "tol": 0.05,
        "objective": "inertia",
        "coords": [[column, row] for row in range(20) for column in range(20)],
        "edges": grid(20, 20),
        "activities": {"hours": [1] * 400},
        "incumbent": [owner[unit % 20] for unit in range(400)],
        "locked": [0, 19, 40, 59, 380, 399, 200, 219],
    }


# A made-up region.

STREETS = ["Alder Ave", "Birch St", "Cedar Ln", "Dogwood Dr", "Elm Ct", "Fir Rd", "Gum Way", "Holly Pl"]
TOWNS = [("Ashford", 38.91, -77.02), ("Brookfield", 38.85, -77.30), ("Clearwater", 39.08, -77.15), ("Dunmore", 38.78, -77.06)]


def region(chance):
    for number in range(240):
        town, lat, lon = TOWNS[number % 4]
        clinicians = min(40, int(chance.paretovariate(1.2)))
        yield {
            "practice_id": f"M{number:03}",
            "street": f"{chance.randint(1, 9999)} {chance.choice(STREETS)}",
            "city": town,
            "state": "VA",
            "zip": f"2{number % 4}0{number % 10}0",
            "lat": round(lat + chance.gauss(0, 0.05), 6),
            "lon": round(lon + chance.gauss(0, 0.07), 6),
            "county_fips": 51000 + number % 4,
            "clinicians_md": clinicians,
            "medicare_services_est": round(clinicians * chance.uniform(100, 900), 1),
        }


def write(name, value):
    (FOLDER / f"{name}.json").write_text(json.dumps(value, separators=(",", ":")) + "\n")


def main():
    write("models", models(random.Random(2026)))
    for name, problem in (blocks() | {"stripes": stripes()}).items():
        write(name, problem)
    rows = list(region(random.Random(2027)))
    with open(FOLDER / "region.csv", "w", newline="") as file:
        table = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


main()
