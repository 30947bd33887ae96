"""Before something private is typed the page says who reads it, whom to turn to, and who may read along."""

from __future__ import annotations

import html

import pytest
from aiohttp import ClientSession

from remote.addresses import Public
from session.model.people import AddPerson, ChangeConsent, Consent
from session.model.state import replace
from tests.remote.hall import Hall, Site, join, phone, served
from tests.session.table import PLAN, Table

HTTP = "This page is sent without a lock (http)."
DANGER = "If someone is in danger now: tell the facilitator, or call for help."


async def read(browser: ClientSession, site: Site, path: str = "") -> str:
    async with browser.get(f"{site.url}{path}", headers={"Accept": "text/html"}) as answer:
        return html.unescape(await answer.text())


async def readers(browser: ClientSession, site: Site) -> str:
    async with browser.get(f"{site.url}/state") as answer:
        told: str = (await answer.json())["session"]["readers"]
        return told


async def tell(browser: ClientSession, site: Site, **headers: str) -> str:
    sent = {"do": "concern", "text": "It is too loud"}
    if headers:
        async with browser.post(f"{site.url}/do", data=sent, headers=headers) as answer:
            return html.unescape(await answer.text())
    async with browser.post(f"{site.url}/do", json=sent) as answer:
        said: str = (await answer.json())["say"]
        return said


def facilitated(*, named: bool | None, support: str = "") -> Hall:
    table = Table(replace(PLAN, support=support))
    table.do(AddPerson(name="Dawn Quill", roles=("facilitator",)))
    dawn = list(table.state.people)[-1]
    table.do(ChangeConsent(person=dawn, consent=Consent(named=named, photographed=False)))
    return Hall(table)


@pytest.mark.practice("P47")
async def test_who_reads_it_and_whom_to_turn_to_stand_above_the_field_and_in_the_answer() -> None:
    hall = facilitated(named=True, support="Ana, by the tea table")
    async with served(hall) as site, phone() as browser:
        first = await read(browser, site)
        assert "Your answers are shown to Dawn Quill and to nobody else." in first
        assert HTTP in first
        await join(browser, site, name="Kit")

        page = await read(browser, site)
        above = page[page.index('id="concern"') : page.index('id="concern-text"')]
        assert "This goes to Dawn Quill. Nobody else is shown it." in above
        # Ana did not agree to be named: her initial stands there, as everywhere.
        assert "If someone is in danger now: A., by the tea table." in above
        assert HTTP in above

        told = "Sent to Dawn Quill. Nobody else is shown it. If someone is in danger now: A., by the tea table."
        assert await tell(browser, site) == told
        assert told in await tell(browser, site, Accept="text/html")


@pytest.mark.parametrize("named", [None, False])
async def test_without_a_name_it_is_the_facilitator_and_help_is_said_in_words(
    named: bool | None,
) -> None:
    async with served(facilitated(named=named)) as site, phone() as browser:
        await join(browser, site, name="Kit")

        page = await read(browser, site)

        assert "This goes to the facilitator. Nobody else is shown it." in page
        assert DANGER in page
        assert "Quill" not in page + await tell(browser, site)


async def test_a_name_that_is_taken_back_goes_from_the_page_at_once() -> None:
    hall = facilitated(named=True)
    async with served(hall) as site, phone() as browser:
        await join(browser, site, name="Kit")
        assert await readers(browser, site) == "Dawn Quill"

        dawn = next(key for key, one in hall.state.people.items() if one.name == "Dawn Quill")
        hall.keyboard(ChangeConsent(person=dawn, consent=Consent()))

        assert await readers(browser, site) == "the facilitator"


async def test_where_several_facilitate_and_one_is_not_named_others_are_said_to_read_it() -> None:
    hall = facilitated(named=True)
    hall.table.do(AddPerson(name="Zebediah", roles=("facilitator",)))
    async with served(hall) as site, phone() as browser:
        await join(browser, site, name="Kit")
        page = await read(browser, site)
        assert "This goes to Dawn Quill, others who facilitate." in page


async def test_what_http_means_is_not_said_where_the_page_came_by_https() -> None:
    public = Public("https://talk.example.org", "talk.example.org", "https://talk.example.org")
    async with served(public=public) as site, phone() as browser:
        async with browser.get(
            site.url, headers={"Host": public.host, "Accept": "text/html"}
        ) as answer:
            through = html.unescape(await answer.text())
        here = await read(browser, site)

    assert "it passes through talk.example.org" in through
    assert HTTP not in through
    assert HTTP in here
