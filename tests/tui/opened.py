"""The app and its sessions, opened for a test on a data folder of their own."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from app.library import Library
from app.live_session import LiveSession
from app.open_session import open_session
from screens.dialogs.confirm import Confirm
from screens.messages import Go
from screens.places import DESTINATIONS, PRIVATE, Place
from session.model.agenda import NextItem, StartAgenda
from session.model.ideas import AddIdea
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.parking import Park
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.protocol import AnyCommand
from session.model.record import RecordDecision, WriteNote
from session.views.recap import recap
from store.library.ending import finish
from store.paths import Home
from tui import places
from tui.app import FairsayApp

PLAN = Plan(
    title="Winter [/red] plans",
    series="Hub",
    agenda=(PlanItem("Welcome", 10), PlanItem("Ideas", 20, "ideas"), PlanItem("Check-out", 5)),
    people=(PlanPerson("Dawn", ("community member",)),),
    meeting_link="https://meet.example.org/winter",
)
SAID: tuple[AnyCommand, ...] = (
    StartAgenda(),
    NextItem(),
    AddIdea(text="A warm room [/red] on Sundays"),
    WriteNote(text="The bus does not run late"),
    Park(text="Who pays for heating?"),
    RecordDecision(text="We ask for Sunday hours"),
)


def opened(
    home: Home, *commands: AnyCommand, session: str = "2026-11-23-aaaaaa", plan: Plan = PLAN
) -> LiveSession:
    """Open a session from ``plan`` in which ``commands`` were given."""
    live = open_session(home, plan, session_id=session)
    for command in commands:
        live.handle(command)
    return live


def ended(
    home: Home, *commands: AnyCommand, session: str = "2026-11-23-bbbbbb", agreed: bool = True
) -> None:
    """Leave a session in the data folder that has ended, with its recap stored."""
    live = opened(home, *SAID, *commands, EndSession(), session=session)
    if agreed:
        live.handle(AgreeRecap(not_coproduced="The date was set before"))
    assert live.settle()
    finish(home, recap(live.runtime.durable))
    live.close()


def app_on(
    home: Home, live: LiveSession | None = None, *, strike_s: float = 0.01, all_keys: bool = True
) -> FairsayApp:
    """Return the app, in which a strike is carried out after ``strike_s`` seconds."""
    app = FairsayApp(Library(home), live, all_keys=all_keys)
    app.strikes.strike_s = strike_s
    app.shell.quiet_s = 0.0
    return app


async def until(pilot: Pilot[Any], met: Callable[[], object]) -> None:
    """Let the app work until something is so; what a thread does takes its own time."""
    for _ in range(1000):
        await pilot.pause(0.01)
        if met():
            return
    pytest.fail("waited in vain")


async def show(app: FairsayApp, pilot: Pilot[Any], place: Place, about: str = "") -> None:
    """Go to a screen, and say yes to the question before it."""
    if places.place(app.screen) == place:
        return
    to = next(one for one in DESTINATIONS if one == place)
    app.post_message(Go(to, about=about))
    if place in {*PRIVATE, "home"}:
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        # Home asks whether to leave the session, the others whether anybody else sees the screen.
        await pilot.press(*["y"] if place == "home" else ["right", "enter"])
    await until(pilot, lambda: places.place(app.screen) == place)
    await pilot.pause()


def shown(app: FairsayApp) -> str:
    """Return the text on the screen, row by row, as a person sees it."""
    rows = (strip.text.rstrip() for strip in app.screen._compositor.render_strips())
    return "\n".join(row for row in rows if row)


def rows_of(svg: str) -> str:
    """Return the text of a picture of the terminal, row by row."""
    rows: dict[float, str] = {}
    for y, words in re.findall(r'<text[^>]* y="([\d.]+)"[^>]*>(.*?)</text>', svg):
        rows[float(y)] = rows.get(float(y), "") + html.unescape(words).replace("\xa0", " ")
    return "\n".join(rows[y].rstrip() for y in sorted(rows))


def words_on(app: FairsayApp) -> str:
    """Return the same as one line, so that a sentence is found however it was wrapped."""
    return " ".join(shown(app).split())


def journal(home: Home, session: str) -> str:
    return home.journal(session).read_text(encoding="utf-8")


def told(app: FairsayApp) -> list[str]:
    return [one.message for one in app._notifications]
