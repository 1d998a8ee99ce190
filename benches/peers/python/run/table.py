"""The table of BENCHMARKS.md."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agreement import Agreement

BEGIN, END = "<!-- peers:begin -->", "<!-- peers:end -->"

Results = dict[str, dict[int, list[dict]]]


def tabulate(peers: list, results: Results, sizes: list[int], found: Agreement, machine: str, rounds: int) -> str:
    """The table, and what was found of agreement."""
    largest = sizes[-1]
    ours = typical(results, "patronage", largest)
    heads = [f"{size:,} clients" for size in sizes]
    lines = [
        f"| | {' | '.join(heads)} | times this engine | goal | peak memory |",
        f"|---|{'---|' * len(sizes)}---|---|---|",
    ]
    for peer in peers:
        cells = [time(results[peer.name].get(size, []), rounds) for size in sizes]
        took = typical(results, peer.name, largest)
        times = took / ours if took and ours else None
        row = [peer.title(), *cells, f"{times:.1f}" if times else "-", goal(peer.goal, times), memory(results[peer.name].get(largest, []))]
        lines.append(f"| {' | '.join(row)} |")
    note = (
        f"Nanoseconds of wall time per client-round, median of {len(results['patronage'].get(largest, []))} runs in turn; "
        f"times and memory at {largest:,} clients. {machine}."
    )
    return "\n".join([*lines, "", note, "", found.text()])


def typical(results: Results, name: str, size: int) -> float | None:
    """The median time of a client-round [ns]."""
    runs = results.get(name, {}).get(size, [])
    return median(run["ns"] for run in runs) if runs else None


def time(runs: list[dict], rounds: int) -> str:
    """The median time, and of how many rounds if there were fewer than usual."""
    if not runs:
        return "failed"
    ns = median(run["ns"] for run in runs)
    fewest = min(run["timed_rounds"] for run in runs)
    short = "" if fewest == rounds else f" ({fewest} round{'s' if fewest > 1 else ''})"
    return f"{ns:,.0f} ns{short}" if ns >= 100 else f"{ns:.1f} ns{short}"


def goal(least: float, times: float | None) -> str:
    """What was aimed at, and whether it was reached."""
    if not least:
        return ""
    return f"{least:.0f}, {'reached' if times and times >= least else 'missed'}"


def memory(runs: list[dict]) -> str:
    """The median of the most memory held."""
    return f"{median(run['peak_kib'] for run in runs) / 1024:,.0f} MiB" if runs else "-"


def section(text: str, lines: str) -> str:
    """The document with new lines between the marks."""
    before, mark, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise SystemExit(f"BENCHMARKS.md has no {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{lines}\n\n{END}{after}"
