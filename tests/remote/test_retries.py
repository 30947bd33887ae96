"""A retry is the same thing, done once, and has the same answer; and two things at once are both done."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import ClientSession
from yarl import URL

from session.model.votes import CloseRound, OpenRound, RevealRound
from session.wording.catalogue import say
from tests.remote.hall import Hall, Site, join, phone, served, until


async def do(browser: ClientSession, site: Site, **what: Any) -> tuple[int, dict[str, Any]]:
    async with browser.post(f"{site.url}/do", json=what) as answer:
        told = await answer.json()
        # How far the page is by then is no part of what was done.
        assert ("n" in told) == (answer.status == 200)
        told.pop("n", None)
        return answer.status, told


def pulse(hall: Hall) -> str:
    hall.keyboard(OpenRound(question="Pulse", options=(), method="pulse"))
    return next(reversed(hall.state.rounds))


def close(hall: Hall, round: str) -> None:
    vote = hall.state.rounds[round]
    tally = hall.boxes[round].tally(vote, by_role=False)
    hall.keyboard(CloseRound(round=round, tally=tally))
    hall.keyboard(RevealRound(round=round))


async def test_a_retry_of_a_ballot_has_the_same_answer_after_the_close() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        site.hall.keyboard(
            OpenRound(question="First?", options=("Bus", "Soup"), method="dots", dots=3)
        )
        vote = next(reversed(site.hall.state.rounds))
        option = next(iter(site.hall.state.rounds[vote].options))
        await do(browser, site, do="vote", round=vote, dots={}, id="zero")
        ballot = {"do": "vote", "round": vote, "dots": {option: 1}, "id": "one"}
        first = await do(browser, site, **ballot)
        assert first[1]["say"] == say("phone.did.vote_again")
        assert await do(browser, site, **ballot) == first

        close(site.hall, vote)

        assert await do(browser, site, **ballot) == first
        late = await do(browser, site, **{**ballot, "id": "two"})
        assert (late[0], late[1]["reason"]) == (409, "refused.round_closed")


@pytest.mark.parametrize("what", ["hand_down", "leave"])
async def test_a_retry_has_the_same_answer_though_there_is_nothing_left_to_do(what: str) -> None:
    async with served() as site, phone() as browser:
        await join(browser, site, name="Kit")
        await do(browser, site, do="hand")

        known = {cookie.key: cookie.value for cookie in browser.cookie_jar}
        first = await do(browser, site, do=what, id="once")
        n = site.hall.n
        # The answer was lost on the way, with what it gave the phone to be known by.
        browser.cookie_jar.clear()
        browser.cookie_jar.update_cookies(known, URL(site.base))

        assert first[0] == 200
        assert await do(browser, site, do=what, id="once") == first
        assert site.hall.n == n
        assert (await do(browser, site, do=what, id="again"))[0] in {403, 409}


async def test_an_answer_to_an_earlier_pulse_is_not_one_to_the_next() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        first = pulse(site.hall)
        one = {"do": "pulse", "round": first, "mood": 2, "id": "one"}
        done = await do(browser, site, **one)
        assert (done[0], done[1]["say"]) == (200, say("phone.did.pulse"))
        close(site.hall, first)
        pulse(site.hall)

        late = await do(browser, site, do="pulse", round=first, mood=1, id="two")
        assert (late[0], late[1]["reason"]) == (409, "refused.no_pulse")
        assert await do(browser, site, **one) == done
        assert len(site.hall.boxes) == 1


async def test_partial_answers_in_quick_succession_are_all_kept() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        key = pulse(site.hall)
        site.hall.holds = asyncio.Event()
        answers = [
            asyncio.create_task(do(browser, site, do="pulse", **part))
            for part in ({"mood": 4}, {"pace": "fine"}, {"clear": True})
        ]
        await until(lambda: len(site.hall.lines) == 4)
        site.hall.holds.set()

        assert [(await answer)[0] for answer in answers] == [200] * 3
        (ballot,) = site.hall.boxes[key]._ballots.values()
        assert ballot.choice == {"mood-4": 1, "pace-fine": 1, "clear-yes": 1}


async def test_a_ballot_without_dots_is_none() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        site.hall.keyboard(
            OpenRound(question="First?", options=("Bus", "Soup"), method="dots", dots=3)
        )
        vote = next(reversed(site.hall.state.rounds))

        status, told = await do(browser, site, do="vote", round=vote)

        assert (status, told["reason"]) == (400, "phone.malformed")
        assert not site.hall.boxes
        form = {"do": "vote", "round": vote}
        async with browser.post(f"{site.url}/do", data=form) as answer:
            # In a form nothing chosen sends nothing.
            assert answer.status == 200
