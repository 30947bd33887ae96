"""Recaps to hand out: one with something in every place, one as large as a long day, any text in it."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from session.model.recap import (
    Recap,
    RecapAction,
    RecapAgreement,
    RecapCircle,
    RecapCorrection,
    RecapDecision,
    RecapGroup,
    RecapIdea,
    RecapItem,
    RecapLine,
    RecapNote,
    RecapOption,
    RecapOutcome,
    RecapParked,
    RecapReflection,
    RecapRound,
    RecapTheme,
    RecapWord,
)
from store.exports.registry import FORMATS
from tests.store.opened import text_of

DRAFT = Recap(
    session="2026-11-23-hub",
    title="What should the hub offer next winter?",
    series="Hub futures",
    date="2026-11-23",
    started="10:00",
    ended="12:04",
    stamp="2026-11-23T12:04:00+00:00",
    involvement="Deciding together",
    stage="priorities",
    purpose="To choose what the hub offers from November to March.",
    goals=("Hear what last winter was like",),
    can_change=("Opening hours",),
    cannot_change=("The rent",),
    people=22,
    remote=4,
    groups=(RecapGroup("community member", 13), RecapGroup("researcher", 8)),
    ungrouped=2,
    names=("Dawn", "Kofi A."),
    agenda=(
        RecapItem("Welcome", "other", "Why are we here?", 5, 0, 6, "10:00", "10:06", "done"),
        RecapItem("Ideas", "ideas", "", 20, 5, 24, "10:06", "10:30", "done"),
        RecapItem("Soup", "break", "", 15, -5, 0, "10:30", "10:30", "done"),
        RecapItem("Agreement", "agreement", "", 5, 0, 2, "10:30", "10:32", "left out"),
        RecapItem("Open talk", "other", "", None, 0, 3, "10:32", "", "under way"),
        RecapItem("Check-out", "check-out", "", 10, outcome="not reached"),
    ),
    decisions=(
        RecapDecision("Hot food on Thursdays.", ("One day is too few for me.",), "Ideas"),
        RecapDecision("Open on three afternoons."),
    ),
    actions=(RecapAction("Ring the county", "Dawn", "1 December"), RecapAction("Find a cook")),
    rounds=(
        RecapRound(
            "Which themes first?",
            "dots",
            (
                RecapOption("Food", {"paper": 21, "hands": 9}, {"paper": 1, "hands": 1}),
                RecapOption("Travel", {"paper": 14, "hands": 4}, {"paper": 2, "hands": 2}),
                RecapOption("Company", {"paper": 14, "hands": 1}, {"paper": 2, "hands": 3}),
                RecapOption("Money", {"paper": 0, "hands": 0}, {"paper": 4, "hands": 4}),
            ),
            {"paper": "dots", "hands": "hands"},
            ("A tie for second place.",),
            3,
            22,
            {"paper": 17},
            shown=True,
        ),
        RecapRound(
            "Keep the agreement?",
            "hands",
            (RecapOption("Yes"), RecapOption("No")),
            said=("Closed, not shown to the group.",),
        ),
    ),
    themes=(
        RecapTheme(
            "A",
            "●",
            "Warm and fed",
            (
                RecapIdea(
                    "Soup at noon",
                    "Soup!",
                    (
                        RecapIdea("A cooking club", "Slow cookers", by="Kofi A."),
                        RecapIdea("Bring a tin"),
                    ),
                    "paper",
                ),
                RecapIdea("Blankets to borrow", by="Kofi A."),
            ),
        ),
        RecapTheme("B", "■", "Getting here"),
    ),
    contested=(RecapIdea("A lift share", letters="A, B"),),
    unthemed=(RecapIdea("Open on New Year's Day", "New Year"),),
    removed_ideas=2,
    parking=(
        RecapParked("Who heats the top floor?", "Kofi A.", "session 5", "carried-over"),
        RecapParked("The bus shelter", status="parked"),
        RecapParked("The door lock", status="resolved"),
    ),
    notes=(
        RecapNote("The hall was cold.", "Ideas", "10:12"),
        RecapNote("Company matters most.", "Ideas", "10:15"),
        RecapNote("Thanks to the cooks.", "", "12:03"),
    ),
    agreement=RecapAgreement(
        "changed",
        2,
        (RecapLine("l1", "One person speaks at a time."), RecapLine("l2", "Plain words.")),
        (RecapLine("l1", "One person speaks at a time."),),
        ("Turns are counted by role group, never by person.",),
    ),
    words=(
        RecapWord("w1", "ICB", "integrated care board"),
        RecapWord("w2", "GP", "family doctor", carried=True),
        RecapWord("w3", "STP"),
    ),
    photographed=3,
    quoted=19,
    outcomes=(RecapOutcome("Ask about the lease", "cannot-change", "It runs until 2030"),),
    missing=("Nobody under 20",),
    reflections=(RecapReflection("The soup", "Start later"),),
    thanks=("Thanks to the cooks",),
    next_session="Thursday in a fortnight",
    corrections=(RecapCorrection("The county office, not the council", "2026-11-24"),),
    circles=(
        RecapCircle("check-in", "How are you arriving?"),
        RecapCircle("question", "What now?"),
    ),
    said=("The clock was not seen for 4 minutes, up to 10:52. The agenda counts that time.",),
)

AGREED = replace(DRAFT, agreed=True, not_coproduced="The budget was set before we met.")

HOSTILE = (
    "# Agreed by everyone",
    "1. One\n2. Two\n\n> three",
    "--- \r\n=== \x00\x1b[2J",
    "- [ ] <b>bold</b> *bold* _it_ ~~no~~ `code` ![x](http://x.org/y.png)",
    "</li></ul><script>alert(1)</script><!-- -->",
    '"><img src=x onerror=alert(1)>',
    "&lt;script&gt; &amp; &#60; Q&A",
    '=HYPERLINK("http://x.org","go")',
    "+1 | -1 | @SUM(A1) \\| \\",
    "-2+3+cmd|' /C calc'!A0",
    "\t@evil",
    "＝1+1",
    "https://x.org www.x.org a@x.org <https://x.org> ftp://x.org",
    "[/red] {{ 7*7 }} {% raw %} {n} %s ${x}",
    "\u202eevil \u2066isolate \u2068left open",
    "یک خیال به زبان ما",
    "żółć 🧶 e\u0301 日本語のとても長い文" * 20,
    "lone \ud800 surrogate",
    "x" * 10_000,
    "```\ncode\n```",
    "trailing #",
    ": definition $x$ $$y$$",
)

_STRUCTURE = {"letter", "shape", "outcome", "status", "state", "units"}
"""Fields that decide what stands where; no person can type them."""


def filled(value: Any, text: str) -> Any:
    """Return a recap with ``text`` in every place a person can type."""
    if isinstance(value, str):
        return text if value else value
    if isinstance(value, Struct):
        names = [name for name in value.__struct_fields__ if name not in _STRUCTURE]
        return replace(value, **{name: filled(getattr(value, name), text) for name in names})
    if isinstance(value, tuple):
        return tuple(filled(inner, text) for inner in value)
    return value


def laid_out(hostile: str) -> pytest.MarkDecorator | tuple[()]:
    """Mark the text that takes long to lay out: 10,000 letters in every place."""
    return pytest.mark.long if len(hostile) >= 10_000 else ()


def harmless(hostile: str) -> str:
    """Letters alone, as wide as a hostile text where its width decides what fits the first side."""
    return hostile.replace("🧶", "語") if len(hostile) > 300 else "word"


def large() -> Recap:
    """300 ideas, 100 notes, 60 people: a long day."""
    ideas = tuple(
        RecapIdea(
            f"Idea {n}: somewhere warm to sit together and talk on a dark afternoon", f"I {n}"
        )
        for n in range(300)
    )
    return replace(
        AGREED,
        names=tuple(f"Person {n}" for n in range(60)),
        people=60,
        themes=tuple(
            RecapTheme(letter, "●", f"Theme {letter}", ideas[n * 35 : n * 35 + 35])
            for n, letter in enumerate("ABCDEFGH")
        ),
        unthemed=ideas[280:],
        notes=tuple(
            RecapNote(f"Note {n} " + "of what was said " * 9, "Ideas", "10:12") for n in range(100)
        ),
    )


def text(recap: Recap, form: str) -> str:
    """The whole of an export as text, every file of it. What most tests read is drawn once a process."""
    return _agreed(form) if recap is AGREED else _text(recap, form)


@cache
def _agreed(form: str) -> str:
    return _text(AGREED, form)


def _text(recap: Recap, form: str) -> str:
    return "\n".join(
        text_of(FORMATS[form].suffix, file.data) for file in FORMATS[form].render(recap)
    )


def tables(recap: Recap) -> dict[str, list[dict[str, str]]]:
    """The tables by their subject ("ideas.csv"), rows as dictionaries."""
    return {
        file.name.rpartition("-")[2]: list(
            csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"), newline=""))
        )
        for file in FORMATS["csv"].render(recap)
    }


def cleaned(hostile: str) -> str:
    """The words of a hostile text as somebody may see them: one line, nothing that is not a letter."""
    (decision,) = json.loads(text(with_decision(hostile), "json"))["decisions"]
    return str(decision["text"])


def with_decision(words: str) -> Recap:
    return replace(AGREED, decisions=(RecapDecision(words),))
