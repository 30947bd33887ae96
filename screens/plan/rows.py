"""The rows of the three parts of the plan screen: the agenda, the session's data, the people."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from screens.plan.open_plan import Part
from screens.text import plain
from screens.widgets.rows import Row
from session.model.folding import folded, occurrences
from session.model.plan import Plan, PlanPerson
from session.model.text import short
from session.plan.outline import Outline
from session.views.next_session import day
from session.views.plan_shelf import PlanShelf, Source
from session.wording.catalogue import say

ABOUT = (
    "title",
    "series",
    "date",
    "start",
    "purpose",
    "goals",
    "can_change",
    "cannot_change",
    "involvement",
    "stage",
    "roles",
    "hoped_for",
    "link",
    "wifi",
    "support",
    "place",
    "way_there",
    "time_zone",
    "contact",
)
"""The lines about the session, in order."""

_SIGNS = {"fixed": "≡", "late": "!", "": " "}


def begin_rows(shelf: PlanShelf) -> list[Row]:
    """Return one row for each source of a plan."""
    found = [
        *(("session", one) for one in shelf.sessions),
        *(("plan", one) for one in shelf.plans),
        *(("template", one) for one in shelf.templates),
        ("file", Source("", say("plan.begin.from_file"))),
        ("paste", Source("", say("plan.begin.from_rows"))),
    ]
    return [
        (
            f"{kind}:{one.id}",
            plain(f"{say(f'plan.begin.{kind}'):<12} ", "$quiet") + plain(one.words) + _purpose(one),
        )
        for kind, one in found
    ]


def source_of(shelf: PlanShelf, row: str) -> Source | None:
    """Return the source of a row of ``begin_rows``."""
    key = row.partition(":")[2]
    sources = (*shelf.sessions, *shelf.plans, *shelf.templates)
    return next((one for one in sources if one.id == key), None)


def _purpose(source: Source) -> Content:
    """Return in one line what a template is for."""
    return plain(f"  {source.plan.purpose}" if source.plan else "", "$quiet")


def agenda_rows(view: Outline) -> list[Row]:
    """Return one row per item: when, how long, what, and its marks."""
    rows: list[Row] = []
    for n, one in enumerate(view.lines):
        at = f"≈{one.at}" if one.about else one.at
        minutes = "–" if one.minutes is None else say("plan.min", n=one.minutes)
        late = one.mark == "late"
        words = (
            plain(f"{at:>6}", "bold $warning" if late else "$quiet")
            + plain(f" {_SIGNS[one.mark]} ", "$warning" if late else "$accent")
            + plain(f"{minutes:>8}  ", "")
            + plain(one.title, "$secondary" if one.kind == "break" else "bold")
        )
        kind = say(f"plan.kind.{one.kind}")
        if one.kind != "other" and kind not in one.title.casefold():
            words += plain(f"  {kind}", "$quiet")
        if one.protected:
            words += plain(f"  {say('plan.room.kept')}", "$quiet")
        rows.append((str(n), words))
    return rows


def about_rows(plan: Plan, named: frozenset[str], *, private: bool) -> list[Row]:
    """Return one row for each property of the session."""
    return [
        (
            name,
            plain(f"{say(f'plan.about.{name}'):<16} ", "$quiet")
            + _about(plan, name, named, private),
        )
        for name in ABOUT
    ]


def when_words(plan: Plan, finish: str) -> str:
    """Return the series, the day and the times of a plan in one line."""
    start = plan.start and say("plan.from", at=plan.start)
    return " · ".join(filter(None, (plan.series, day(plan.date), start, finish)))


def _about(plan: Plan, name: str, named: frozenset[str], private: bool) -> Content:
    match name:
        case "date":
            said = day(plan.date) or say("plan.date.none")
        case "start":
            said = plan.start or say("plan.start.none")
        case "link":
            said = plan.meeting_link
        case "wifi":
            said = _wifi(plan, private=private)
        case "hoped_for":
            said = ", ".join(f"{n} {role}" for role, n in plan.hoped_for.items())
        case "support" | "contact":
            said = getattr(plan, name)
            if not private and names_somebody(plan, said, named):
                said = say("plan.hidden")
        case "time_zone":
            said = plan.time_zone or say("plan.time_zone.none")
        case _:
            value = getattr(plan, name)
            said = " · ".join(value) if isinstance(value, tuple) else value
    return plain(said) if said else plain("–", "$quiet")


def _wifi(plan: Plan, *, private: bool) -> str:
    if plan.wifi is None:
        return ""
    if not plan.wifi.password:
        return say("plan.wifi.open", name=plan.wifi.name)
    return f"{plan.wifi.name}  {plan.wifi.password if private else '••••••'}"


def names_somebody(plan: Plan, text: str, named: frozenset[str]) -> bool:
    """Return whether ``text`` has the name of a listed person without consent to be named."""
    agreed = {folded(name) for name in named}
    names = {folded(one.name) for one in plan.people} - agreed
    return any(occurrences(text, names))


def people_rows(plan: Plan, named: frozenset[str], *, private: bool) -> list[Row]:
    """Return one row per person: the name if it may be shown, else its first letter."""
    rows: list[Row] = []
    for n, one in enumerate(plan.people):
        words = [*one.role, *([say("person.remote")] if one.remote else [])]
        if one.name in named:
            words.append(say("person.named"))
        if private and one.needs:
            words.append(say("plan.needs", text=one.needs))
        name = one.name if private or one.name in named else f"{_initial(one)}."
        rows.append(
            (str(n), plain(f"{short(name, 30):<24} ", "bold") + plain(", ".join(words), "$quiet"))
        )
    return rows


def _initial(person: PlanPerson) -> str:
    return next((letter.upper() for letter in person.name if letter.isalnum()), "·")


_PARTS: dict[Part, str] = {
    "begin": "begin",
    "agenda": "plan-agenda",
    "about": "about",
    "people": "plan-people",
}
"""The parts, and the deed that shows each."""


def parts_line(plan: Plan, shown: Part, keys: Mapping[str, str]) -> Content:
    """Return the parts with their keys, by deed; the current one is highlighted, others need a key."""
    line = plain("")
    for part, deed in _PARTS.items():
        key = keys.get(deed, "")
        if not key and part != shown:
            continue
        counted = part == "people" and plan.people
        words = (
            say("plan.part.counted", n=len(plan.people)) if counted else say(f"plan.part.{part}")
        )
        look = "bold $background on $accent" if part == shown else "$quiet"
        line += plain(f" {f'{key} {words}'.lstrip()} ", look) + "  "
    return line
