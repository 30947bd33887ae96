"""What is at the cursor of the plan screen in detail: an item of the agenda, or what a template would bring."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from screens.text import plain
from session.model.plan import PlanItem
from session.plan.item import fields_of
from session.views.plan_shelf import Source
from session.wording.catalogue import say


class Pane(Static):
    """Beside the list where there is width for it, below the list elsewhere."""

    def show(self, words: Content | None) -> None:
        self.display = words is not None
        self.update(words or Content())


def item_words(one: PlanItem, *, beside: bool) -> Content:
    """Return an item's details: its question, its notes, what becomes of its minutes."""
    lines: list[Content] = []
    if beside:
        minutes = say("plan.no_minutes") if one.minutes is None else say("plan.min", n=one.minutes)
        lines += [plain(one.title, "bold $accent"), plain(minutes), plain("")]
    if one.focus:
        lines.append(plain(one.focus, "bold"))
    if one.content_note:
        lines.append(plain(say("plan.note", note=one.content_note), "$quiet"))
    if one.notes:
        notes = one.notes if beside else one.notes.replace("\n", " · ")
        lines.append(plain(say("plan.notes", notes=notes), "$secondary"))
    marks = [say(f"plan.kind.{one.kind}")]
    if one.starts_at:
        marks.append(say("plan.fixed", at=one.starts_at))
    marks.append(say(f"plan.room.{fields_of(one).room}"))
    lines.append(plain(" · ".join(marks), "$quiet"))
    return Content("\n").join(lines)


def source_words(source: Source, *, beside: bool) -> Content | None:
    """Return what a template is for, and its agenda; ``None`` of what was not read yet."""
    if source.plan is None:
        return None
    head = [plain(source.plan.purpose, "bold")] if source.plan.purpose else []
    items = [_preview(one) for one in source.plan.agenda]
    if beside:
        rows = (f"{minutes:>8}  {title}" for minutes, title in items)
        return Content("\n").join([*head, plain(""), *map(plain, rows)])
    return Content("\n").join(
        [*head, plain(" · ".join(" ".join(one).strip() for one in items), "$quiet")]
    )


def _preview(one: PlanItem) -> tuple[str, str]:
    return ("" if one.minutes is None else say("plan.min", n=one.minutes), one.title)
