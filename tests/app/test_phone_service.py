"""Phones of an open session: served from the laptop, durable before they are told, back after a crash."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, CookieJar
from msgspec.structs import replace

from app.clock import Readings
from app.library import Library
from app.live_session import LiveSession
from app.network_options import NetworkOptions
from app.open_session import resume_session
from app.phone_service import NotServed, Phones
from remote.addresses import Address
from screens.messages import MoveAsked
from session.ballot_box import InBox
from session.model.lifecycle import EndSession
from session.model.phones import CloseDoor
from session.model.state import Rejected
from session.model.votes import CloseRound, OpenRound, RevealRound, Round
from session.rules.ballots import Ballot, Voter
from session.views.phone_link import Joining
from session.wording.catalogue import say
from store.paths import Home
from tests.tui.opened import opened, until, words_on
from tui import places
from tui.app import FairsayApp

SESSION = "2026-11-23-aaaaaa"
VOTE = OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3)
HERE = NetworkOptions(host="127.0.0.1")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def live(home: Home) -> Iterator[LiveSession]:
    live = opened(home, VOTE)
    yield live
    live.close()


@asynccontextmanager
async def served(
    live: LiveSession, ways: NetworkOptions = HERE
) -> AsyncIterator[tuple[Phones, str]]:
    """Let people join; the address is the one of this machine."""
    live.attach(asyncio.get_running_loop())
    phones = Phones(live, ways, lambda: None)
    try:
        opened = await phones.open()
        # After a crash the door is open still, and only the page is served again.
        assert not isinstance(opened, Rejected) or opened.reason == "refused.door_open"
        assert phones.joining.link
        yield phones, phones.joining.link.url
    finally:
        await phones.stop()


def browser(jar: CookieJar | None = None) -> ClientSession:
    # An empty jar is false, and is one all the same.
    kept = CookieJar(unsafe=True) if jar is None else jar
    return ClientSession(cookie_jar=kept, headers={"Accept": "application/json"})


async def do(phone: ClientSession, url: str, **what: Any) -> tuple[int, dict[str, Any]]:
    async with phone.post(f"{url}/do", json=what) as answer:
        return answer.status, await answer.json()


async def joined(phone: ClientSession, url: str, **form: str) -> None:
    async with phone.post(f"{url}/join", data=form, allow_redirects=False) as answer:
        assert answer.status == 303, await answer.text()


def the_vote(live: LiveSession) -> Round:
    return next(reversed(live.runtime.live.rounds.values()))


async def test_what_a_phone_was_told_is_on_the_disk(live: LiveSession, home: Home) -> None:
    async with served(live) as (_, url), browser() as phone:
        await joined(phone, url, name="Kit")

        status, told = await do(phone, url, do="idea", text="Soup")

        kept = home.journal(SESSION).read_text()
        assert (status, told["ok"]) == (200, True)
        assert "Soup" in kept
        assert f'"n":{told["n"]},' in kept


async def test_a_token_is_never_on_the_disk_in_itself(live: LiveSession, home: Home) -> None:
    async with served(live) as (_, url), browser() as phone:
        await joined(phone, url)
        vote = the_vote(live)
        await do(phone, url, do="vote", round=vote.id, dots={next(iter(vote.options)): 1})
        (cookie,) = phone.cookie_jar

        for path in home.root.rglob("*"):
            if path.is_file():
                assert cookie.value.encode() not in path.read_bytes()


async def test_after_a_crash_the_same_phone_is_the_same_person_and_votes_once(
    live: LiveSession, home: Home
) -> None:
    jar = CookieJar(unsafe=True)
    async with served(live) as (_, url), browser(jar) as phone:
        await joined(phone, url, name="Kit")
        vote = the_vote(live)
        bus, soup = vote.options
        await do(phone, url, do="vote", round=vote.id, dots={bus: 3})
        port = live.runtime.live.door.port
    live.close()

    again = resume_session(home, SESSION)
    try:
        async with served(again) as (_, url), browser(jar) as phone:
            assert again.runtime.live.door.port == port
            await do(phone, url, do="vote", round=vote.id, dots={soup: 1})
            async with phone.get(f"{url}/state") as answer:
                told = await answer.json()
            assert told["me"]["name"] == "Kit"
            assert told["round"]["my_dots"] == {soup: 1}
            assert again.ballots.inside().by_channel == {"phone": 1}
    finally:
        again.close()


async def test_after_a_crash_those_who_are_in_go_on_though_joining_is_closed(
    live: LiveSession, home: Home
) -> None:
    jar = CookieJar(unsafe=True)
    async with served(live) as (_, url), browser(jar) as phone:
        await joined(phone, url, name="Kit")
        live.handle(CloseDoor())
        await live.settled()
    live.close()

    app = FairsayApp(Library(home), resume_session(home, SESSION), ways=HERE, all_keys=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.joining.link)
        assert app.joining.link
        url = app.joining.link.url
        async with browser(jar) as phone, browser() as stranger:
            assert (await do(phone, url, do="idea", text="Soup"))[0] == 200
            async with stranger.post(f"{url}/join", data={}, allow_redirects=False) as answer:
                assert answer.status == 403
        assert not app.state.door.open
        await app.phones.hang_up()


@pytest.mark.parametrize(
    ("later", "served_again"), [(timedelta(minutes=10), True), (timedelta(days=1), False)]
)
async def test_after_a_crash_at_the_end_people_still_get_their_recap(
    live: LiveSession, home: Home, later: timedelta, *, served_again: bool
) -> None:
    jar = CookieJar(unsafe=True)
    async with served(live) as (_, url), browser(jar) as phone:
        await joined(phone, url, name="Kit")
        live.handle(EndSession())
        await live.settled()
    live.close()

    readings = Readings(wall=lambda: datetime.now(UTC) + later)
    again = resume_session(home, SESSION, readings=readings)
    app = FairsayApp(Library(home), again, ways=HERE, all_keys=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "Which first?" in words_on(app) or "Winter" in words_on(app))
        if served_again:
            await until(pilot, lambda: app.joining.link)
            assert app.joining.link
            async with browser(jar) as phone, phone.get(f"{app.joining.link.url}/recap") as answer:
                assert answer.status == 200
        assert bool(app.joining.links) == served_again
        await app.phones.hang_up()
    again.close()


async def test_without_a_phone_a_closed_page_is_not_served_again(
    live: LiveSession, home: Home
) -> None:
    async with served(live):
        live.handle(CloseDoor())
        await live.settled()
    live.close()

    app = FairsayApp(Library(home), resume_session(home, SESSION), ways=HERE, all_keys=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        assert app.joining == Joining()


async def test_many_phones_vote_at_once_and_each_counts_once(live: LiveSession) -> None:
    async with served(live) as (_, url):
        jars = [browser() for _ in range(40)]
        try:
            vote = the_vote(live)
            bus, soup = vote.options
            await asyncio.gather(*(joined(phone, url) for phone in jars))
            for dots in ({bus: 3}, {bus: 1, soup: 2}):
                answers = await asyncio.gather(
                    *(do(phone, url, do="vote", round=vote.id, dots=dots) for phone in jars)
                )
                assert {status for status, _ in answers} == {200}
        finally:
            await asyncio.gather(*(phone.close() for phone in jars))
        live.handle(CloseRound(round=vote.id))
        live.handle(RevealRound(round=vote.id))
        await live.settled()

    (count,) = the_vote(live).counts.values()
    assert (count.ballots, count.counts) == (40, {bus: 40, soup: 80})


async def test_the_page_stops_and_starts_again(live: LiveSession) -> None:
    async with served(live) as (phones, url):
        await phones.stop()
        assert phones.joining.links == ()
        await phones.open()
        async with browser() as phone, phone.get(url) as answer:
            assert answer.status == 200


@pytest.mark.parametrize(
    ("ways", "sentence"),
    [
        (NetworkOptions(host="127.0.0.1", port=1), "Port {port} is taken by another program."),
        (NetworkOptions(host="192.0.2.7"), "This laptop has no address 192.0.2.7."),
        (NetworkOptions(host="no such host"), "The page for phones can't be opened"),
    ],
)
async def test_why_the_page_is_not_served_is_one_sentence(
    live: LiveSession, ways: NetworkOptions, sentence: str
) -> None:
    async with served(live) as _:
        port = live.runtime.live.door.port
        ways = replace(ways, port=port if ways.port else 0)
        other = Phones(live, ways, lambda: None)
        with pytest.raises(NotServed) as told:
            await other.serve()

        assert str(told.value).startswith(sentence.format(port=port))
        assert str(told.value).endswith(".")
        assert other.joining.links == ()


async def test_a_laptop_that_changes_its_network_is_found_by_looking_again(
    live: LiveSession,
) -> None:
    found: list[Address] = []
    live.attach(asyncio.get_running_loop())
    phones = Phones(live, NetworkOptions(), lambda: None, look=lambda: tuple(found))
    try:
        await phones.open()
        assert [link.nowhere for link in phones.joining.links] == [True]
        assert live.runtime.live.door.link == ""

        assert await phones.another() is None
        found.append(Address("192.168.4.20", "wlan0"))
        await phones.another()

        port = live.runtime.live.door.port
        assert [link.nowhere for link in phones.joining.links] == [False]
        assert live.runtime.live.door.link == f"http://192.168.4.20:{port}"
        assert await phones.another() is None

        found.append(Address("10.0.0.7", "eth0"))
        await phones.another()
        assert live.runtime.live.door.link == f"http://10.0.0.7:{port}"
    finally:
        await phones.stop()


async def test_to_look_for_addresses_does_not_open_joining_that_was_closed(
    live: LiveSession,
) -> None:
    found = [Address("192.168.4.20", "wlan0")]
    live.attach(asyncio.get_running_loop())
    phones = Phones(live, NetworkOptions(), lambda: None, look=lambda: tuple(found))
    try:
        await phones.open()
        live.handle(CloseDoor())
        found.append(Address("10.0.0.7", "eth0"))

        assert await phones.another() == Rejected("refused.door_closed_now")

        assert not live.runtime.live.door.open
        assert phones.joining.link
        assert phones.joining.link.url.startswith("http://10.0.0.7:")
        await phones.open()
        assert live.runtime.live.door.link.startswith("http://10.0.0.7:")
    finally:
        await phones.stop()


async def test_an_address_with_colons_stands_in_brackets_and_may_ask(live: LiveSession) -> None:
    with socket.socket(socket.AF_INET6) as probe:
        try:
            probe.bind(("::1", 0))
        except OSError:
            pytest.skip("this machine has no IPv6 of its own")
    async with served(live, NetworkOptions(host="::1")) as (phones, url), browser() as phone:
        assert url.startswith("http://[::1]:")
        async with phone.get(url) as answer:
            assert answer.status == 200
        assert phones.joining.link
        assert phones.joining.link.code == url.upper()


async def test_a_public_address_comes_first_and_may_ask(live: LiveSession) -> None:
    ways = NetworkOptions(host="127.0.0.1", public_url="https://talk.example.org")
    async with served(live, ways) as (phones, _), browser() as phone:
        first, second = phones.joining.links
        assert (first.url.rsplit("/", 1)[0], first.anywhere) == ("https://talk.example.org", True)
        assert not second.anywhere
        headers = {"Host": "talk.example.org", "Origin": "https://talk.example.org"}
        async with phone.post(
            f"{second.url}/join", data={}, headers=headers, allow_redirects=False
        ) as answer:
            assert answer.status == 303


async def test_whoever_opens_joining_twice_serves_one_page(live: LiveSession) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    live.attach(asyncio.get_running_loop())
    phones = Phones(live, NetworkOptions(host="127.0.0.1", port=port), lambda: None)
    try:
        # A second server would find the port taken.
        await asyncio.gather(phones.open(), phones.open())
        assert phones.joining.link
        assert live.runtime.live.door.port == port
    finally:
        await phones.stop()
    with pytest.raises(OSError, match=r"[Cc]onnect"):
        await asyncio.open_connection("127.0.0.1", port)


def test_a_ballot_is_kept_once_it_or_the_tally_it_is_part_of_is_on_disk(live: LiveSession) -> None:
    vote = the_vote(live)
    choice = {next(iter(vote.options)): 3}
    cast = live.ballots.cast(vote.id, Voter("token"), Ballot("phone", choice))
    assert isinstance(cast, InBox)
    assert live.settle()
    assert live.ballots.is_kept(vote.id, cast.n)

    live.handle(CloseRound(round=vote.id))
    # Closed here, and not yet known to be on disk.
    assert not live.ballots.is_kept(vote.id, cast.n)
    assert live.settle()
    assert live.ballots.is_kept(vote.id, cast.n)


async def test_a_disk_that_refuses_is_told_to_the_phone_and_nothing_is_lost(
    live: LiveSession, home: Home, tmp_path: Path
) -> None:
    app = FairsayApp(Library(home), live, ways=HERE, all_keys=True)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        phones = app.phones.service()
        assert phones
        await phones.open()
        assert phones.joining.link
        async with browser() as phone:
            url = phones.joining.link.url
            await joined(phone, url)
            shutil.rmtree(live.folder)

            status, told = await do(phone, url, do="idea", text="Soup", id="one")
            assert (status, told["ok"], told["reason"]) == (503, False, "refused.not_saved")
            assert (await do(phone, url, do="hand"))[0] == 503
            assert not live.runtime.durable.ideas
            assert not live.runtime.live.queue

            # The board goes on, and says what is wrong.
            await until(pilot, lambda: "not saved" in words_on(app))
            await pilot.press("p", *"Lease", "enter")
            await until(pilot, lambda: "Lease" in words_on(app))

            elsewhere = tmp_path / "stick"
            elsewhere.mkdir()
            app.post_message(MoveAsked(str(elsewhere)))
            await until(pilot, lambda: app.saved.all and not app.saved.trouble)
            again = await do(phone, url, do="idea", text="Soup", id="one")
            assert again[0] == 200
        assert [idea.text for idea in live.runtime.durable.ideas.values()] == ["Soup"]
        await app.phones.hang_up()


def test_a_ballot_of_a_phone_is_no_word_of_the_journal(live: LiveSession, home: Home) -> None:
    vote = the_vote(live)
    live.ballots.cast(vote.id, Voter("token"), Ballot("phone", {next(iter(vote.options)): 3}))
    assert live.settle()

    events = [json.loads(line)["e"]["k"] for line in home.journal(SESSION).read_text().splitlines()]
    assert events[-1] == "BallotsBegun"


FEW_FILES = """
import asyncio, resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))
from pathlib import Path
from app.network_options import NetworkOptions
from app.phone_service import NotServed, Phones
from store.paths import Home
from tests.tui.opened import opened

async def main():
    live = opened(Home(Path(sys.argv[1])))
    live.attach(asyncio.get_running_loop())
    try:
        await Phones(live, NetworkOptions(host="127.0.0.1"), lambda: None).open()
    except NotServed as refused:
        print(refused)
    print(live.close())

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
def test_where_too_few_files_may_be_open_it_is_said_and_the_session_goes_on(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", FEW_FILES, str(tmp_path)], capture_output=True, text=True, check=True
    )

    assert told.stdout.splitlines() == [say("join.few_files"), "True"]
