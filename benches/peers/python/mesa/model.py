"""The matched model in Mesa: clients and patrons are agents, and each part of a round is done by a whole `AgentSet`.

All decide by the world as it was, so that no order of activation is needed: `do`, which costs less than `shuffle_do`. A client knows
its ties and its patron as Python objects, which costs less than Mesa's network space.
"""

from __future__ import annotations

import math
import time
from types import SimpleNamespace

import mesa
import numpy as np
from society import Ended, Request, Start, report, start, timed

NONE, KNOWN, LIKED, TRUSTED = range(4)


class Patron(mesa.Agent):
    """A patron: its strategy, what its clients brought in the round, what it can pay."""

    def __init__(self, model: Society, wage: float, protection: float, support: float, coercion: float) -> None:
        super().__init__(model)
        self.wage, self.protection, self.support, self.coercion = wage, protection, support, coercion
        self.capital = 0.0
        self.clients, self.revenue, self.losses = 0, 0.0, 0.0
        self.support_paid = self.cover_rate = self.sympathy = 0.0
        c = model.c
        self.dues = c.dues * coercion
        self.promise = c.promise * protection * c.hazard * c.loss_mean
        self.given_per_output = 1.0 - c.capital_share + c.unwillingness * coercion

    def spend(self) -> None:
        """Pays for force and support, and finds out what it can cover."""
        c, n = self.model.c, self.clients
        funds = self.capital + self.revenue
        if n > 0:
            funds -= n * min(c.coercion_cost * self.coercion, funds / n)
            self.support_paid = min(c.support_cost * self.support, funds / n)
            funds = max(funds - n * self.support_paid, 0.0)
        due = self.protection * self.losses
        ratio = funds / due if due > funds else 1.0
        self.cover_rate = ratio * self.protection
        self.capital = (funds - ratio * due) * (1.0 - c.patron_mpc)
        self.sympathy = c.sympathy * self.support_paid / c.support_cost - c.repulsion * self.coercion
        self.clients, self.revenue, self.losses = 0, 0.0, 0.0


class Client(mesa.Agent):
    """A client."""

    def __init__(self, model: Society, skill: float, values: list[float], patron: Patron | None) -> None:
        super().__init__(model)
        c = model.c
        self.skill = skill
        self.value_wage, self.value_protection, self.value_support = values
        self.patron = patron
        self.ties: list[Client] = []
        self.wealth = c.wealth
        self.loyalty = c.loyalty if patron else 0.0
        self.resentment = 0.0
        self.satisfaction = c.productivity * c.outside
        self.prospect: Patron | None = None
        self.stage = NONE
        # The patron to whom it has decided to move, and whether it has.
        self.moves = False
        self.next: Patron | None = None
        self.output = self.wage = self.net = self.loss = 0.0
        self.hungry = False

    def decide(self) -> None:
        """Talks to a tie, and decides whether to move."""
        c, chance, patron = self.model.c, self.model.random.random, self.patron
        if chance() < c.information:
            teller = self.ties[int(chance() * 8)]
            told = teller.patron
            if told is not None and told is not patron and self.hear(told, teller):
                self.moves, self.next = True, told
                return
        if patron is None:
            return
        quits = chance()
        if quits < c.quit or self.resentment > c.rebel:
            self.moves, self.next = self.leaves(quits, chance()), None

    def hear(self, told: Patron, teller: Client) -> bool:
        """What news of a patron does; whether the client joins it."""
        c, stage = self.model.c, self.stage
        if self.prospect is not told:
            if stage <= KNOWN:
                self.prospect, self.stage = told, KNOWN
        elif stage == KNOWN:
            if teller.loyalty > c.liking:
                self.stage = LIKED
        elif stage == LIKED:
            if self.model.random.random() < c.trust / 2:
                self.stage = TRUSTED
        else:
            gain = teller.satisfaction - self.satisfaction - c.hysteresis * c.productivity
            if self.patron is None:
                return gain > 0.0
            return gain > c.hurdle * (c.exit_cost * self.patron.coercion + c.loyalty_cost * self.loyalty)
        return False

    def leaves(self, quits: float, flees: float) -> bool:
        """Whether the client flees or quits."""
        c, coercion = self.model.c, self.patron.coercion
        outside = c.productivity * c.outside
        if outside * self.skill < c.safety:
            return False
        anger = c.flee * max(self.resentment - c.rebel, 0.0) / (1.0 - c.rebel)
        if flees < anger * (1.0 - c.deterrence * coercion):
            return True
        stays = self.satisfaction + c.hysteresis * c.productivity + c.hurdle * c.exit_cost * coercion
        return stays < outside - c.hazard * c.loss_mean / self.skill and quits < c.quit * (1.0 - coercion)

    def work(self) -> None:
        """Moves as decided, works and is paid."""
        c, chance = self.model.c, self.model.random.random
        if self.moves:
            self.move()
        loss = -c.loss_mean * math.log(1.0 - chance()) if chance() < c.hazard else 0.0
        self.loss = loss
        patron = self.patron
        full = c.productivity * self.skill
        if patron is None:
            self.net = full * c.outside
            return
        loyalty = self.loyalty
        drive = max(loyalty, c.supervision * patron.coercion)
        effort = c.effort + (1.0 - c.effort) * drive - c.resistance * self.resentment
        output = full * min(max(effort, c.effort_min), 1.0)
        wage = patron.wage * output
        kept = wage - patron.dues * wage
        net = kept - min(c.service * patron.support * loyalty, kept)
        self.output, self.wage, self.net = output, wage, net
        patron.clients += 1
        patron.revenue += output - net
        patron.losses += loss

    def move(self) -> None:
        """Moves to the next patron, or to none."""
        c = self.model.c
        self.patron, self.moves = self.next, False
        self.loyalty = c.newcomer if self.patron else 0.0
        self.resentment *= c.kept
        self.prospect, self.stage = None, NONE
        self.model.moves += 1

    def live(self) -> None:
        """Meets its loss, consumes and judges the round."""
        c, patron, loss, net = self.model.c, self.patron, self.loss, self.net
        cover = patron.cover_rate * loss if patron else 0.0
        due = loss - cover
        wealth = self.wealth + net
        paid = min(due, wealth)
        wealth -= paid
        self.hungry = hungry = wealth < 1.0 + due - paid
        self.wealth = (1.0 - c.mpc) * (wealth - 1.0) if wealth > 1.0 else 0.0
        left = net - loss + cover
        resented = 0.0
        if patron:
            exposed = 1.0 - patron.protection if hungry else 0.0
            self.loyalty += c.learning * (self.target(patron, cover, exposed) - self.loyalty)
            resented = c.resentment_dues * patron.dues + c.resentment_hunger * exposed
            left += self.value_support * patron.support_paid
        self.resentment = min((1.0 - c.resentment_decay) * self.resentment + resented, 1.0)
        self.satisfaction += c.satisfaction_learning * (left / self.skill - self.satisfaction)

    def target(self, patron: Patron, cover: float, exposed: float) -> float:
        """Where loyalty is drawn to."""
        c, wage = self.model.c, self.wage
        received = self.value_wage * wage + self.value_protection * (cover + patron.promise)
        received += self.value_support * c.support_worth * patron.support_paid
        given = patron.given_per_output * self.output + wage - self.net
        drive = c.exchange * (received / (received + given) - c.justice) + patron.sympathy - c.hunger * exposed
        return 1.0 / (1.0 + math.exp(-drive))


class Society(mesa.Model):
    """The society as a Mesa model."""

    def __init__(self, request: Request, begin: Start) -> None:
        super().__init__(rng=request.seed)
        self.c: SimpleNamespace = request.constants
        self.moves = 0
        strategies = zip(*(part.tolist() for part in begin.strategies.values()), strict=True)
        patrons: list[Patron | None] = [Patron(self, *strategy) for strategy in strategies]
        # The last number stands for nobody.
        patrons.append(None)
        people = zip(begin.skill.tolist(), begin.values.tolist(), begin.patron.tolist(), strict=True)
        clients = [Client(self, skill, values, patrons[patron]) for skill, values, patron in people]
        for client, ties in zip(clients, begin.ties.tolist(), strict=True):
            client.ties = [clients[tie] for tie in ties]
            if client.patron:
                client.patron.capital += self.c.capital_per_client

    def step(self) -> None:
        """A round."""
        clients, patrons = self.agents_by_type[Client], self.agents_by_type[Patron]
        clients.do("decide")
        clients.do("work")
        patrons.do("spend")
        clients.do("live")

    def ended(self) -> Ended:
        """What is measured."""
        clients = self.agents_by_type[Client]

        def column(name: str) -> np.ndarray:
            return np.array(clients.get(name))

        return Ended(
            attached=np.array([patron is not None for patron in clients.get("patron")]),
            loyalty=column("loyalty"),
            resentment=column("resentment"),
            satisfaction=column("satisfaction"),
            wealth=column("wealth"),
            income=column("net"),
            loss=column("loss"),
            hungry=column("hungry"),
            likes=column("stage") >= LIKED,
            trusts=column("stage") == TRUSTED,
            capital=sum(self.agents_by_type[Patron].get("capital")),
            moves=self.moves,
        )


def main() -> None:
    """Runs what `run` asks for."""
    request = Request.of_command_line()
    begin = start(request)
    started = time.perf_counter()
    society = Society(request, begin)
    creation = time.perf_counter() - started
    rounds = timed(request, society.step)
    report(request, creation, rounds, society.ended)


if __name__ == "__main__":
    main()
