"""What somebody typed without script is given back, whatever the answer says."""

from __future__ import annotations

import html

import pytest
from aiohttp import ClientSession

from remote.room import NotKept
from session.model.protocol import AnyCommand
from session.model.state import Rejected
from session.model.votes import OpenRound
from session.runtime import Done
from session.wording.catalogue import say
from tests.remote.hall import Hall, Site, join, phone, served

FORM = {"Accept": "text/html"}


async def post(
    browser: ClientSession, site: Site, where: str = "do", **form: str
) -> tuple[int, str]:
    async with browser.post(
        f"{site.url}/{where}", data=form, headers=FORM, allow_redirects=False
    ) as answer:
        return answer.status, html.unescape(await answer.text())


class Failing(Hall):
    """A disk that fails just as something is being saved, once it is told to."""

    fails = False

    async def do(self, command: AnyCommand, cmd: str) -> Done | Rejected:
        if self.fails:
            raise NotKept
        return await super().do(command, cmd)


@pytest.mark.parametrize("hall", [Hall, Failing])
async def test_words_are_given_back_when_they_can_not_be_saved(hall: type[Hall]) -> None:
    async with served(hall()) as site, phone() as browser:
        await join(browser, site, name="Kit")
        if isinstance(site.hall, Failing):
            site.hall.fails = True
        else:
            site.hall.saving = False

        status, text = await post(browser, site, do="concern", text="It is <too> loud")

        assert status == 503
        assert "It is <too> loud</textarea>" in text
        assert say("page.not_saving") in text


async def test_words_are_given_back_when_it_is_too_often() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site, name="Kit")
        n, status, text = 0, 0, ""
        while status != 429:
            n += 1
            status, text = await post(browser, site, do="reflect", worked=f"The {n}", change="Tea")

        assert f"The {n}</textarea>" in text
        assert "Tea</textarea>" in text
        # Two fields, and each says which it is.
        assert say("page.reflect.worked") in text
        assert say("page.reflect.change") in text


async def test_a_ballot_and_a_join_are_given_back_when_they_can_not_be_saved() -> None:
    async with served() as site, phone() as browser, phone() as new:
        await join(browser, site, name="Kit")
        site.hall.keyboard(
            OpenRound(question="First?", options=("Bus", "Soup"), method="dots", dots=3)
        )
        vote = next(reversed(site.hall.state.rounds))
        option = next(iter(site.hall.state.rounds[vote].options))
        async with new.get(site.url) as answer:
            assert answer.status == 200
        site.hall.saving = False

        status, text = await post(browser, site, do="vote", round=vote, **{f"dots.{option}": "2"})
        assert status == 503
        assert f'name="dots.{option}" min="0" max="3" value="2"' in text
        status, text = await post(new, site, "join", name="Mo", remote="yes")
        assert status == 503
        assert 'value="Mo"' in text


async def test_a_text_too_long_is_refused_with_its_limit_and_given_back() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site, name="Kit")

        status, text = await post(browser, site, do="concern", text="x" * 7_900)

        assert status == 409
        assert "x" * 7_900 + "</textarea>" in text


async def test_a_form_in_letters_nobody_knows_is_malformed() -> None:
    async with served() as site, phone() as browser, phone() as new:
        await join(browser, site)
        kind = {"Content-Type": "application/x-www-form-urlencoded; charset=no-such"}
        async with browser.post(f"{site.url}/do", data=b"do=hand", headers=kind) as answer:
            assert answer.status == 400
        async with new.post(f"{site.url}/join", data=b"name=x", headers=kind) as answer:
            assert answer.status == 400
