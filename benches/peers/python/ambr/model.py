"""The matched model in ambr (AMBER): clients are its population, and a step borrows columns, works on them and commits them.

This is ambr's tensor lane, which its `recommend` names for large numbers on a processor; the work on the arrays is that of the NumPy
implementation. Its view API (`agents.where(...)`) writes column by column and is slower; its `ArrayKernelModel` holds no agents at all:
that would be the NumPy implementation by another name.
"""

import time

import ambr
import numpy as np
from kernel import Clients, Society
from society import Request, Start, report, start, timed

KEPT = ("skill", "value_wage", "value_protection", "value_support")
CHANGED = ("wealth", "patron", "loyalty", "resentment", "satisfaction", "prospect", "stage", "hungry")
# Of a round only: they are no columns of the population.
PASSING = ("output", "net", "loss")


class Patronage(ambr.Model):
    """The society as an ambr model."""

    def __init__(self, request: Request, begin: Start) -> None:
        super().__init__({"seed": request.seed, "show_progress": False})
        self.society = Society(request, begin)

    def setup(self) -> None:
        """Clients become the population."""
        clients = self.society.clients
        self.add_agents(len(clients.skill), **{name: getattr(clients, name) for name in KEPT + CHANGED})

    def step_vectorized(self) -> None:
        """A round."""
        before = self.society.clients
        columns = {name: self.agents.borrow(name)[0] for name in KEPT}
        columns |= {name: np.array(self.agents.borrow(name)[0], dtype=getattr(before, name).dtype) for name in CHANGED}
        columns |= {name: getattr(before, name) for name in PASSING}
        self.society.clients = Clients(**columns)
        self.society.round()
        self.agents.commit(**{name: getattr(self.society.clients, name) for name in CHANGED})


def main() -> None:
    """Runs what `run` asks for."""
    request = Request.of_command_line()
    begin = start(request)
    started = time.perf_counter()
    model = Patronage(request, begin).cpu(mode="vectorized")
    model.setup()
    model._setup_done = True
    creation = time.perf_counter() - started
    rounds = timed(request, model.run_step)
    report(request, creation, rounds, model.society.ended)


if __name__ == "__main__":
    main()
