"""The scenes around a session: welcome, last time, thank you."""

from __future__ import annotations

from session.model.state import State
from session.views.next_session import next_words
from session.views.pages import PageLine, last_time
from session.views.shared.scene import SceneRow, SharedScene
from session.wording.catalogue import say

_PARTS = ("shared.part.pass", "shared.part.ask", "shared.part.ways", "shared.part.break")
"""Ways to take part, without a phone (P22, P25, P34)."""


def welcome(state: State) -> SharedScene:
    """Return the welcome page for arrivals: the purpose, how to take part, where to join."""
    meta = state.meta
    link, code, words = _way_in(state)
    return SharedScene(
        "welcome",
        say("shared.welcome"),
        meta.title,
        under=meta.purpose,
        rows=tuple(SceneRow(say(key), "•") for key in _PARTS),
        link=link,
        code=code,
        link_words=words,
    )


def _way_in(state: State) -> tuple[str, str, str]:
    """Return the address to join at, the content of its QR code, and where it works (P30).

    The phone page while joining is open, otherwise the meeting. A code in capitals is smaller, and the page
    accepts its address in either case (ISO/IEC 18004, alphanumeric mode).
    """
    door, meeting = state.door, state.meta.meeting_link
    if door.open and door.link:
        page = f"{door.link}/{door.code}"
        safe = page.startswith("https:")
        return page, page.upper(), say("join.page.anywhere" if safe else "join.page.room")
    return meeting, meeting, say("join.anywhere") if meeting else ""


def last(state: State) -> SharedScene:
    """Return the last session's decisions, and the outcomes of what it left open (P14, P40)."""
    before = state.carried
    told = last_time(state).lines
    if not before.sessions:
        return SharedScene("last-time", say("opening.last"), told[0].text)
    heading, *lines = told
    return SharedScene(
        "last-time",
        heading.text,
        say("opening.last"),
        rows=tuple(map(_row, lines)),
        largest="rows",
    )


def _row(line: PageLine) -> SceneRow:
    if line.kind == "part":
        # There the facilitator selects lines with the arrow keys; here they are only read.
        text = say("shared.last_left") if line.what == "left_before" else line.text
        return SceneRow(text, weight="part")
    return SceneRow(line.text, "•")


def thanks(state: State) -> SharedScene:
    """Return the thanks, the little wins, and the date of the next session (P37, P38)."""
    when = next_words(state.closing)
    return SharedScene(
        "thanks",
        "",
        say("shared.thanks"),
        say("closing.next", when=when) if when else "",
        say("shared.thanks.all"),
        rows=tuple(SceneRow(one.text, "•") for one in state.thanks.values()),
    )
