"""The choices of a re-plan in words, for the shared screen: nobody is blamed for the time."""

from __future__ import annotations

from session.model.state import State
from session.model.text import short
from session.rules.agenda_clock import upcoming
from session.rules.local_time import local_hhmm
from session.rules.replan import SLACK_MIN, Choice, Preview, kept
from session.rules.timing import MissedStart
from session.views.format_time import ANOTHER_TIME_MIN
from session.wording.catalogue import say

_TITLE = 24


def title(state: State, shown: Preview) -> str:
    """Return the current situation, and the question to the group."""
    if shown.over:
        return say("replan.over")
    if shown.missed:
        return say("replan.missed", n=shown.missed.late_min, **_fixed(state, shown.missed))
    if abs(shown.late_min) <= SLACK_MIN:
        return _in_time(state, shown)
    if abs(shown.late_min) >= ANOTHER_TIME_MIN:
        return say("replan.other_time")
    key = "replan.behind" if shown.late_min > 0 else "replan.ahead"
    return say(key, n=abs(shown.late_min))


def _in_time(state: State, shown: Preview) -> str:
    as_it_goes = shown.choices[-1]
    if not shown.over_min:
        return say("replan.fine")
    if as_it_goes.open_ended:
        key = "replan.item_over_open"
    else:
        key = "replan.item_over_late" if shown.late_min > 0 else "replan.item_over"
    return say(key, n=shown.over_min, at=local_hhmm(state, as_it_goes.finish))


def lines(state: State, shown: Preview, choice: Choice, *, side_by_side: bool) -> tuple[str, ...]:
    """Return one choice, its finish, and its changes: one item per line, or all in one."""
    way = choice.way
    name = say(
        "replan.way.on" if way == "late" and shown.late_min <= SLACK_MIN else f"replan.way.{way}"
    )
    if choice.keeps:
        key = "replan.way.nearly" if choice.keeps.late_min else "replan.way.keep"
        name = say(key, n=choice.keeps.late_min, **_fixed(state, choice.keeps))
    if choice.why_not:
        return (name, say(choice.why_not))
    told = _changes(state, choice)
    if side_by_side:
        return (name, finish(state, choice), *told)
    return (f"{name}: {_low(finish(state, choice))}", ", ".join(told))


def finish(state: State, choice: Choice) -> str:
    """Return when the session would finish, compared with the plan."""
    at, late = local_hhmm(state, choice.finish), choice.late_min
    if choice.open_ended:
        return say("replan.finish_open", at=at)
    if abs(late) <= SLACK_MIN:
        return say("replan.finish", at=at)
    return say("replan.finish_later" if late > 0 else "replan.finish_earlier", at=at, n=abs(late))


def keeps(state: State) -> str:
    """Return which remaining items keep their minutes; empty if none."""
    titles = [short(item.title, _TITLE) for item in upcoming(state) if kept(item)]
    return say("replan.keeps", titles=", ".join(titles)) if titles else ""


def _changes(state: State, choice: Choice) -> tuple[str, ...]:
    if choice.way == "late":
        return (say("replan.unchanged"),)
    if choice.item:
        return (say("replan.goes", title=short(state.items[choice.item].title, _TITLE)),)
    return tuple(
        say(
            "replan.minutes",
            before=one.before,
            after=one.after,
            title=short(state.items[one.item].title, _TITLE),
        )
        for one in choice.minutes
    )


def _fixed(state: State, start: MissedStart) -> dict[str, str]:
    title = short(state.items[start.item].title, _TITLE)
    return {"title": title, "at": local_hhmm(state, start.at)}


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]
