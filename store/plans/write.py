"""Writes a plan as the TOML that ``store.plans.read`` parses: a round trip gives an equal plan."""

from __future__ import annotations

from collections.abc import Iterator

from session.model.plan import KEPT_KINDS, Plan, PlanItem, PlanPerson
from store.plans.read import parse_plan

_TEXTS_BEFORE = ("series", "date", "start", "time_zone", "place", "way_there", "meeting_link")
_TEXTS = ("involvement", "stage", "purpose")
_LISTS = ("goals", "can_change", "cannot_change")


def plan_toml(plan: Plan, name: str = "plan.toml") -> bytes:
    """Return the file of a plan. Raises ``PlanFaults``, as reading it would, if it isn't complete."""
    data = "\n".join(_lines(plan)).encode()
    # The new content is parsed first: an unreadable plan must not replace a file.
    parse_plan(data, name)
    return data


def _lines(plan: Plan) -> Iterator[str]:
    yield f"title = {quoted(plan.title)}"
    yield from _texts(plan, _TEXTS_BEFORE)
    if plan.wifi:
        secret = f", password = {quoted(plan.wifi.password)}" if plan.wifi.password else ""
        yield f"wifi = {{ name = {quoted(plan.wifi.name)}{secret} }}"
    yield ""
    yield from _texts(plan, _TEXTS)
    for key in _LISTS:
        if entries := getattr(plan, key):
            yield from _list(key, entries)
    yield from _list("roles", plan.roles)
    if plan.hoped_for:
        hoped = ", ".join(f"{quoted(role)} = {n}" for role, n in plan.hoped_for.items())
        yield f"hoped_for = {{ {hoped} }}"
    yield from _texts(plan, ("support", "contact"))
    for item in plan.agenda:
        yield from _item(item)
    for person in plan.people:
        yield from _person(person)
    yield ""


def _texts(plan: Plan, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        if text := getattr(plan, key):
            yield f"{key} = {quoted(text)}"


def _list(key: str, entries: tuple[str, ...]) -> Iterator[str]:
    yield f"{key} = ["
    yield from (f"  {quoted(entry)}," for entry in entries)
    yield "]"


def _item(item: PlanItem) -> Iterator[str]:
    yield ""
    yield "[[agenda]]"
    yield f"title = {quoted(item.title)}"
    if item.minutes is not None:
        yield f"minutes = {item.minutes}"
    if item.kind != "other":
        yield f"kind = {quoted(item.kind)}"
    for key in ("focus", "content_note", "starts_at", "notes"):
        if text := getattr(item, key):
            yield f"{key} = {quoted(text)}"
    # Both are written if either differs from the kind's default.
    if item.protected or not item.may_shrink or item.kind in KEPT_KINDS:
        yield f"protected = {_flag(item.protected)}"
        yield f"may_shrink = {_flag(item.may_shrink)}"


def _person(person: PlanPerson) -> Iterator[str]:
    yield ""
    yield "[[people]]"
    yield f"name = {quoted(person.name)}"
    if person.role:
        yield f"role = [{', '.join(map(quoted, person.role))}]"
    if person.remote:
        yield "remote = true"
    if person.needs:
        yield f"needs = {quoted(person.needs)}"


def _flag(yes: bool) -> str:
    return "true" if yes else "false"


def quoted(text: str) -> str:
    """Return a TOML string, escaping what can't be written literally."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else _by_number(c) for c in plain) + '"'


def _by_number(character: str) -> str:
    if character == "\n":
        return "\\n"
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
