"""Prints every figure beside its floor: ``python -m bench``, or only some groups: ``python -m bench paint``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import (
    ballots,
    forgetting,
    handout,
    idle,
    journal,
    keys,
    lettering,
    lists,
    paint,
    phones,
    planning,
    saving,
    series,
    striking,
    verifying,
)
from bench.fixture import FOUR_HOURS, TWO_HOURS, Session, Size, build
from bench.report import HEAD, Figure, line, row

Group = Callable[[Session, Path], Iterator[Figure]]

# What takes the whole machine comes last, so that its heat and its dirty pages fall on nobody.
GROUPS: dict[str, Group] = {
    "paint": paint.figures,
    "letters": lettering.figures,
    "keys": keys.figures,
    "plan": planning.figures,
    "lists": lists.figures,
    "idle": idle.figures,
    "phones": phones.figures,
    "resume": journal.resume,
    "ack": saving.acknowledged,
    "loop": saving.blocked,
    "ballots": ballots.closed,
    "growth": lambda _, __: journal.growth(build(Size(events=100)), build()),
    "exports": handout.exported,
    "recap": lambda _, folder: handout.saved(build(TWO_HOURS), folder),
    "series": lambda _, folder: series.figures(build(TWO_HOURS), folder),
    "verify": lambda _, folder: verifying.looked(build(TWO_HOURS), folder),
    "forget": lambda _, folder: forgetting.forgotten(build(TWO_HOURS), folder),
    "strike": lambda _, folder: striking.struck(build(TWO_HOURS), folder),
}


def main(words: Sequence[str]) -> int:
    """Print the figures of the named groups, or of all; 1 when one was missed, 2 for a wrong name."""
    as_table = "--markdown" in words
    names = [word for word in words if word != "--markdown"] or list(GROUPS)
    if unknown := [name for name in names if name not in GROUPS]:
        print(f"There is no group {unknown[0]!r}. There are: {', '.join(GROUPS)}.", file=sys.stderr)
        return 2
    begun = perf_counter()
    # It ends now, so that a program which resumes it has been away for no time at all.
    made = build(opened=datetime.now(UTC) - timedelta(hours=FOUR_HOURS.hours))
    missed = 0
    if as_table:
        print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
    with TemporaryDirectory(prefix="fairsay-bench-") as place:
        for name in names:
            folder = Path(place) / name
            folder.mkdir()
            for figure in GROUPS[name](made, folder):
                missed += figure.verdict == "missed"
                print(row(figure) if as_table else line(figure), flush=True)
    print(f"\n{missed} missed. It took {perf_counter() - begun:.0f} s.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
