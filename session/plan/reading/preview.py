"""The parsed plan as lines to review before it is used: start, minutes, title, kind, note."""

from __future__ import annotations

from msgspec import Struct

from session.model.plan import Plan
from session.model.text import short
from session.plan.outline import outline
from session.plan.understood import LeftOut, Understood
from session.wording.catalogue import say


class PreviewLine(Struct, frozen=True):
    at: str
    minutes: str
    title: str
    kind: str
    note: str


def preview_lines(found: Understood) -> tuple[PreviewLine, ...]:
    """Return one line per item."""
    view = outline(Plan(found.title, found.items, start=found.start))
    return tuple(
        PreviewLine(
            at.at,
            "–" if one.minutes is None else say("plan.min", n=one.minutes),
            one.title,
            "" if one.kind == "other" else say(f"plan.kind.{one.kind}"),
            one.notes.replace("\n", " · "),
        )
        for at, one in zip(view.lines, found.items, strict=True)
    )


def left_words(left: LeftOut) -> str:
    """Return an omission as one line."""
    said = f"“{short(left.text, 60)}” {left.why}" if left.text else left.why
    return say("plan.left.line", n=left.line, said=said) if left.line else said
