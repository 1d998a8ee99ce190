"""Whether implementations agree: Welch's t test of every measure of every peer against this engine, over seeds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean, variance

# The chance that any of all comparisons fails although all implementations agree, shared out equally (Bonferroni).
FALSE_ALARM = 0.01


@dataclass(frozen=True)
class Comparison:
    """One measure of one peer."""

    peer: str
    measure: str
    theirs: float
    ours: float
    t: float
    p: float
    # The difference that two standard deviations of chance could hide, relative to this engine's mean.
    resolution: float


@dataclass(frozen=True)
class Agreement:
    """All comparisons."""

    comparisons: list[Comparison]
    seeds: int

    @property
    def limit(self) -> float:
        """The least p of a comparison that holds."""
        return FALSE_ALARM / max(1, len(self.comparisons))

    @property
    def failed(self) -> list[Comparison]:
        """Comparisons that do not hold."""
        return [one for one in self.comparisons if one.p < self.limit]

    @property
    def holds(self) -> bool:
        """Whether all agree; nothing compared is no agreement."""
        return bool(self.comparisons) and not self.failed

    def largest(self) -> str:
        """The comparison that is furthest from agreement."""
        most = max(self.comparisons, key=lambda one: abs(one.t))
        numbers = f"{most.theirs:.4g} against {most.ours:.4g}, p = {most.p:.2g}"
        return f"The largest |t| is {abs(most.t):.2f} ({most.measure} of {most.peer}, {numbers})."

    def text(self) -> str:
        """What was found, in a sentence or two."""
        if not self.comparisons:
            return "Nothing could be compared."
        measures = {one.measure for one in self.comparisons}
        finest = sorted(one.resolution for one in self.comparisons)
        text = (
            f"Agreement over {self.seeds} seeds: {len(self.comparisons)} comparisons ({len(measures)} measures), each at p = {self.limit:.2g}, "
            f"so that all hold with {1 - FALSE_ALARM:.0%} if the implementations agree. {self.largest()} "
            f"Two standard errors of a difference are {finest[0]:.2%} to {finest[-1]:.2%} of the measures, {finest[len(finest) // 2]:.2%} in the middle."
        )
        failed = "".join(
            f"\n{one.peer} does not agree in {one.measure}: {one.theirs:.5g} against {one.ours:.5g}, p = {one.p:.2g}" for one in self.failed
        )
        return text + (failed or " All agree.")


def agreement(samples: dict[str, list[dict[str, float]]], reference: str) -> Agreement:
    """Compares every implementation's measures with those of the reference."""
    ours = samples.get(reference, [])
    comparisons = [
        compare(peer, measure, [one[measure] for one in theirs], [one[measure] for one in ours])
        for peer, theirs in samples.items()
        if peer != reference and len(theirs) > 1 and len(ours) > 1
        for measure in ours[0]
    ]
    return Agreement(comparisons, len(ours))


def compare(peer: str, measure: str, theirs: list[float], ours: list[float]) -> Comparison:
    """Welch's t test."""
    difference = fmean(theirs) - fmean(ours)
    parts = [variance(sample) / len(sample) for sample in (theirs, ours)]
    error = math.sqrt(sum(parts))
    if error == 0.0:
        t, p = (0.0, 1.0) if difference == 0.0 else (math.inf, 0.0)
    else:
        t = difference / error
        freedom = sum(parts) ** 2 / sum(part**2 / (len(sample) - 1) for part, sample in zip(parts, (theirs, ours), strict=True))
        p = two_sided(t, freedom)
    resolution = 2 * error / abs(fmean(ours)) if fmean(ours) else math.inf
    return Comparison(peer, measure, fmean(theirs), fmean(ours), t, p, resolution)


def two_sided(t: float, freedom: float) -> float:
    """The chance that Student's t lies as far from 0."""
    return incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t))


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularized incomplete beta function, by its continued fraction (Lentz's method)."""
    if x <= 0.0 or x >= 1.0:
        return float(x >= 1.0)
    if x > (a + 1) / (a + b + 2):
        return 1.0 - incomplete_beta(b, a, 1.0 - x)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    fraction, c, d = 1.0, 1.0, 0.0
    for m in range(300):
        half = m // 2
        if m == 0:
            step = 1.0
        elif m % 2 == 0:
            step = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        else:
            step = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        d = 1.0 / ((1.0 + step * d) or 1e-300)
        c = (1.0 + step / c) or 1e-300
        fraction *= c * d
        if m > 0 and abs(1.0 - c * d) < 1e-14:
            break
    return front * (fraction - 1.0)
