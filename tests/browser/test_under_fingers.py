"""News never takes anything away from under somebody's fingers, and a lost line loses nothing."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Browser, Route, expect

from session.model.agenda import NextItem
from session.model.ideas import AddIdea
from session.model.parking import Park
from session.model.phones import LeaveDevice, SetLookFirst
from session.model.record import WriteNote
from session.model.votes import CloseRound, OpenRound
from tests.browser.phone import phone
from tests.browser.rooms import colouring, ordinary, tallied, the_vote, vote
from tests.remote.hall import Hall, Site, served


def news(hall: Hall, last: str) -> None:
    """Let something come in for most parts of the page; the last note tells that it all arrived."""
    hall.keyboard(AddIdea(text="An idea from somebody else"))
    hall.keyboard(Park(text="Something off the point"))
    hall.keyboard(SetLookFirst(on=not hall.state.door.look_first))
    hall.keyboard(NextItem())
    hall.keyboard(WriteNote(text=last))


def cut(site: Site) -> None:
    """Cut every line, as a phone that sleeps or a weak Wi-Fi does."""
    for listener in site.server.hub.listeners:
        listener.line.abort()


async def test_typed_text_open_parts_focus_and_half_given_dots_stay(browser: Browser) -> None:
    hall = vote("dots")()
    async with served(hall) as site, phone(browser) as held:
        page = held.page
        await held.join(site.url, "Kit")
        await held.live()
        await page.locator("#parking summary").click()
        await page.fill("#park-text", "Half a thou")
        await page.get_by_label("One dot more: Getting here").click()
        await page.fill("#idea-text", "Half an ide")
        await page.locator("#idea-text").evaluate("(one) => one.setSelectionRange(2, 4)")

        news(hall, "It all came in")
        await held.sees("It all came in", "#notes")

        assert await page.input_value("#park-text") == "Half a thou"
        assert await page.input_value("#idea-text") == "Half an ide"
        assert await page.locator(".dots input").nth(1).input_value() == "1"
        assert await page.locator("#parking[open]").count() == 1
        assert await page.locator("#idea-text:focus").count() == 1
        assert await page.evaluate("() => document.activeElement.selectionEnd") == 4


async def test_a_list_of_themes_somebody_has_open_waits_for_the_news(browser: Browser) -> None:
    hall = colouring()
    async with served(hall) as site, phone(browser) as held:
        await held.join(site.url)
        await held.live()
        select = held.page.locator('[data-live="ideas"] select').first
        await select.focus()

        news(hall, "It all came in")
        await held.sees("It all came in", "#notes")
        assert await select.evaluate("(one) => one === document.activeElement")
        assert await held.page.get_by_text("An idea from somebody else").count() == 0
        await held.page.locator("#idea-text").focus()

        await held.sees("An idea from somebody else", "#ideas")


async def test_who_is_in_a_vote_that_closes_stays_at_the_vote(browser: Browser) -> None:
    hall = vote("gradient")()
    async with served(hall) as site, phone(browser) as held:
        await held.join(site.url)
        await held.live()
        await held.page.get_by_label("Neutral").check()

        hall.keyboard(CloseRound(round=the_vote(hall), tally=tallied(hall)))
        await held.sees("The result is not shown yet", "#vote")

        assert await held.page.locator("#vote:focus").count() == 1
        assert "The vote is closed" in await held.page.locator("#news").inner_text()


async def test_only_what_matters_is_read_aloud(browser: Browser) -> None:
    hall = ordinary()
    async with served(hall) as site, phone(browser) as held:
        await held.join(site.url)
        await held.live()
        aloud = held.page.locator('[aria-live], [role="status"], [role="alert"]')
        assert await aloud.evaluate_all("(all) => all.map((one) => one.id)") == [
            "line",
            "said",
            "news",
        ]

        hall.keyboard(WriteNote(text="A note"))
        await held.sees("A note", "#notes")
        assert await held.page.locator("#news").inner_text() == ""
        hall.keyboard(OpenRound(question="First?", options=("Bus", "Soup")))

        await held.sees("Vote: First?", "#news")


async def test_a_phone_that_slept_has_the_latest_state(browser: Browser) -> None:
    hall = ordinary()
    async with served(hall) as site, phone(browser) as held:
        await held.join(site.url)
        await held.live()
        await held.page.fill("#idea-text", "Half an ide")

        cut(site)
        hall.keyboard(WriteNote(text="Said meanwhile"))

        await held.sees("Said meanwhile", "#notes")
        assert await held.page.input_value("#idea-text") == "Half an ide"


async def test_where_no_line_can_be_held_the_page_asks_now_and_then(browser: Browser) -> None:
    hall = ordinary()
    async with served(hall) as site, phone(browser, lost=True) as held:
        await held.page.route_web_socket("**/live", lambda line: line.close())
        await held.join(site.url)
        await held.live()

        hall.keyboard(WriteNote(text="Came by asking"))

        await held.sees("Came by asking", "#notes")


@pytest.mark.parametrize("arrived", [True, False])
async def test_what_failed_goes_out_again_and_is_done_once(browser: Browser, arrived: bool) -> None:
    hall = ordinary()
    before = len(hall.state.ideas)
    ids: list[str] = []

    async def lose_the_first(route: Route) -> None:
        ids.append((route.request.post_data_json or {})["id"])
        if len(ids) > 1:
            await route.continue_()
            return
        if arrived:
            await route.fetch()
        await route.abort()

    async with served(hall) as site, phone(browser, lost=True) as held:
        await held.join(site.url)
        await held.live()
        await held.page.route("**/do", lose_the_first)
        await held.write("idea", "Soup at noon")
        await held.sees("Not sent yet", "#said")
        if not arrived:
            assert await held.page.input_value("#idea-text") == "Soup at noon"

        hall.keyboard(WriteNote(text="The line is up"))
        await held.sees("Your idea is on the list", "#said")

        assert await held.page.input_value("#idea-text") == ""
    assert len(set(ids)) == 1
    assert len(hall.state.ideas) == before + 1


async def test_a_disk_that_refuses_keeps_the_text_and_sends_it_later(browser: Browser) -> None:
    hall = ordinary()
    async with served(hall) as site, phone(browser, lost=True) as held:
        await held.join(site.url)
        await held.live()
        hall.saving = False
        await held.write("idea", "Soup at noon")
        await held.sees("be saved just now", "#said")
        assert await held.page.input_value("#idea-text") == "Soup at noon"

        hall.saving = True
        hall.keyboard(WriteNote(text="Saved again"))

        await held.sees("Soup at noon", "#ideas")


async def test_who_was_asked_to_leave_is_shown_nothing_more(browser: Browser) -> None:
    hall = ordinary()
    async with served(hall) as site, phone(browser, lost=True) as held:
        await held.join(site.url, "Kit")
        await held.live()
        mark = next(reversed(hall.state.devices))

        hall.keyboard(LeaveDevice(device=mark, gone=False))
        hall.keyboard(WriteNote(text="After they were asked to leave"))

        await held.page.locator("#said", has_text="asked to leave").wait_for()
        await asyncio.sleep(0)
        # A form that nothing would come of is not offered.
        assert await held.page.locator("form").count() == 0
        assert site.server.hub.listeners == set()


@pytest.mark.practice("P56")
async def test_who_comes_late_is_shown_the_way_so_far_once(browser: Browser) -> None:
    async with served(ordinary()) as site, phone(browser) as held:
        await held.join(site.url)
        await held.sees("We ask for Sunday hours", "#sofar[open]")

        await held.page.reload()

        await held.live()
        assert await held.page.locator("#sofar:not([open])").count() == 1
        site.hall.keyboard(WriteNote(text="A note"))
        await held.page.locator("#sofar summary").click()
        await held.sees("We ask for Sunday hours", "#sofar[open]")


@pytest.mark.practice("P25")
async def test_what_a_word_means_is_one_tap_away(browser: Browser) -> None:
    async with served(ordinary()) as site, phone(browser) as held:
        await held.join(site.url)
        meaning = held.page.get_by_text("patient and public involvement")
        assert not await meaning.is_visible()

        await held.page.locator("#words summary").click()

        await meaning.wait_for()


async def test_what_is_sent_later_is_what_was_sent_and_not_what_is_half_typed(
    browser: Browser,
) -> None:
    hall = ordinary()
    async with served(hall) as site, phone(browser, lost=True) as held:
        await held.join(site.url)
        await held.live()
        hall.saving = False
        await held.write("concern", "Mo interrupts me")
        await held.sees("It can't be saved just now", "#said")
        await held.page.fill("#concern-text", "Half typed, I am stil")

        hall.saving = True
        hall.keyboard(WriteNote(text="Back again"))
        await held.sees("Nobody else is shown it", "#said")

        assert [one.text for one in hall.state.concerns.values()] == ["Mo interrupts me"]
        assert await held.page.input_value("#concern-text") == "Half typed, I am stil"


async def test_a_ballot_changed_on_another_page_of_the_phone_shows_here(browser: Browser) -> None:
    hall = vote("dots")()
    async with served(hall) as site, phone(browser) as held:
        await held.join(site.url)
        await held.live()
        await held.page.get_by_label("One dot more: Getting here").click()
        await held.press("vote", ".main")
        await held.sees("Your ballot is in.", "#vote")
        other = await held.page.context.new_page()
        await other.goto(site.url)
        await other.get_by_label("One dot less: Getting here").click()
        await other.get_by_label("One dot more: Finding out").click()
        await other.locator("#vote .main").click()
        await other.locator("#said", has_text="Your ballot is changed").wait_for()

        field = held.page.get_by_label("Finding out", exact=True)
        await expect(field).to_have_value("1")
        await expect(held.page.get_by_label("Getting here", exact=True)).to_have_value("0")
        await held.sees("2 dots left", "#vote")


async def test_at_320_px_the_dots_of_a_choice_stay_together(browser: Browser) -> None:
    async with (
        served(vote("dots")()) as site,
        phone(browser, viewport={"width": 320, "height": 640}) as held,
    ):
        await held.join(site.url)
        await held.live()
        tops = await held.page.evaluate(
            "() => [...document.querySelectorAll('.dots')].map((one) => new Set("
            "[...one.querySelectorAll('button, input')].map((x) => Math.round(x.offsetTop))).size)"
        )
        assert set(tops) == {1}


async def test_the_recap_on_the_phone_is_read_as_it_was_made(browser: Browser) -> None:
    async with served(ordinary()) as site, phone(browser) as held:
        await held.join(site.url)
        await held.page.goto(f"{site.url}/recap")
        await held.sees("A warm room on Sundays", "body")
        family = "() => getComputedStyle(document.body).fontFamily"
        assert "serif" not in (await held.page.evaluate(family)).split(",")[0].casefold().split()
    # A style that was refused would stand in the console, which ``phone`` looks at.


async def test_whoever_leaves_is_told_so_and_may_come_back(browser: Browser) -> None:
    async with served(ordinary()) as site, phone(browser, lost=True) as held:
        await held.join(site.url, "Kit")
        await held.live()
        await held.leave()
        await held.page.locator("#said", has_text="You have left").wait_for()

        await held.join(site.url, "Kit")
        await held.live()
        assert [p.presence for p in site.hall.state.people.values() if p.name == "Kit"] == ["here"]
