"""What the implementations in Python have in common: arguments, constants, who there is at the start, measures, the line that `run` reads.

None of it is timed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Ints = NDArray[np.integer]

TIES = 8
KINDS = ("wage", "protection", "support", "coercion")
USAGE = "usage: CONSTANTS.json CLIENTS WARM_UP ROUNDS SEED THREADS"


@dataclass(frozen=True)
class Request:
    """What `run` asks for."""

    constants: SimpleNamespace
    clients: int
    warm_up: int
    rounds: int
    seed: int

    @staticmethod
    def of_command_line() -> Request:
        """The request on the command line."""
        try:
            path, clients, warm_up, rounds, seed, _threads = sys.argv[1:]
            constants = SimpleNamespace(**json.loads(Path(path).read_text()))
            return Request(constants, int(clients), int(warm_up), int(rounds), int(seed))
        except ValueError as error:
            sys.exit(f"{error}: {USAGE}")

    @property
    def patrons(self) -> int:
        """Number of patrons."""
        return max(1, round(self.clients * self.constants.patrons_per_client))


@dataclass
class Start:
    """Who there is at the start: columns of clients, and of patrons."""

    skill: Floats
    # What clients value: wage, protection, support, 3 together.
    values: Floats
    # The patron; the number of patrons stands for nobody.
    patron: Ints
    ties: Ints
    strategies: dict[str, Floats]


def start(request: Request) -> Start:
    """The start of a request."""
    c, n, patrons = request.constants, request.clients, request.patrons
    rng = np.random.default_rng([request.seed, 1])
    attached = rng.random(n) < c.attached
    second = np.arange(patrons) * 2 >= patrons
    strategies = {}
    for part in KINDS:
        mean = np.where(second, *reversed(getattr(c, f"kind_{part}")))
        strategies[part] = np.clip(rng.normal(mean, c.spread), 0.0, 1.0)
    return Start(
        skill=rng.lognormal(-0.5 * c.skill_sd**2, c.skill_sd, n),
        values=3.0 * rng.dirichlet([c.values_wage, c.values_protection, c.values_support], n),
        patron=np.where(attached, rng.integers(0, patrons, n), patrons),
        ties=_ties(n, rng),
        strategies=strategies,
    )


def _ties(n: int, rng: np.random.Generator) -> Ints:
    """Eight different others of everybody."""
    ties = rng.integers(0, n - 1, (n, TIES), dtype=np.int32)
    while True:
        ordered = np.sort(ties, axis=1)
        twice = np.flatnonzero((ordered[:, 1:] == ordered[:, :-1]).any(axis=1))
        if len(twice) == 0:
            break
        ties[twice] = rng.integers(0, n - 1, (len(twice), TIES), dtype=np.int32)
    ties += ties >= np.arange(n, dtype=np.int32)[:, None]
    return ties


def timed(request: Request, one_round: Callable[[], None]) -> float:
    """Runs the rounds of the warm-up, then those that are timed; gives the seconds that the latter took."""
    for _ in range(request.warm_up):
        one_round()
    started = time.perf_counter()
    for _ in range(request.rounds):
        one_round()
    return time.perf_counter() - started


@dataclass
class Ended:
    """What a run came to; columns of clients."""

    attached: NDArray[np.bool_]
    loyalty: Floats
    resentment: Floats
    satisfaction: Floats
    wealth: Floats
    # What they lived on in the last round, and its misfortunes.
    income: Floats
    loss: Floats
    hungry: NDArray[np.bool_]
    likes: NDArray[np.bool_]
    trusts: NDArray[np.bool_]
    capital: float
    moves: int


def report(request: Request, creation: float, rounds: float, ended: Callable[[], Ended]) -> None:
    """Prints the line that `run` reads."""
    peak = peak_kib()
    end = ended()
    n, all_rounds = request.clients, request.warm_up + request.rounds
    measures = {
        "attached_share": end.attached.mean(),
        "loyalty_mean": end.loyalty[end.attached].mean(dtype=np.float64),
        "resentment_mean": end.resentment.mean(dtype=np.float64),
        "satisfaction_mean": end.satisfaction.mean(dtype=np.float64),
        "wealth_mean": end.wealth.mean(dtype=np.float64),
        "wealth_gini": gini(end.wealth.astype(np.float64)),
        "hungry_share": end.hungry.mean(),
        "income_mean": end.income.mean(dtype=np.float64),
        "loss_mean": end.loss.mean(dtype=np.float64),
        "misfortune_share": (end.loss > 0).mean(),
        "likes_share": end.likes.mean(),
        "trusts_share": end.trusts.mean(),
        "capital_per_client": end.capital / n,
        "moves_per_round": end.moves / n / all_rounds,
    }
    line = {"creation": creation, "rounds": rounds, "peak_kib": peak}
    print(json.dumps(line | {"measures": {name: float(value) for name, value in measures.items()}}))


def gini(values: Floats) -> float:
    """The Gini coefficient of values that are not negative."""
    values = np.sort(values)
    n = len(values)
    return float((2.0 * np.arange(n) + 1.0 - n) @ values / (n * values.sum()))


def peak_kib() -> int:
    """The most memory the process ever held, by the kernel's count; 0 where the kernel does not say."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
