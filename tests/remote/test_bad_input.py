"""What is no phone's doing, or a phone's in error: answered as described, and nothing is changed."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remote import wire
from session.commands.rounds import CloseRound, OpenRound
from tests.remote.hall import join, phone, served
from tests.remote.test_server import do, state

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(["do", "id", "text", "round", "dots", "idea", "theme", "mood", "answer"])
TAGS = st.sampled_from(
    ["vote", "idea", "colour", "hand", "unclear", "pulse", "consent", "reflect", "park", "x"]
)


@given(st.binary(max_size=200) | JSON.map(lambda told: json.dumps(told).encode()))
def test_any_body_is_something_known_or_malformed(body: bytes) -> None:
    try:
        asked = wire.from_json(body)
    except wire.Malformed:
        return
    assert isinstance(asked, wire.Do)


@given(st.lists(st.tuples(FIELDS | st.text(max_size=8), st.text(max_size=30)), max_size=6))
def test_any_form_is_something_known_or_malformed(pairs: list[tuple[str, str]]) -> None:
    for read in (wire.from_form, wire.joining):
        try:
            read(pairs)
        except wire.Malformed:
            continue


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.dictionaries(FIELDS, JSON, max_size=4).flatmap(
            lambda told: TAGS.map(lambda tag: {**told, "do": tag})
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_a_phone_sends_is_answered_and_only_200_changes_anything(
    bodies: list[dict[str, Any]],
) -> None:
    async def sent() -> None:
        async with served() as site, phone() as browser:
            await join(browser, site)
            for body in bodies:
                before = site.hall.n
                status, told = await do(browser, site, **body)
                assert status in {200, 400, 403, 409, 413, 429}
                assert told["ok"] is (status == 200)
                assert status == 200 or site.hall.n == before

    asyncio.run(sent())


@pytest.mark.parametrize("sent", [b"", b"GET /warm-soup HTTP/1.1\r\nHost: x"])
async def test_a_connection_that_asks_for_nothing_is_closed(sent: bytes) -> None:
    async with served(idle_s=0.05) as site:
        at = urlsplit(site.base)
        reader, writer = await asyncio.open_connection(at.hostname, at.port)
        writer.write(sent)

        left = await asyncio.wait_for(reader.read(), timeout=5)

        assert left == b""
        writer.close()


async def test_a_ballot_for_a_closed_vote_is_refused_with_the_reason() -> None:
    async with served() as site, phone() as browser:
        hall = site.hall
        hall.keyboard(OpenRound(question="First?", options=("A", "B"), method="dots"))
        (vote,) = hall.state.rounds.values()
        await join(browser, site)
        await do(browser, site, do="vote", round=vote.id, dots={next(iter(vote.options)): 1})
        hall.keyboard(CloseRound(round=vote.id))

        status, told = await do(browser, site, do="vote", round=vote.id, dots={})

        assert (status, told["reason"]) == (409, "refused.round_closed")


async def test_two_devices_with_one_cookie_are_one_person() -> None:
    async with served() as site, phone() as browser:
        answers = await asyncio.gather(
            *(
                browser.post(f"{site.url}/join", data={"name": "Kit"}, allow_redirects=False)
                for _ in range(2)
            )
        )
        await join(browser, site, name="Kit again")
        told = await asyncio.gather(
            *(do(browser, site, do="idea", text="Soup", id="one") for _ in range(2))
        )

        assert {answer.status for answer in answers} <= {303, 409}
        assert {status for status, _ in told} == {200}
        assert len(site.hall.state.ideas) == 1


async def test_markup_and_control_characters_are_words_like_any_other() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        text = "<script>alert(1)</script> [/red] \x07\u202e {{ 7*7 }}"

        status, _ = await do(browser, site, do="idea", text=text)
        async with browser.get(site.url) as page:
            shown = await page.text()

        (idea,) = (await state(browser, site))["ideas"]
        assert status == 200
        assert idea["text"] == "<script>alert(1)</script> [/red] {{ 7*7 }}"
        assert "<script>alert" not in shown


async def test_a_long_text_is_refused_with_a_reason_and_a_longer_one_is_not_read() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)

        assert (await do(browser, site, do="idea", text="x" * 3_999))[0] == 409
        assert (await do(browser, site, do="idea", text="x" * 5_000))[0] == 400
        assert (await do(browser, site, do="idea", text="x" * 10_000))[0] == 413


async def test_many_join_at_once_and_each_is_somebody() -> None:
    async with served() as site:
        before = len(site.hall.state.people)

        async def one() -> None:
            async with phone() as browser:
                await join(browser, site)

        await asyncio.gather(*(one() for _ in range(100)))

        assert len(site.hall.state.devices) == 100
        assert len(site.hall.state.people) == before + 100


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/warm-soup/nothing", 404),
        ("DELETE", "/warm-soup", 405),
        ("GET", "/warm-soup/do", 405),
        ("GET", "/../../etc/passwd", 404),
    ],
)
async def test_what_is_not_there_says_so_in_a_sentence(method: str, path: str, status: int) -> None:
    async with served() as site, phone() as browser:
        async with browser.request(method, f"{site.base}{path}") as answer:
            told = await answer.json()

        assert answer.status == status
        assert told["say"].endswith(".")
