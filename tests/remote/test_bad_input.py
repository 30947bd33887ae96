"""What is no phone's doing, or a phone's in error: answered as described, and nothing is changed."""

from __future__ import annotations

import asyncio
import json
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from aiohttp import ClientSession
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from yarl import URL

from remote import wire
from remote.server import BODY_MOST
from session.model.record import WriteNote
from session.model.votes import CloseRound, OpenRound
from session.wording.catalogue import say
from tests.remote.hall import CODE, deaf_line, join, phone, served
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
                before, journal = site.hall.state, site.hall.n
                status, told = await do(browser, site, **body)
                assert status in {200, 400, 403, 409, 413, 429}
                assert told["ok"] is (status == 200)
                if status != 200:
                    assert site.hall.state is before
                    assert site.hall.n == journal

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
        made = hall.boxes[vote.id].tally(vote, by_role=False)
        hall.keyboard(CloseRound(round=vote.id, tally=made))

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
        assert (await do(browser, site, do="idea", text="x" * 8_100))[0] == 409
        assert (await do(browser, site, do="idea", text="x" * 10_000))[0] == 413
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


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"]),
    st.lists(
        st.sampled_from([CODE, "join", "do", "live", "state", "recap", "..", "%00", "page.js"])
    )
    | st.lists(st.text(max_size=12).map(quote), max_size=3),
    st.none()
    | st.binary(max_size=300)
    | st.dictionaries(st.text(max_size=9), st.text(max_size=40)),
)
def test_whatever_is_asked_for_is_answered_and_changes_nothing_unless_it_is_a_way_in(
    method: str, path: list[str], body: bytes | dict[str, str] | None
) -> None:
    async def sent() -> None:
        async with served() as site, phone() as browser:
            before = site.hall.state
            form = isinstance(body, dict)
            sent_body = urlencode(body) if isinstance(body, dict) else body
            kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
            where = f"{site.base}/{'/'.join(path)}"
            async with browser.request(
                method,
                URL(where, encoded=True),
                data=sent_body,
                headers=kind,
                allow_redirects=False,
            ) as answer:
                await answer.read()
            assert answer.status in {200, 303, 400, 403, 404, 405, 413, 429}
            if answer.status != 303:
                assert site.hall.state is before

    asyncio.run(sent())


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("GET", "/live"),
        ("GET", "/state"),
        ("GET", "/recap"),
        ("POST", "/join"),
        ("POST", "/do"),
        ("PUT", ""),
        ("GET", "/../page.css"),
    ],
)
async def test_nothing_at_all_is_told_to_another_page(
    method: str, path: str, headers: dict[str, str]
) -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        before = site.hall.state

        async with browser.request(method, f"{site.url}{path}", headers=headers) as answer:
            told = await answer.json()

        assert (answer.status, told["reason"]) == (403, "phone.elsewhere")
        assert site.hall.state is before


async def test_a_request_wrong_in_every_way_is_answered_in_the_documented_order() -> None:
    """From wrong in all ways to wrong in none: each step puts right what the answer before named."""
    clock = [0.0]
    async with served(clock=lambda: clock[0]) as site, phone() as browser, phone() as stranger:
        await join(browser, site)
        hall, seen = site.hall, []

        async def ask(
            who: ClientSession, body: bytes, code: str = CODE, **headers: str
        ) -> tuple[int, str]:
            given = {"Content-Type": "application/json", **headers}
            where = f"{site.base}/{code}/do"
            async with who.post(where, data=body, headers=given) as answer:
                told = await answer.json()
                return answer.status, told.get("reason", "")

        large = b"x" * (BODY_MOST + 1)
        hall.saving = False
        seen.append(await ask(stranger, large, "cold-soup", Host="evil.example"))
        seen.append(await ask(stranger, large, "cold-soup"))
        seen.append(await ask(stranger, b"{", "cold-soup"))
        seen.append(await ask(stranger, b"{"))
        seen.append(await ask(browser, b"{"))
        hall.saving = True
        for _ in range(40):
            await ask(browser, b'{"do":"hand_down"}')
        seen.append(await ask(browser, b"{"))
        seen.append(await ask(browser, b'{"do":"hand_down"}'))
        clock[0] += 60
        seen.append(await ask(browser, b'{"do":"hand_down"}'))
        seen.append(await ask(browser, b'{"do":"hand"}'))

    assert seen == [
        (403, "phone.elsewhere"),
        (413, "phone.too_large"),
        (404, "phone.wrong_code"),
        (403, "refused.device_unknown"),
        (503, "refused.not_saved"),
        (400, "phone.malformed"),
        (429, "phone.too_often"),
        (409, "refused.no_hand"),
        (200, ""),
    ]


async def test_headers_of_20_kb_are_refused_and_the_next_phone_is_served() -> None:
    async with served() as site, phone() as browser:
        at = urlsplit(site.base)
        reader, writer = await asyncio.open_connection(at.hostname, at.port)
        writer.write(f"GET /{CODE} HTTP/1.1\r\nHost: x\r\nX: {'x' * 20_000}\r\n\r\n".encode())

        answer = await asyncio.wait_for(reader.read(), timeout=5)
        writer.close()

        assert answer.split(b" ", 2)[1] == b"400"
        assert say("phone.malformed") in unescape(answer.decode())
        assert b"xxxx" not in answer
        assert b"default-src 'none'" in answer
        async with browser.get(site.url) as page:
            assert page.status == 200


async def test_a_phone_that_never_reads_costs_one_message_and_holds_up_nobody() -> None:
    async with served() as site, phone() as deaf, phone() as other:
        await join(deaf, site)
        await join(other, site)
        sock, listener = await deaf_line(deaf, site)
        hub = site.server.hub

        waiting = 0
        async with other.ws_connect(f"{site.url}/live") as line:
            for n in range(40):
                site.hall.keyboard(WriteNote(text=f"{n} " + "x" * 1_900))
                # Sent at once here, so that the test does not wait for the next round.
                await hub._round()
                waiting = max(waiting, listener.line.get_write_buffer_size())
                async with asyncio.timeout(5):
                    while f'"{n} xxx' not in (await line.receive()).data:
                        pass
        sock.close()

        everything = len(hub.whole(listener.phone)[0])
        assert 0 < waiting <= everything


@pytest.mark.parametrize(
    ("method", "path", "large", "status"),
    [
        ("GET", "/x/join", False, 405),
        ("GET", "/", False, 404),
        ("GET", "/cold-soup", False, 404),
        ("POST", "/cold-soup/do", True, 413),
        ("POST", "/cold-soup/do", False, 404),
        ("GET", "/page.txt/x", False, 404),
    ],
)
async def test_the_code_is_told_to_nobody_who_does_not_have_it(
    method: str, path: str, large: bool, status: int
) -> None:
    async with served() as site, ClientSession() as browser:
        body = b"x" * (BODY_MOST + 1) if large else None
        async with browser.request(method, f"{site.base}{path}", data=body) as answer:
            told = await answer.text()
        assert answer.status == status
        assert CODE not in told
        for _ in range(14):
            async with browser.get(f"{site.base}/cold-soup") as answer:
                told = await answer.text()
        assert answer.status == 429
        assert CODE not in told


async def test_a_body_that_never_comes_is_not_waited_for() -> None:
    async with served(idle_s=0.05) as site, phone() as browser:
        await join(browser, site)
        at = urlsplit(site.base)
        reader, writer = await asyncio.open_connection(at.hostname, at.port)
        writer.write(
            f"POST /{CODE}/do HTTP/1.1\r\nHost: {at.netloc}\r\nContent-Length: 10\r\n\r\n".encode()
        )

        answer = await asyncio.wait_for(reader.read(), timeout=5)
        writer.close()

        assert answer.split(b" ", 2)[1] == b"408"
        assert say("phone.too_slow").encode() in answer


async def test_one_phone_that_breaks_the_line_does_not_end_it_for_the_others() -> None:
    broken: list[Exception] = []
    async with served(broken=broken.append) as site, phone() as one, phone() as two:
        await join(one, site)
        await join(two, site)
        hub = site.server.hub
        async with one.ws_connect(f"{site.url}/live") as bad:
            await bad.receive_json(timeout=5)
            (listener,) = hub.listeners
            async with two.ws_connect(f"{site.url}/live") as good:
                await good.receive_json(timeout=5)
                whole = listener.phone
                listener.phone = None  # type: ignore[assignment]  # whatever could go wrong with it
                for n in range(2):
                    site.hall.keyboard(WriteNote(text=f"A note {n}"))
                    async with asyncio.timeout(5):
                        while f"A note {n}" not in (await good.receive()).data:
                            pass
                listener.phone = whole
        assert broken
