"""Every byte that one phone is sent through a session, searched for what is not for it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import ClientSession, WSMsgType

from app.demo.clocks import SetClock
from app.demo.player import opening_time, play
from app.demo.script import WHOLE
from app.demo.step import Step
from app.open_session import open_session
from remote.frames import Frames
from session.model.agenda import StartAgenda
from session.model.agreement import TellByRole
from session.model.ideas import AddIdea, AddTheme
from session.model.people import NoteNeeds
from session.model.phones import SetColouring, SetLookFirst
from session.model.record import SetAction
from session.model.votes import BeginBallots, CloseRound, OpenRound, RevealRound
from session.rules.ballots import Ballot, tally
from session.runtime import Done
from store.examples import sample_plan
from store.paths import Home
from store.plans.read import read_plan
from tests.remote.hall import Site, join, phone, served

UNNAMED = "Zebediah Quill"
OPEN = "Philomena Dove"
CONCERN = "The stairs frighten me"
OFFERED = "A sauna on the roof"
NEEDS = "A chair with arms"


@dataclass
class Ear:
    """A phone that does nothing but listen, on every way there is."""

    browser: ClientSession
    site: Site
    heard: list[bytes] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        async with self.browser.ws_connect(f"{self.site.url}/live") as line:
            async for message in line:
                if message.type is WSMsgType.TEXT:
                    self.heard.append(message.data.encode())
                    self.came.set()

    async def ask(self) -> None:
        for path in ("", "/state", "/recap"):
            async with self.browser.get(f"{self.site.url}{path}") as answer:
                self.heard += [await answer.read(), repr(answer.headers).encode()]

    async def until(self, words: str) -> None:
        """Wait until something known to everyone came in over the line, then ask as well."""
        async with asyncio.timeout(5):
            while not any(words.encode() in message for message in self.heard):
                self.came.clear()
                await self.came.wait()
        await self.ask()

    @property
    def everything(self) -> str:
        return b"\n".join(self.heard).decode()


@asynccontextmanager
async def listening(site: Site) -> AsyncIterator[Ear]:
    async with phone() as browser:
        await join(browser, site)
        ear = Ear(browser, site)
        task = asyncio.create_task(ear.listen())
        try:
            yield ear
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def do(browser: ClientSession, site: Site, **what: object) -> None:
    async with browser.post(f"{site.url}/do", json=what) as answer:
        assert answer.status == 200, await answer.text()


def marks(browser: ClientSession, site: Site) -> set[str]:
    """What could tell one phone from another: its token, and the marks made from it."""
    (cookie,) = browser.cookie_jar
    state = site.hall.state
    coloured = {mark for idea in state.ideas.values() for mark in idea.marks}
    return {cookie.value, *state.devices, *coloured}


@pytest.mark.practice("P46")
async def test_no_byte_a_phone_is_sent_tells_what_is_private() -> None:
    async with (
        served() as site,
        listening(site) as ear,
        phone() as secret,
        phone() as named,
    ):
        hall = site.hall
        hall.keyboard(StartAgenda())
        hall.keyboard(AddTheme(name="Warmth"))
        hall.keyboard(AddIdea(text="Soup"))
        hall.keyboard(SetColouring(on=True))
        (idea,), (theme,) = list(hall.state.ideas), list(hall.state.themes)
        await join(secret, site, name=UNNAMED, role="researcher", quoted="no", photographed="yes")
        await join(named, site, name=OPEN, named="yes")
        for one in (secret, named):
            await do(one, site, do="hand")
            await do(one, site, do="colour", idea=idea, theme=theme)
        await do(secret, site, do="idea", text="A bus at seven", show_name=True)
        await do(named, site, do="idea", text="A bus at eight", show_name=True)
        await do(secret, site, do="park", text="The lease", show_name=True)
        await do(secret, site, do="concern", text=CONCERN)
        await do(secret, site, do="consent", question="contacted", answer=True)
        hall.keyboard(SetLookFirst(on=True))
        await do(secret, site, do="idea", text=OFFERED)
        hall.keyboard(NoteNeeds(person=next(iter(hall.state.people)), text=NEEDS))
        hall.keyboard(SetAction(what="Ring the depot", who=f"{UNNAMED} and {OPEN}"))
        await ear.until("Ring the depot")

    told = ear.everything
    assert OPEN in told
    for words in ("Zebediah", "Quill", CONCERN, OFFERED, NEEDS, *marks(secret, site)):
        assert words not in told
    # The only answers about consent it is sent are its own: none.
    assert set(re.findall(r'"consent":(\{[^}]*\})', told)) == {
        '{"named":null,"counted":null,"photographed":null,"contacted":null,"quoted":null}'
    }


@pytest.mark.practice("P27")
async def test_no_byte_tells_a_ballot_or_a_total_before_it_is_shown() -> None:
    async with served() as site, listening(site) as ear, phone() as voter:
        hall = site.hall
        hall.keyboard(TellByRole(on=True))
        hall.keyboard(OpenRound(question="Which?", options=("Bus", "Soup"), method="dots", dots=20))
        vote = next(iter(hall.state.rounds.values()))
        bus, soup = vote.options
        await join(voter, site, role="researcher")
        await do(voter, site, do="vote", round=vote.id, dots={bus: 13, soup: 6})
        hall.keyboard(OpenRound(question="How is it going?", method="pulse"))
        await do(voter, site, do="pulse", mood=1, clear=False)
        cast = [Ballot("pass", {bus: 13, soup: 6}, ("researcher",))] * 13
        if not hall.state.rounds[vote.id].begun:
            hall.keyboard(BeginBallots(round=vote.id))
        made = tally(hall.state.rounds[vote.id], cast, by_role=True)
        hall.keyboard(CloseRound(round=vote.id, tally=made))
        await ear.until('"open":false')
        before = ear.everything
        hall.keyboard(RevealRound(round=vote.id))
        await ear.until("169 dots")

    # Three digits may be part of a tag that was made by chance.
    assert not re.search(r"\b169\b", before)
    for words in ("my_dots", '"voted":"id', '"pulse":"id'):
        assert words not in before
    assert set(re.findall(r'"counts":(\[[^\]]*\])', before)) == {"[]"}


@pytest.mark.practice("P46")
@pytest.mark.practice("P47")
async def test_through_the_whole_sample_session_no_byte_names_anybody_who_has_not_agreed(
    tmp_path: Path,
) -> None:
    clock = SetClock(opening_time())
    plan = read_plan(sample_plan())
    live = open_session(Home(tmp_path), plan, session_id="sample", readings=clock.readings)
    frames = Frames()
    heard: list[bytes] = []
    counted: set[bytes] = set()

    def listen(step: Step, done: Done) -> None:
        state, before = live.runtime.live, frames.version
        frames.take(state, live.runtime.now())
        told, _ = frames.since(before)
        heard.append(told)
        words = set(re.findall(r"\w+", told.decode()))
        for person in state.people.values():
            if not person.consent.named:
                assert not words & set(person.name.split()), (step, person.name)
        shown = all(vote.revealed for vote in state.rounds.values() if vote.method != "pulse")
        if not shown:
            counted.update(re.findall(rb'"counts":(\[[^\]]*\])', frames.since(0)[0]))

    try:
        await play(live, WHOLE, clock, on_step=listen)
        named = [one.name for one in live.runtime.live.people.values() if one.consent.named]
    finally:
        live.close()

    everything = b"\n".join(heard).decode()
    assert len(heard) > 300
    assert named
    assert any(name in everything for name in named)
    assert counted == {b"[]"}
