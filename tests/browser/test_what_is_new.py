"""What happens elsewhere on the page is seen, what is told goes again, and nothing is shown by accident."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser

from session.model.floor import CallHand
from session.model.lifecycle import EndSession
from session.model.people import Consent
from session.model.record import RecordDecision
from session.model.votes import CloseRound, Count, OpenRound, RevealRound
from tests.browser.phone import phone
from tests.browser.rooms import colouring, ordinary, tallied, the_vote, vote
from tests.remote.hall import served

NARROW = {"width": 320, "height": 568}


async def test_a_vote_that_opens_out_of_sight_is_one_tap_away(browser: Browser) -> None:
    hall = ordinary()
    async with served(hall) as site, phone(browser, viewport=NARROW) as held:
        await held.join(site.url)
        await held.live()
        await held.page.locator("#notes").scroll_into_view_if_needed()

        hall.keyboard(
            OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3)
        )
        link = held.page.get_by_role("link", name="Vote: Which first?")
        await link.wait_for()
        box = await link.bounding_box()
        assert box
        assert 0 <= box["y"] <= NARROW["height"] - box["height"]
        assert box["height"] >= 44
        await link.click()

        # It goes once the vote is in sight.
        await link.wait_for(state="detached")
        assert await held.page.locator("#vote").evaluate(
            "(one) => { const box = one.getBoundingClientRect();"
            " return box.top < innerHeight && box.bottom > 0 }"
        )


async def test_the_way_there_never_lies_upon_what_has_the_focus(browser: Browser) -> None:
    hall = ordinary()
    async with (
        served(hall) as site,
        phone(browser, viewport=NARROW, reduced_motion="reduce") as held,
    ):
        await held.join(site.url)
        await held.live()
        await held.page.locator("#notes").scroll_into_view_if_needed()
        hall.keyboard(OpenRound(question="Which first, of all these?", options=("Bus", "Soup")))
        await held.page.locator("#news a").wait_for()

        await held.page.locator("#parking summary").focus()
        hidden, seen = [], 0
        for _ in range(25):
            await held.page.keyboard.press("Tab")
            under = await held.page.evaluate(
                """() => {
                    const one = document.activeElement, link = document.querySelector("#news a");
                    if (!link || one === link || one === document.body) return "";
                    const box = one.getBoundingClientRect(), top = link.getBoundingClientRect().top;
                    return box.bottom > top && box.top < innerHeight ? one.outerHTML : "seen";
                }"""
            )
            seen += under == "seen"
            hidden += [under] if under not in {"", "seen"} else []

        assert seen >= 4
        assert hidden == []


async def test_whether_a_name_goes_with_it_is_decided_each_time(browser: Browser) -> None:
    hall = ordinary()
    async with served(hall) as site, phone(browser) as held:
        await held.join(site.url, "Maureen", named=True)
        await held.live()
        await held.page.get_by_label("Show my name with it").check()
        await held.write("idea", "Soup at noon")
        await held.sees("from Maureen", "#ideas")

        await held.write("idea", "Something I am ashamed of")
        await held.sees("Something I am ashamed of", "#ideas")

        assert await held.page.get_by_text("from Maureen").count() == 1


@pytest.mark.practice("P56")
async def test_the_way_so_far_stays_true_while_it_stands_there(browser: Browser) -> None:
    hall = ordinary()
    async with served(hall) as site, phone(browser) as held:
        await held.join(site.url)
        await held.sees("We ask for Sunday hours", "#sofar[open]")

        hall.keyboard(RecordDecision(text="The garden stays open"))

        await held.sees("The garden stays open", "#sofar[open]")


async def test_what_was_told_goes_when_somebody_goes_on(browser: Browser) -> None:
    async with served(ordinary()) as site, phone(browser) as held:
        await held.join(site.url)
        await held.live()
        await held.write("idea", "Soup at noon")
        await held.sees("Your idea is on the list", "#said")

        await held.page.locator("#idea-text").press_sequentially("A")

        await held.page.locator("#said:empty").wait_for(state="attached")


async def test_a_ballot_is_not_told_as_changeable_once_the_vote_is_closed(browser: Browser) -> None:
    hall = vote("dots")()
    async with served(hall) as site, phone(browser) as held:
        await held.join(site.url)
        await held.live()
        await held.press("vote", ".main")
        await held.sees("with nothing on it", "#said")

        hall.keyboard(CloseRound(round=the_vote(hall), tally=tallied(hall)))

        await held.sees("The vote is closed", "#vote")
        await held.page.locator("#said:empty").wait_for(state="attached")


async def test_whoever_gets_the_floor_is_told(browser: Browser) -> None:
    hall = ordinary()
    async with served(hall) as site, phone(browser) as held:
        await held.join(site.url, "Kit")
        await held.live()
        await held.press("hand")
        await held.sees("Your place", "#speak")
        kit = next(key for key, one in hall.state.people.items() if one.name == "Kit")
        mine = next(hand.id for hand in hall.state.queue.values() if hand.person == kit)

        hall.keyboard(CallHand(hand=mine))

        await held.sees("It is your turn to speak.", "#said")


async def test_a_text_that_is_too_long_is_refused_and_kept(browser: Browser) -> None:
    long = "A warm room " * 50
    async with served(ordinary()) as site, phone(browser, lost=True) as held:
        await held.join(site.url)
        await held.live()
        await held.page.fill("#idea-text", long)
        await held.press("idea")
        await held.sees("The most is 280", "#said")

        assert await held.page.input_value("#idea-text") == long


async def test_a_name_that_is_taken_leaves_the_form_as_it_was_filled_in(browser: Browser) -> None:
    async with served(ordinary()) as site:
        async with phone(browser) as first:
            await first.join(site.url, "Kit")
        async with phone(browser, lost=True) as held:
            page = held.page
            await page.goto(site.url)
            await page.fill("#name", "Kit")
            await page.check('[value="researcher"]')
            await page.check('[name="remote"][value="yes"]')
            await page.check('[name="photographed"][value="no"]')
            await page.get_by_role("button", name="Join").click()
            await page.locator("#said", has_text="Add a letter to yours").wait_for()

            assert await page.input_value("#name") == "Kit"
            for chosen in ('[value="researcher"]', '[name="remote"][value="yes"]'):
                assert await page.is_checked(chosen)
            assert await page.is_checked('[name="photographed"][value="no"]')
            await page.fill("#name", "Kit B")
            await page.get_by_role("button", name="Join").click()
            await held.live()
        kit = next(p for p in site.hall.state.people.values() if p.name == "Kit B")

    assert (kit.roles, kit.remote) == (("researcher",), True)
    assert kit.consent == Consent(photographed=False)


async def test_the_pulse_of_the_room_is_shown_on_phones_as_well(browser: Browser) -> None:
    hall = ordinary()
    hall.keyboard(OpenRound(question="How are we?", method="pulse"))
    asked = list(hall.state.rounds.values())[-1]
    async with served(hall) as site, phone(browser) as held:
        await held.join(site.url)
        await held.live()
        heard = Count("ballots", {"clear-no": 3, "mood-2": 3}, 3, by_channel={"phone": 3})
        hall.keyboard(CloseRound(round=asked.id, tally=heard))
        await held.page.locator("#pulse").wait_for(state="hidden")
        hall.keyboard(RevealRound(round=asked.id))

        await held.sees("Some people could not follow.", "#pulse")
        assert not await held.page.locator("#pulse form").is_visible()


async def test_after_the_end_nothing_is_offered_that_would_be_refused(browser: Browser) -> None:
    hall = colouring()
    async with served(hall) as site, phone(browser) as held:
        await held.join(site.url)
        await held.live()
        assert await held.page.locator("#ideas select").count()
        hall.keyboard(EndSession())
        await held.sees("The session is over")
        await held.page.locator("#ideas select").first.wait_for(state="detached")

        assert await held.page.locator("button:visible").count() == 0
        # It would be what stands at the top.
        assert not await held.page.locator("#sofar").is_visible()
