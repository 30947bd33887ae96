"""A figure with its floor, and the line it is printed as."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from time import perf_counter

from msgspec import Struct


class Figure(Struct, frozen=True):
    """One measured value. ``limit`` and ``against`` are in ``unit``, as the value and the floor are."""

    name: str
    unit: str
    value: float
    floor: float
    floor_is: str
    """What the floor is: the same work without Fairsay, from the same run."""
    promise: str
    """The budget in words, as DESIGN has it; "told" when there is none yet."""
    limit: float | None = None
    """What the value may be in this run; ``None`` for a figure that is only told."""
    against: float | None = None
    """What the ratio is to, where that is not the floor."""
    note: str = ""

    @property
    def ratio(self) -> float:
        to = self.floor if self.against is None else self.against
        return self.value / to if to else 0.0

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return "told"
        return "kept" if self.value <= self.limit else "missed"


HEAD = ("figure", "value", "floor", "ratio", "budget", "")


def cells(figure: Figure) -> tuple[str, ...]:
    """Return a figure as the cells under ``HEAD``."""
    name = f"{figure.name} ({figure.note})" if figure.note else figure.name
    return (
        name,
        amount(figure.value, figure.unit),
        f"{amount(figure.floor, figure.unit)} {figure.floor_is}",
        f"{figure.ratio:.2f} ×",
        figure.promise,
        figure.verdict,
    )


def line(figure: Figure) -> str:
    """Return a figure as one line for a terminal."""
    name, value, floor, ratio, budget, verdict = cells(figure)
    return f"{name:<72} {value:>10} | floor {floor:<46} | {ratio:>8} | {budget:<18} | {verdict}"


def row(figure: Figure) -> str:
    """Return a figure as a row of a Markdown table."""
    return "| " + " | ".join(cells(figure)) + " |"


def amount(value: float, unit: str) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:.{digits}f} {unit}"


def centile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least ``share`` (0–1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def seconds(task: Callable[[], object]) -> float:
    """Return how long ``task`` takes."""
    start = perf_counter()
    task()
    return perf_counter() - start
