"""The matched model in mesa-frames: clients and patrons are agent sets on Polars, a round is a few lazy queries of expressions.

Polars runs them on all threads it has. Who has no patron has the number of the last row of the patrons, who pays the whole output and
does nothing else, so that looking a patron up is a gather and not a join.
"""

from __future__ import annotations

import time

import numpy as np
import polars as pl
from mesa_frames import AgentSetPolars, ModelDF
from polars import col, lit, when
from society import TIES, Ended, Request, Start, report, start, timed

F = np.float32
NONE, KNOWN, LIKED, TRUSTED = range(4)


class Patrons(AgentSetPolars):
    """Patrons, and a last row for nobody."""

    def __init__(self, model: Society, begin: Start) -> None:
        super().__init__(model)
        c = model.c
        wage, protection, support, coercion = (np.append(part, 0.0) for part in begin.strategies.values())
        wage[-1] = 1.0
        real = np.append(np.ones(len(wage) - 1), 0.0)
        columns = {
            "wage": wage,
            "protection": protection,
            "support": support,
            "coercion": coercion,
            "real": real,
            "exposure": (1.0 - protection) * real,
            "promise": c.promise * protection * c.hazard * c.loss_mean,
            "given_per_output": 1.0 - c.capital_share + c.unwillingness * coercion,
            "resented": c.resentment_dues * c.dues * coercion,
        }
        capital = c.capital_per_client * np.bincount(begin.patron, minlength=len(wage)) * real
        frame = {name: column.astype(F) for name, column in columns.items()}
        zero = np.zeros(len(wage), F)
        frame |= {"support_paid": zero, "cover_rate": zero, "sympathy": zero, "capital": capital}
        # What clients brought in the round: by patron, how many there are, revenue and losses.
        self.brought = pl.LazyFrame()
        self += pl.DataFrame({"unique_id": np.arange(len(wage)), **frame})

    def of(self, name: str) -> pl.Expr:
        """A column of everybody's patron."""
        return lit(self.agents[name]).gather(col("patron"))

    def step(self) -> None:
        """Patrons pay for force and support, and find out what they can cover."""
        c = self.model.c
        n, funds, paid = col("clients"), col("funds"), col("support_paid")
        due, ratio = col("protection") * col("losses"), col("ratio")
        known = self.agents.lazy().join(self.brought, left_on="unique_id", right_on=col("patron").cast(pl.Int64), how="left", maintain_order="left")
        spent = (
            known.with_columns(col("clients", "revenue", "losses").fill_null(0.0))
            .with_columns(funds=(col("capital") + col("revenue")) * col("real"))
            .with_columns(funds=funds - n * pl.min_horizontal(c.coercion_cost * col("coercion"), funds / n.clip(1)))
            .with_columns(support_paid=pl.min_horizontal(c.support_cost * col("support"), funds / n.clip(1)).cast(pl.Float32))
            .with_columns(funds=(funds - n * paid).clip(0.0))
            .with_columns(ratio=when(due > funds).then(funds / due).otherwise(1.0))
            .with_columns(
                capital=(funds - ratio * due) * (1.0 - c.patron_mpc),
                cover_rate=(ratio * col("protection")).cast(pl.Float32),
                sympathy=(c.sympathy * paid / c.support_cost - c.repulsion * col("coercion")).cast(pl.Float32),
            )
        )
        self.agents = spent.select(self.agents.columns).collect()


class Clients(AgentSetPolars):
    """Clients."""

    def __init__(self, model: Society, begin: Start, patrons: Patrons) -> None:
        super().__init__(model)
        c, n = model.c, len(begin.skill)
        self.patrons = patrons
        self.nobody = len(patrons.agents) - 1
        self.ties = pl.Series(begin.ties.reshape(-1).astype(np.uint32))
        self.moves = 0
        wage, protection, support = begin.values.T.astype(F)
        zero = np.zeros(n, F)
        self += pl.DataFrame({
            "unique_id": np.arange(n),
            "skill": begin.skill.astype(F),
            "value_wage": wage,
            "value_protection": protection,
            "value_support": support,
            "wealth": np.full(n, c.wealth, F),
            "patron": begin.patron.astype(np.uint32),
            "loyalty": np.where(begin.patron < self.nobody, c.loyalty, 0.0).astype(F),
            "resentment": zero,
            "satisfaction": np.full(n, c.productivity * c.outside, F),
            "prospect": np.full(n, self.nobody, np.uint32),
            "stage": np.zeros(n, np.int8),
            "output": zero,
            "net": zero,
            "loss": zero,
            "hungry": np.zeros(n, bool),
        })

    def step(self) -> None:
        """A round."""
        moved = self.decided(self.agents.lazy())
        worked = self.worked(moved).select(*self.agents.columns, "moves").collect()
        self.moves += worked["moves"].sum()
        self.agents = worked.drop("moves")
        brought = self.agents.lazy().group_by("patron").agg(
            clients=pl.len().cast(pl.Float64),
            revenue=(col("output") - col("net")).cast(pl.Float64).sum(),
            losses=col("loss").cast(pl.Float64).sum(),
        )
        self.patrons.brought = brought
        self.patrons.step()
        self.agents = self.lived(self.agents.lazy()).select(self.agents.columns).collect()

    def draw(self, name: str) -> pl.Series:
        """A uniform number for everybody."""
        return pl.Series(name, self.model.random.random(len(self.agents), F))

    def decided(self, clients: pl.LazyFrame) -> pl.LazyFrame:
        """Everybody talks to a tie, decides and moves."""
        c, teller, told, stage, same = self.model.c, col("teller"), col("told"), col("stage"), col("same")
        slot = pl.Series("slot", self.model.random.integers(0, TIES, len(self.agents), np.uint32))
        draws = [self.draw(name) for name in ("informs", "trusts", "flees", "quits")]
        gain = col("teller_satisfaction") - col("satisfaction") - c.hysteresis * c.productivity
        barriers = c.exit_cost * col("coercion") + c.loyalty_cost * col("loyalty")
        liked = (stage == KNOWN) & (col("teller_loyalty") > c.liking)
        trusted = (stage == LIKED) & (col("trusts") < c.trust / 2)
        heard = (
            clients.with_columns(lit(slot).alias("slot"), *(lit(draw).alias(draw.name) for draw in draws))
            .with_columns(teller=lit(self.ties).gather(col("unique_id") * TIES + col("slot")))
            .with_columns(
                told=col("patron").gather(teller),
                teller_loyalty=col("loyalty").gather(teller),
                teller_satisfaction=col("satisfaction").gather(teller),
                coercion=self.patrons.of("coercion"),
            )
            .with_columns(
                news=(col("informs") < c.information) & (told != self.nobody) & (told != col("patron")),
                same=told == col("prospect"),
            )
            .with_columns(
                new=col("news") & ~same & (stage <= KNOWN),
                climbs=col("news") & same & (liked | trusted),
                joins=col("news") & same & (stage == TRUSTED) & (gain > c.hurdle * barriers),
            )
            .with_columns(leaves=~col("joins") & self.leaves())
            .with_columns(moves=col("joins") | col("leaves"))
        )
        joins, leaves, moves, new = col("joins"), col("leaves"), col("moves"), col("new")
        return heard.with_columns(
            patron=when(joins).then(told).when(leaves).then(lit(self.nobody, pl.UInt32)).otherwise(col("patron")),
            loyalty=when(joins).then(lit(c.newcomer, pl.Float32)).when(leaves).then(lit(0.0, pl.Float32)).otherwise(col("loyalty")),
            resentment=when(moves).then(col("resentment") * c.kept).otherwise(col("resentment")),
            prospect=when(moves).then(lit(self.nobody, pl.UInt32)).when(new).then(told).otherwise(col("prospect")),
            stage=when(moves).then(lit(NONE, pl.Int8)).when(new).then(lit(KNOWN, pl.Int8)).otherwise(stage + col("climbs").cast(pl.Int8)),
        )

    def leaves(self) -> pl.Expr:
        """Who leaves for nobody."""
        c, coercion, quits = self.model.c, col("coercion"), col("quits")
        outside = c.productivity * c.outside
        anger = c.flee * (col("resentment") - c.rebel).clip(0.0) / (1.0 - c.rebel)
        flees = col("flees") < anger * (1.0 - c.deterrence * coercion)
        stays = col("satisfaction") + c.hysteresis * c.productivity + c.hurdle * c.exit_cost * coercion
        better = (quits < c.quit * (1.0 - coercion)) & (stays < outside - c.hazard * c.loss_mean / col("skill"))
        return (col("patron") != self.nobody) & (outside * col("skill") >= c.safety) & (flees | better)

    def worked(self, clients: pl.LazyFrame) -> pl.LazyFrame:
        """Misfortune, output and pay."""
        c, of, coercion = self.model.c, self.patrons.of, col("coercion")
        struck = self.model.random.random(len(self.agents), F) < c.hazard
        loss = np.zeros(len(self.agents), F)
        loss[struck] = c.loss_mean * self.model.random.standard_exponential(np.count_nonzero(struck), F)
        drive = pl.max_horizontal(col("loyalty"), c.supervision * coercion)
        effort = (c.effort + (1.0 - c.effort) * drive - c.resistance * col("resentment")).clip(c.effort_min, 1.0)
        own = when(col("patron") == self.nobody).then(lit(c.outside, pl.Float32)).otherwise(effort)
        kept = col("kept")
        return (
            clients.with_columns(lit(pl.Series("loss", loss)).alias("loss"), coercion=of("coercion"))
            .with_columns(output=c.productivity * col("skill") * own)
            .with_columns(kept=of("wage") * col("output") * (1.0 - c.dues * coercion))
            .with_columns(net=kept - pl.min_horizontal(c.service * of("support") * col("loyalty"), kept))
        )

    def lived(self, clients: pl.LazyFrame) -> pl.LazyFrame:
        """Everybody meets its loss, consumes and judges the round."""
        c, of = self.model.c, self.patrons.of
        due, held, paid = col("loss") - col("cover"), col("wealth") + col("net"), col("paid")
        left = col("net") - col("loss") + col("cover") + col("value_support") * col("support")
        resented = of("resented") + c.resentment_hunger * col("exposed")
        return (
            clients.with_columns(cover=of("cover_rate") * col("loss"), support=of("support_paid"), paid_wage=of("wage") * col("output"))
            .with_columns(paid=pl.min_horizontal(due, held))
            .with_columns(wealth=held - paid, hungry=held - paid < 1.0 + (due - paid))
            .with_columns(
                wealth=((1.0 - c.mpc) * (col("wealth") - 1.0)).clip(0.0),
                exposed=when(col("hungry")).then(of("exposure")).otherwise(lit(0.0, pl.Float32)),
            )
            .with_columns(
                loyalty=col("loyalty") + c.learning * (self.target() - col("loyalty")) * of("real"),
                resentment=((1.0 - c.resentment_decay) * col("resentment") + resented).clip(0.0, 1.0),
                satisfaction=col("satisfaction") + c.satisfaction_learning * (left / col("skill") - col("satisfaction")),
            )
        )

    def target(self) -> pl.Expr:
        """Where loyalty is drawn to; of no meaning where there is no patron."""
        c, of, wage = self.model.c, self.patrons.of, col("paid_wage")
        received = (
            col("value_wage") * wage
            + col("value_protection") * (col("cover") + of("promise"))
            + col("value_support") * c.support_worth * col("support")
        )
        given = of("given_per_output") * col("output") + wage - col("net")
        rate = received / (received + given)
        drive = c.exchange * (rate - c.justice) + of("sympathy") - c.hunger * col("exposed")
        return 1.0 / (1.0 + (-drive).exp())


class Society(ModelDF):
    """The society as a model of mesa-frames."""

    def __init__(self, request: Request, begin: Start) -> None:
        super().__init__(seed=request.seed)
        self.c = request.constants
        self.patrons = Patrons(self, begin)
        self.clients = Clients(self, begin, self.patrons)
        self.agents += self.clients

    def ended(self) -> Ended:
        """What is measured."""
        clients = self.get_agents_of_type(Clients)
        column = {name: clients.agents[name].to_numpy() for name in clients.agents.columns}
        return Ended(
            attached=column["patron"] != clients.nobody,
            loyalty=column["loyalty"],
            resentment=column["resentment"],
            satisfaction=column["satisfaction"],
            wealth=column["wealth"],
            income=column["net"],
            loss=column["loss"],
            hungry=column["hungry"],
            likes=column["stage"] >= LIKED,
            trusts=column["stage"] == TRUSTED,
            capital=clients.patrons.agents["capital"].sum(),
            moves=clients.moves,
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
