"""A whole session at the phone, in a real browser, with the open session behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page

from app.live_session import LiveSession
from app.open_session import resume_session
from session.model.agenda import StartAgenda
from session.model.glossary import ExplainWord
from session.model.ideas import AddIdea, AddTheme
from session.model.phones import SetColouring
from session.model.record import WriteNote
from session.model.votes import CloseRound, OpenRound, RevealRound, Round
from session.rules.ballots import Ballot, Voter
from store.paths import Home
from tests.app.test_phone_service import SESSION, served
from tests.browser.phone import Phone, phone
from tests.browser.rooms import the_vote, vote
from tests.remote.hall import served as hall_served


def last_round(live: LiveSession) -> Round:
    return next(reversed(live.runtime.live.rounds.values()))


def idea(held: Phone, text: str) -> Locator:
    return held.page.locator('[data-live="ideas"] li', has_text=text)


async def colour(held: Phone, text: str, theme: str) -> None:
    select = idea(held, text).locator("select")
    label = await select.locator("option", has_text=theme).inner_text()
    await select.select_option(label=label)


async def give(held: Phone, option: str, n: int) -> None:
    for _ in range(n):
        await held.page.get_by_label(f"One dot more: {option}").click()


@pytest.mark.practice("P30")
async def test_two_phones_through_a_whole_session_with_a_crash(
    browser: Browser, live: LiveSession, home: Home, tmp_path: Path
) -> None:
    async with phone(browser, lost=True) as kit, phone(browser, lost=True) as mo:
        async with served(live) as (_, url):
            live.handle(StartAgenda())
            await kit.join(url, "Kit", named=True)
            await mo.join(url)
            await kit.live()
            await mo.live()

            await shares_and_sorts(kit, mo, live)
            await votes(kit, mo, live)
            await says_what_matters(kit, mo, live)
        assert live.close()
        await kit.sees("Not connected", "#line")

        again = resume_session(home, SESSION)
        try:
            async with served(again) as (_, same):
                assert same == url
                again.handle(WriteNote(text="Back after the power cut"))
                await kit.sees("Back after the power cut")
                await mo.sees("Up to date", "#line")
                await goes_home(kit, tmp_path)
                await kit.page.locator("#name").wait_for()
        finally:
            again.close()


async def shares_and_sorts(kit: Phone, mo: Phone, live: LiveSession) -> None:
    await kit.write("idea", "A warm room on Sundays")
    await kit.sees("Your idea is on the list", "#said")
    await mo.sees("A warm room on Sundays", "#ideas")
    assert await kit.page.input_value("#idea-text") == ""

    for name in ("Warmth", "Getting here"):
        live.handle(AddTheme(name=name))
    live.handle(SetColouring(on=True))
    await colour(kit, "warm room", "Warmth")
    await mo.sees("(1 idea)", "#ideas")
    await colour(mo, "warm room", "Getting here")
    await kit.sees("Seen differently", "#ideas")


async def votes(kit: Phone, mo: Phone, live: LiveSession) -> None:
    live.handle(OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3))
    await kit.sees("3 dots left", "#vote")
    await give(kit, "Bus", 3)
    await kit.sees("0 dots left", "#vote")
    await kit.press("vote", ".main")
    await kit.sees("Your ballot is in.", "#vote")
    await kit.page.get_by_label("One dot less: Bus").click()
    await give(kit, "Soup", 1)
    await kit.press("vote", ".main")
    await kit.sees("Your ballot is changed", "#said")
    await give(mo, "Soup", 2)
    await mo.press("vote", ".main")
    await mo.sees("Your ballot is in.", "#vote")

    vote = last_round(live)
    bus, soup = vote.options
    # A third one, from the laptop that goes round: fewer than three are never told.
    live.ballots.cast(vote.id, Voter("pass"), Ballot("pass", {bus: 1, soup: 2}))
    live.handle(CloseRound(round=vote.id))
    await kit.sees("The result is not shown yet", "#vote")
    assert await kit.page.locator("#vote .result").count() == 0
    live.handle(RevealRound(round=vote.id))
    await kit.sees("5 dots", "#vote .result")
    await mo.sees("3 dots", "#vote .result")

    live.handle(OpenRound(question="How is it going?", method="pulse"))
    await kit.page.get_by_label("slower, please").check()
    await kit.page.get_by_label("I am lost").check()
    await kit.press("pulse")
    await kit.sees("Your answer is in.", "#pulse")
    assert live.ballots.mine(last_round(live).id, "nobody") is None


async def says_what_matters(kit: Phone, mo: Phone, live: LiveSession) -> None:
    await kit.write("concern", "The room is too loud for me")
    await kit.sees("Nobody else is shown it", "#said")
    assert "too loud" not in await mo.page.content()

    await kit.press("hand")
    await kit.sees("Your place: 1", "#speak")
    await mo.sees("Kit", '[data-live="queue"]')
    await kit.press("hand_down")
    await kit.page.get_by_role("button", name="Put my hand up").wait_for()

    await mo.press("unclear")
    await mo.sees("somebody didn't follow", "#speak")

    await mo.write("word", "ICB")
    live.handle(ExplainWord(text="ICB", meaning="integrated care board"))
    await kit.page.locator("#words summary").click()
    await kit.sees("integrated care board", "#words")

    await mo.write("park", "Who pays for heating?")
    await kit.page.locator("#parking summary").click()
    await kit.sees("Who pays for heating?", "#parking")

    await mo.page.locator("#reflect summary").click()
    await mo.page.fill("#worked", "The soup")
    await mo.press("reflect")
    await mo.sees("It is in the recap", "#said")

    await mo.page.locator("#me > summary").click()
    asked = mo.page.locator('form[data-do="consent"]', has=mo.page.locator('[value="counted"]'))
    assert not await asked.locator("button").is_visible()
    await asked.locator("select").select_option("Yes")
    await asked.locator("button").click()
    await mo.sees("It counts from now on", "#said")

    state = live.runtime.live
    assert [one.text for one in state.concerns.values()] == ["The room is too loud for me"]
    assert [one.worked for one in state.reflections.values()] == ["The soup"]
    assert sum(person.consent.counted is True for person in state.people.values()) == 1


async def goes_home(kit: Phone, folder: Path) -> None:
    await kit.page.locator("#me > summary").click()
    async with kit.page.expect_download() as taken:
        await kit.page.get_by_role("link", name="Take the recap with you").last.click()
    path = folder / "recap.html"
    await (await taken.value).save_as(path)
    assert "A warm room on Sundays" in path.read_text(encoding="utf-8")
    await kit.leave()


async def tab_to(page: Page, selector: str) -> None:
    """Go on with the Tab key until something is in focus."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        if await page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"{selector} is not reached by Tab")


@pytest.mark.practice("P34")
async def test_the_keyboard_alone_is_enough(browser: Browser) -> None:
    hall = vote("dots")()
    async with hall_served(hall) as site, phone(browser) as held:
        page, keys = held.page, held.page.keyboard
        await page.goto(site.url)
        await tab_to(page, "#name")
        await keys.type("Kit")
        await tab_to(page, '[value="researcher"]')
        await keys.press("Space")
        await tab_to(page, "button.main")
        await keys.press("Enter")
        await held.live()

        await keys.press("Tab")
        assert await page.locator(".skip:focus").count()
        await tab_to(page, '[aria-label="One dot more: Getting here"]')
        await keys.press("Space")
        await keys.press("Enter")
        await tab_to(page, "#vote .main")
        await keys.press("Enter")
        await held.sees("Your ballot is in.", "#vote")
        # Who works by keyboard stays where they are.
        assert await page.locator("#vote .main:focus").count()

        await tab_to(page, "#idea-text")
        await keys.type("Soup at noon")
        await tab_to(page, '[data-do="idea"] button')
        await keys.press("Enter")
        await held.sees("Soup at noon", "#ideas")

    (kit,) = [person for person in hall.state.people.values() if person.name == "Kit"]
    assert kit.roles == ("researcher",)
    assert hall.box(the_vote(hall)).by_channel() == {"phone": 1}


@pytest.mark.practice("P34")
async def test_without_script_everything_is_still_possible(
    browser: Browser, live: LiveSession
) -> None:
    live.handle(StartAgenda())
    live.handle(AddTheme(name="Warmth"))
    live.handle(AddTheme(name="Getting here"))
    live.handle(AddIdea(text="Soup"))
    live.handle(SetColouring(on=True))
    live.handle(OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3))
    live.handle(OpenRound(question="How is it going?", method="pulse"))
    async with (
        served(live) as (_, url),
        phone(browser, java_script_enabled=False, lost=True) as held,
    ):
        page = held.page
        await held.join(url, "Kit", named=True)
        await held.sees("You are in.", "#said")
        assert await page.locator("#sofar[open]").count()

        await held.write("idea", "A warm room")
        await held.sees("Your idea is on the list", "#said")
        await idea(held, "Soup").locator("select").select_option(index=1)
        await idea(held, "Soup").locator("button").click()
        await held.sees("(1 idea)", "#ideas")
        await page.locator(".dots input").first.fill("2")
        await held.press("vote")
        await held.sees("Your ballot is in.", "#vote")
        await page.get_by_label("just right").check()
        await held.press("pulse")
        await held.sees("Your answer is in.", "#pulse")
        await held.press("hand")
        await held.sees("Your place: 1", "#speak")
        await held.press("hand_down")
        await held.press("unclear")
        for what, text in (("word", "ICB"), ("park", "The lease"), ("concern", "Too loud")):
            await held.write(what, text)
            await page.locator("#said:not(:empty)").wait_for()
        await page.locator("#me > summary").click()
        await page.locator('form[data-do="consent"] select').first.select_option("No")
        await page.locator('form[data-do="consent"] button').first.click()
        await held.leave()
        await held.sees("You have left")

    state = live.runtime.durable
    assert [one.text for one in state.ideas.values()] == ["Soup", "A warm room"]
    assert [one.text for one in state.concerns.values()] == ["Too loud"]
    assert [one.text for one in state.parking.values()] == ["The lease"]
    assert all(device.out for device in state.devices.values())


async def test_a_ballot_that_is_refused_without_script_stays_as_it_was_given(
    browser: Browser,
) -> None:
    hall = vote("dots")()
    async with (
        hall_served(hall) as site,
        phone(browser, java_script_enabled=False, lost=True) as held,
    ):
        await held.join(site.url)
        fields = held.page.locator(".dots input")
        await fields.nth(0).fill("2")
        await fields.nth(1).fill("2")
        await held.press("vote")
        await held.page.locator("#said:not(:empty)").wait_for()

        assert [await fields.nth(n).input_value() for n in range(2)] == ["2", "2"]
        await fields.nth(1).fill("1")
        await held.press("vote")
        await held.sees("Your ballot is in.", "#vote")


async def test_what_is_refused_without_script_is_kept_to_be_sent_again(browser: Browser) -> None:
    hall = vote("dots")()
    async with (
        hall_served(hall) as site,
        phone(browser, java_script_enabled=False, lost=True) as held,
    ):
        await held.join(site.url)
        await held.write("idea", "<b>Soup</b> at noon")
        await held.write("idea", "<b>Soup</b> at noon")

        # The same idea twice is refused, with the words still there.
        assert await held.page.input_value("textarea") == "<b>Soup</b> at noon"
        await held.page.fill("textarea", "Soup at one")
        await held.page.get_by_role("button", name="Send").click()
        await held.sees("Soup at one", "#ideas")
