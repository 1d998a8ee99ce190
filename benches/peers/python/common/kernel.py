"""The matched model on NumPy arrays.

Clients are columns, and everybody is worked on in blocks whose intermediate arrays stay in the processor's cache. Who has no patron has
patron number `nobody`, the last row of the patrons' tables, which pays the whole output and does nothing else: no branch is needed.
README.md has the equations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray
from society import TIES, Ended, Floats, Ints, Request, Start

BLOCK = 16_384
F = np.float32
NONE, KNOWN, LIKED, TRUSTED = range(4)


@dataclass
class Clients:
    """Columns of clients: what they are, what changes, and what passes in a round."""

    skill: Floats
    value_wage: Floats
    value_protection: Floats
    value_support: Floats
    wealth: Floats
    patron: Ints
    loyalty: Floats
    resentment: Floats
    satisfaction: Floats
    prospect: Ints
    stage: Ints
    output: Floats
    net: Floats
    loss: Floats
    hungry: NDArray[np.bool_]

    @staticmethod
    def of(c: SimpleNamespace, start: Start, nobody: int) -> Clients:
        """The clients of the start."""
        n = len(start.skill)
        wage, protection, support = start.values.T.astype(F)
        return Clients(
            skill=start.skill.astype(F),
            value_wage=wage,
            value_protection=protection,
            value_support=support,
            wealth=np.full(n, c.wealth, F),
            patron=start.patron.astype(np.int32),
            loyalty=np.where(start.patron < nobody, c.loyalty, 0.0).astype(F),
            resentment=np.zeros(n, F),
            satisfaction=np.full(n, c.productivity * c.outside, F),
            prospect=np.full(n, -1, np.int32),
            stage=np.zeros(n, np.int8),
            output=np.zeros(n, F),
            net=np.zeros(n, F),
            loss=np.zeros(n, F),
            hungry=np.zeros(n, bool),
        )


@dataclass
class Patrons:
    """Tables of patrons, with a last row for nobody, and what they hold and can pay."""

    wage: Floats
    protection: Floats
    support: Floats
    coercion: Floats
    capital: Floats
    # 1, and 0 of nobody.
    real: Floats
    exposure: Floats
    promise: Floats
    given_per_output: Floats
    resented: Floats
    support_paid: Floats = field(init=False)
    cover_rate: Floats = field(init=False)
    sympathy: Floats = field(init=False)

    @staticmethod
    def of(c: SimpleNamespace, start: Start) -> Patrons:
        """The patrons of the start."""
        wage, protection, support, coercion = (np.append(part, 0.0) for part in start.strategies.values())
        wage[-1] = 1.0
        real = np.append(np.ones(len(wage) - 1), 0.0)
        clients = np.bincount(start.patron, minlength=len(wage))
        return Patrons(
            wage=wage.astype(F),
            protection=protection.astype(F),
            support=support.astype(F),
            coercion=coercion.astype(F),
            capital=c.capital_per_client * clients * real,
            real=real.astype(F),
            exposure=((1.0 - protection) * real).astype(F),
            promise=(c.promise * protection * c.hazard * c.loss_mean).astype(F),
            given_per_output=(1.0 - c.capital_share + c.unwillingness * coercion).astype(F),
            resented=(c.resentment_dues * c.dues * coercion).astype(F),
        )

    def spend(self, c: SimpleNamespace, clients: Ints, revenue: Floats, losses: Floats) -> None:
        """Patrons pay for force and support, and find out what they can cover."""
        each = 1.0 / np.maximum(clients, 1)
        funds = (self.capital + revenue) * self.real
        funds -= clients * np.minimum(c.coercion_cost * self.coercion, funds * each)
        paid = np.minimum(c.support_cost * self.support, funds * each)
        funds = np.maximum(funds - clients * paid, 0.0)
        due = self.protection * losses
        ratio = np.minimum(1.0, funds / np.maximum(due, 1e-300))
        self.capital = (funds - ratio * due) * (1.0 - c.patron_mpc)
        self.support_paid = paid.astype(F)
        self.cover_rate = (self.protection * ratio).astype(F)
        self.sympathy = (c.sympathy * paid / c.support_cost - c.repulsion * self.coercion).astype(F)


class Society:
    """Clients, patrons and their round."""

    def __init__(self, request: Request, start: Start) -> None:
        self.c = request.constants
        self.nobody = request.patrons
        self.clients = Clients.of(self.c, start, self.nobody)
        self.patrons = Patrons.of(self.c, start)
        self.ties = start.ties.reshape(-1)
        self.rng = np.random.Generator(np.random.SFC64(request.seed))
        self.moves = 0

    def round(self) -> None:
        """Everything that happens in a round."""
        # All decide by the world as it was; whom they hear of concerns nobody else.
        moves = [self.decide(block) for block in self.blocks()]
        self.move(*(np.concatenate(part) for part in zip(*moves, strict=True)))
        for block in self.blocks():
            self.work(block)
        all_, length = self.clients, self.nobody + 1
        clients = np.bincount(all_.patron, minlength=length)
        revenue = np.bincount(all_.patron, all_.output - all_.net, length)
        losses = np.bincount(all_.patron, all_.loss, length)
        self.patrons.spend(self.c, clients, revenue, losses)
        for block in self.blocks():
            self.live(block)

    def blocks(self) -> Iterator[slice]:
        """All clients, some at a time."""
        n = len(self.clients.skill)
        return (slice(first, min(first + BLOCK, n)) for first in range(0, n, BLOCK))

    def decide(self, block: slice) -> tuple[Ints, Ints]:
        """Who of a block moves to whom: who joins a patron does not leave for nobody."""
        who, patron = self.talk(block)
        leaves = np.setdiff1d(self.leave(block), who, assume_unique=True)
        return np.append(who, leaves), np.append(patron, np.full(len(leaves), self.nobody, np.int32))

    def talk(self, block: slice) -> tuple[Ints, Ints]:
        """What clients of a block hear, and who of them joins whom."""
        c, all_, rng = self.c, self.clients, self.rng
        own, n = all_.patron[block], block.stop - block.start
        heard = np.flatnonzero(rng.random(n, F) < c.information)
        slot = rng.integers(0, TIES, len(heard), np.uint8)
        teller = self.ties[(heard + block.start) * TIES + slot]
        told = all_.patron[teller]
        news = (told != self.nobody) & (told != own[heard])
        who, teller, told = heard[news] + block.start, teller[news], told[news]

        stage, same = all_.stage[who], all_.prospect[who] == told
        likes = all_.loyalty[teller] > c.liking
        new = ~same & (stage <= KNOWN)
        climbs = same & (((stage == KNOWN) & likes) | ((stage == LIKED) & (rng.random(len(who), F) < c.trust / 2)))
        trusting = np.flatnonzero(same & (stage == TRUSTED))
        all_.prospect[who[new]] = told[new]
        all_.stage[who[new]] = KNOWN
        all_.stage[who[climbs]] += 1

        who, teller, told = who[trusting], teller[trusting], told[trusting]
        gain = all_.satisfaction[teller] - all_.satisfaction[who] - c.hysteresis * c.productivity
        barriers = c.exit_cost * self.patrons.coercion[all_.patron[who]] + c.loyalty_cost * all_.loyalty[who]
        joins = gain > c.hurdle * barriers
        return who[joins], told[joins]

    def leave(self, block: slice) -> Ints:
        """Who of a block leaves for nobody."""
        c, all_ = self.c, self.clients
        quits = self.rng.random(block.stop - block.start, F)
        may = (all_.patron[block] != self.nobody) & ((quits < c.quit) | (all_.resentment[block] > c.rebel))
        may = np.flatnonzero(may)
        quits, who = quits[may], may + block.start
        skill, coercion = all_.skill[who], self.patrons.coercion[all_.patron[who]]
        outside = c.productivity * c.outside
        anger = c.flee * np.maximum(all_.resentment[who] - c.rebel, 0.0) / (1.0 - c.rebel)
        flees = self.rng.random(len(who), F) < anger * (1.0 - c.deterrence * coercion)
        stays = all_.satisfaction[who] + c.hysteresis * c.productivity + c.hurdle * c.exit_cost * coercion
        better = stays < outside - c.hazard * c.loss_mean / skill
        leaves = (flees | (better & (quits < c.quit * (1.0 - coercion)))) & (outside * skill >= c.safety)
        return who[leaves]

    def move(self, who: Ints, patron: Ints) -> None:
        """Clients move."""
        c, all_ = self.c, self.clients
        all_.patron[who] = patron
        all_.loyalty[who] = np.where(patron == self.nobody, 0.0, c.newcomer)
        all_.resentment[who] *= F(c.kept)
        all_.prospect[who] = -1
        all_.stage[who] = NONE
        self.moves += len(who)

    def work(self, block: slice) -> None:
        """Misfortune, output and pay of a block."""
        c, all_, patrons, rng = self.c, self.clients, self.patrons, self.rng
        n = block.stop - block.start
        struck = np.flatnonzero(rng.random(n, F) < c.hazard)
        loss = np.zeros(n, F)
        loss[struck] = rng.standard_exponential(len(struck), F) * F(c.loss_mean)

        patron, loyalty = all_.patron[block], all_.loyalty[block]
        coercion = patrons.coercion.take(patron)
        drive = np.maximum(loyalty, F(c.supervision) * coercion)
        effort = F(c.effort) + F(1.0 - c.effort) * drive - F(c.resistance) * all_.resentment[block]
        np.clip(effort, F(c.effort_min), F(1.0), out=effort)
        effort[patron == self.nobody] = c.outside
        output = F(c.productivity) * all_.skill[block] * effort
        kept = patrons.wage.take(patron) * output
        kept *= 1 - F(c.dues) * coercion
        kept -= np.minimum(F(c.service) * patrons.support.take(patron) * loyalty, kept)
        all_.output[block], all_.net[block], all_.loss[block] = output, kept, loss

    def live(self, block: slice) -> None:
        """The clients of a block meet their losses, consume and judge the round."""
        c, all_, patrons = self.c, self.clients, self.patrons
        patron, loss, net = all_.patron[block], all_.loss[block], all_.net[block]
        cover = patrons.cover_rate.take(patron) * loss
        due = loss - cover
        wealth = all_.wealth[block] + net
        paid = np.minimum(due, wealth)
        wealth -= paid
        hungry = wealth < 1 + (due - paid)
        surplus = np.maximum(wealth - 1, 0)
        all_.wealth[block] = np.where(surplus > 0, F(1.0 - c.mpc) * surplus, 0)
        all_.hungry[block] = hungry

        exposed = np.where(hungry, patrons.exposure.take(patron), 0)
        support = patrons.support_paid.take(patron)
        target = self.target(block, patron, cover, support, exposed)
        loyalty = all_.loyalty[block]
        loyalty += F(c.learning) * (target - loyalty) * patrons.real.take(patron)
        resented = patrons.resented.take(patron) + F(c.resentment_hunger) * exposed
        resentment = all_.resentment[block]
        np.clip(F(1.0 - c.resentment_decay) * resentment + resented, 0, 1, out=resentment)
        left = net - loss + cover + all_.value_support[block] * support
        satisfaction = all_.satisfaction[block]
        satisfaction += F(c.satisfaction_learning) * (left / all_.skill[block] - satisfaction)

    def target(self, block: slice, patron: Ints, cover: Floats, support: Floats, exposed: Floats) -> Floats:
        """Where the loyalty of a block is drawn to; of no meaning where there is no patron."""
        c, all_, patrons = self.c, self.clients, self.patrons
        output = all_.output[block]
        wage = patrons.wage.take(patron) * output
        received = all_.value_wage[block] * wage
        received += all_.value_protection[block] * (cover + patrons.promise.take(patron))
        received += all_.value_support[block] * F(c.support_worth) * support
        given = patrons.given_per_output.take(patron) * output + wage - all_.net[block]
        drive = F(c.exchange) * (received / (received + given) - F(c.justice))
        drive += patrons.sympathy.take(patron) - F(c.hunger) * exposed
        return 1 / (1 + np.exp(-drive))

    def ended(self) -> Ended:
        """What is measured."""
        all_ = self.clients
        return Ended(
            attached=all_.patron != self.nobody,
            loyalty=all_.loyalty,
            resentment=all_.resentment,
            satisfaction=all_.satisfaction,
            wealth=all_.wealth,
            income=all_.net,
            loss=all_.loss,
            hungry=all_.hungry,
            likes=all_.stage >= LIKED,
            trusts=all_.stage == TRUSTED,
            capital=float(self.patrons.capital.sum()),
            moves=self.moves,
        )
