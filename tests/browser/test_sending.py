"""What a phone sends arrives once and in order, and what it shows is the latest, whatever the line does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Page, Route

from remote.frames import Frames
from session.model.ideas import AddIdea, MarkIdea, RemoveIdea
from session.model.record import WriteNote
from session.model.votes import CloseRound, Count, OpenRound, RevealRound
from session.views.phone_build import CHUNK
from tests.browser.phone import Phone, phone
from tests.browser.rooms import colouring, ordinary, pulse, the_vote, vote
from tests.browser.test_under_fingers import cut
from tests.remote.hall import Hall, Site, served, until


@asynccontextmanager
async def in_it(browser: Browser, hall: Hall, **more: Any) -> AsyncIterator[tuple[Site, Phone]]:
    """A phone that has joined, with its line up."""
    async with served(hall) as site, phone(browser, **more) as held:
        await held.join(site.url)
        await held.live()
        yield site, held


async def asks(held: Phone) -> None:
    """Let the page ask for something and hear it: what it asked for before is on its way by then."""
    await held.page.evaluate("fetch('/page.css').then((answer) => answer.text())")


class Held:
    """Requests that are held on their way, each until it is let go."""

    def __init__(self) -> None:
        self.waiting: list[asyncio.Event] = []
        self.bodies: list[dict[str, Any]] = []
        self.free = False

    async def hold(self, page: Page, way: str = "**/do") -> None:
        await page.route(way, self._taken)

    async def _taken(self, route: Route) -> None:
        self.bodies.append(route.request.post_data_json or {})
        if not self.free:
            event = asyncio.Event()
            self.waiting.append(event)
            await event.wait()
        await route.continue_()

    def let_go(self) -> None:
        self.free = True
        for event in self.waiting:
            event.set()


async def test_of_two_ballots_on_the_way_the_later_one_counts(browser: Browser) -> None:
    hall = vote("dots")()
    async with in_it(browser, hall) as (_, held):
        way = Held()
        await way.hold(held.page)
        await held.page.get_by_label("One dot more: Getting here").click()
        await held.press("vote", ".main")
        await until(lambda: way.waiting)
        await held.page.get_by_label("One dot more: Getting here").click()
        await held.press("vote", ".main")
        await held.page.get_by_label("One dot more: Finding out").click()
        await held.press("vote", ".main")
        await asks(held)
        # The next waits for the answer to the first, and only the latest of those that wait goes.
        assert len(way.waiting) == 1
        way.let_go()

        await until(lambda: len(way.bodies) == 2)
        await held.sees("Your ballot is changed", "#said")
        (ballot,) = hall.box(the_vote(hall))._ballots.values()
        options = hall.state.rounds[the_vote(hall)].options
        assert {options[key]: n for key, n in ballot.choice.items()} == {
            "Getting here": 2,
            "Finding out": 1,
        }


async def test_what_failed_goes_out_by_itself_though_nothing_comes_in(browser: Browser) -> None:
    hall = ordinary()
    before, tries = len(hall.state.ideas), 0

    async def lose_the_first(route: Route) -> None:
        nonlocal tries
        tries += 1
        await (route.abort() if tries < 3 else route.continue_())

    async with in_it(browser, hall, lost=True) as (_, held):
        await held.page.route("**/do", lose_the_first)
        await held.write("idea", "Soup at noon")
        await held.sees("Not sent yet", "#said")
        await until(lambda: tries == 3)
        await until(lambda: len(hall.state.ideas) == before + 1)


async def test_not_sent_yet_stays_told_while_something_else_is_typed(browser: Browser) -> None:
    async with in_it(browser, ordinary(), lost=True) as (_, held):
        await held.page.route("**/do", lambda route: route.abort())
        await held.write("idea", "Soup at noon")
        await held.sees("Not sent yet", "#said")

        await held.page.locator("#parking summary").click()
        await held.page.fill("#park-text", "Something else")

        assert "Not sent yet" in await held.page.locator("#said").inner_text()


async def test_two_ideas_that_could_not_be_sent_both_go_out(browser: Browser) -> None:
    hall = ordinary()
    async with in_it(browser, hall, lost=True) as (_, held):
        await held.page.route("**/do", lambda route: route.abort())
        for text in ("Soup at noon", "Bread at ten"):
            await held.write("idea", text)
            await held.sees("Not sent yet", "#said")
        await held.page.unroute("**/do")

        await until(
            lambda: (
                {"Soup at noon", "Bread at ten"}
                <= {idea.text for idea in hall.state.ideas.values()}
            )
        )


async def test_a_colour_goes_out_though_its_idea_moved_meanwhile(browser: Browser) -> None:
    hall = colouring()
    async with in_it(browser, hall, lost=True) as (_, held):
        idea = next(one.id for one in hall.state.ideas.values() if not one.settled)
        first, second, *_ = hall.state.themes
        await held.page.route("**/do", lambda route: route.abort())
        await held.page.select_option(f"#c-{idea}", first)
        await held.sees("Not sent yet", "#said")
        await held.page.locator("#idea-text").focus()
        hall.keyboard(MarkIdea(idea=idea, mark="another", theme=second))
        letter = hall.state.themes[second].letter
        await held.page.locator(f'h3:has(.sign-{letter}) + ul [data-key="{idea}"]').wait_for()
        await held.page.unroute("**/do")

        await until(lambda: set(hall.state.ideas[idea].marks.values()) == {first, second})


async def test_an_answer_to_one_pulse_never_lands_in_the_next(browser: Browser) -> None:
    hall = pulse()
    async with in_it(browser, hall) as (_, held):
        first, way = the_vote(hall), Held()
        hall.box(first)
        await way.hold(held.page)
        await held.page.locator('[name="mood"][value="1"]').check()
        await held.press("pulse")
        await until(lambda: way.waiting)
        hall.keyboard(CloseRound(round=first, tally=Count("ballots", ballots=1, folded=True)))
        hall.keyboard(RevealRound(round=first))
        hall.keyboard(OpenRound(question="And now?", method="pulse"))
        way.let_go()

        await until(lambda: held.faults)
        held.faults.clear()
        assert way.bodies[0]["round"] == first
        assert the_vote(hall) not in hall.boxes


async def test_after_a_restart_with_fewer_ideas_what_is_gone_is_gone_on_the_page(
    browser: Browser,
) -> None:
    hall = ordinary()
    for n in range(CHUNK + 1 - len(hall.state.ideas)):
        hall.table.do(AddIdea(text=f"Number {n}"))
    last = next(reversed(hall.state.ideas))
    async with in_it(browser, hall, lost=True) as (site, held):
        await held.page.locator(f'[data-key="{last}"]').wait_for()
        hall.table.do(RemoveIdea(idea=last))
        # As after a restart: nothing is known of a second part of the list.
        site.server.hub.frames = Frames()
        cut(site)

        await held.page.locator(f'[data-key="{last}"]').wait_for(state="detached")


async def test_an_answer_that_was_overtaken_shows_nothing_older(browser: Browser) -> None:
    hall = ordinary()
    async with in_it(browser, hall) as (_, held):
        asked, free = asyncio.Event(), asyncio.Event()

        async def late(route: Route) -> None:
            answer = await route.fetch()
            asked.set()
            await free.wait()
            await route.fulfill(response=answer)

        await held.page.route("**/state", late)
        await held.page.evaluate('document.dispatchEvent(new Event("visibilitychange"))')
        await asked.wait()
        hall.keyboard(WriteNote(text="The latest"))
        await held.sees("The latest", "#notes")
        async with held.page.expect_response("**/state") as answered:
            free.set()
        await (await answered.value).finished()
        await asks(held)

        assert await held.page.locator("#notes", has_text="The latest").count() == 1
