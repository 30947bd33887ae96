"""The page's server: each check in its order, each thing a phone can do, and what phones then see."""

from __future__ import annotations

import asyncio
import html
import json
import re
from typing import Any

import pytest
from aiohttp import ClientSession, WSMsgType

from remote.phone import Phone
from remote.server import BODY_MOST
from session.model.agreement import TellByRole
from session.model.history import Undo
from session.model.ideas import AddIdea, AddTheme
from session.model.people import ChangePerson, LeavePerson
from session.model.phones import CloseDoor, LeaveDevice, SetColouring, SetLookFirst
from session.model.record import WriteNote
from session.model.votes import CloseRound, Count, Method, OpenRound, RevealRound
from session.views.recap import recap
from session.wording.catalogue import say
from tests.remote.hall import CODE, Hall, Site, join, phone, served


async def do(browser: ClientSession, site: Site, **what: Any) -> tuple[int, dict[str, Any]]:
    async with browser.post(f"{site.url}/do", json=what) as answer:
        return answer.status, await answer.json()


async def state(browser: ClientSession, site: Site) -> dict[str, Any]:
    async with browser.get(f"{site.url}/state") as answer:
        assert answer.status == 200
        told: dict[str, Any] = await answer.json()
        return told


def open_vote(hall: Hall, **more: Any) -> tuple[str, list[str]]:
    hall.keyboard(OpenRound(question="First?", options=("Warmth", "Food"), **more))
    vote = next(reversed(hall.state.rounds))
    return vote, list(hall.state.rounds[vote].options)


async def test_the_first_page_is_a_form_and_capitals_of_the_code_are_the_same() -> None:
    async with served() as site, phone() as browser:
        async with browser.get(f"{site.base}/{CODE.upper()}") as answer:
            text = await answer.text()

        assert answer.status == 200
        assert 'action="/warm-soup/join"' in text
        assert "community member" in text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_a_phone_joins_and_is_the_same_person_after_a_reload() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site, name="Kit", role="researcher", remote="yes", named="yes")
        await join(browser, site, name="Somebody else")

        told = await state(browser, site)
        (kit,) = [p for p in site.hall.state.people.values() if p.name == "Kit"]
        assert told["me"]["name"] == "Kit"
        assert (kit.roles, kit.remote, kit.consent.named) == (("researcher",), True, True)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 200),
    ],
)
async def test_only_this_page_may_ask(headers: dict[str, str], status: int) -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        async with browser.post(f"{site.url}/do", json={"do": "hand"}, headers=headers) as answer:
            assert answer.status == status


async def test_its_own_origin_may_ask() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        async with browser.post(
            f"{site.url}/do", json={"do": "hand"}, headers={"Origin": site.base}
        ) as answer:
            assert answer.status == 200


async def test_a_wrong_code_is_not_found_and_soon_too_often() -> None:
    async with served() as site, phone() as browser:
        seen = []
        for _ in range(12):
            async with browser.get(f"{site.base}/cold-soup") as answer:
                seen.append((answer.status, answer.headers.get("Retry-After")))

        assert seen[0] == (404, None)
        assert seen[-1][0] == 429
        assert int(seen[-1][1] or 0) >= 1


async def test_too_much_is_refused_before_it_is_read() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        for body in (b"x" * (BODY_MOST + 1), json.dumps({"do": "idea", "text": "x" * 10_000})):
            async with browser.post(f"{site.url}/do", data=body) as answer:
                told = await answer.json()
                assert (answer.status, told["reason"]) == (413, "phone.too_large")


async def test_a_closed_door_lets_nobody_new_in_and_the_others_go_on() -> None:
    async with served() as site, phone() as inside, phone() as outside:
        await join(inside, site)
        site.hall.keyboard(CloseDoor())

        async with outside.post(f"{site.url}/join", data={"name": "Late"}) as answer:
            told = await answer.json()

        assert (answer.status, told["reason"]) == (403, "refused.door_closed")
        assert (await do(outside, site, do="hand"))[0] == 403
        assert (await do(inside, site, do="hand"))[0] == 200


async def test_a_disk_that_refuses_acknowledges_nothing() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        site.hall.saving = False
        n = site.hall.n

        status, told = await do(browser, site, do="idea", text="Soup")

        assert (status, told["ok"], told["reason"]) == (503, False, "refused.not_saved")
        assert site.hall.n == n


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"hand"',
        b'{"do":"unheard of"}',
        b'{"do":"idea"}',
        b'{"do":"idea","text":7}',
        b'{"do":"vote","round":"r","dots":{"a":1.5}}',
        b'{"do":"vote","round":"r","dots":[1]}',
        b'{"do":"vote","round":null}',
        b'{"do":"pulse","mood":9}',
        b'{"do":"hand","id":7}',
        b"\xff\xfe",
        b"[" * 4000,
    ],
)
async def test_what_can_not_be_read_changes_nothing(body: bytes) -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        n = site.hall.n

        async with browser.post(
            f"{site.url}/do", data=body, headers={"Content-Type": "application/json"}
        ) as answer:
            told = await answer.json()

        assert (answer.status, told["reason"]) == (400, "phone.malformed")
        assert site.hall.n == n


async def test_asking_very_often_is_slowed_down() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)

        seen = [(await do(browser, site, do="hand_down"))[0] for _ in range(40)]

        assert set(seen) == {409, 429}


async def test_a_refusal_tells_its_reason_and_a_sentence() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)

        status, told = await do(browser, site, do="vote", round="none", dots={})

        assert (status, told["ok"], told["reason"]) == (409, False, "refused.round_unknown")
        assert told["say"].endswith(".")


async def test_a_retry_with_the_same_id_is_one_idea() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)

        first = await do(browser, site, do="idea", text="Soup", id="one")
        again = await do(browser, site, do="idea", text="Soup", id="one")

        assert first == again
        assert len(site.hall.state.ideas) == 1


@pytest.mark.practice("P34")
async def test_a_ballot_counts_once_a_phone_and_can_be_changed_until_the_close() -> None:
    async with served() as site, phone() as one, phone() as two:
        vote, (warm, food) = open_vote(site.hall, method="dots", dots=3)
        await join(one, site)
        await join(two, site)

        await do(one, site, do="vote", round=vote, dots={warm: 3})
        await do(one, site, do="vote", round=vote, dots={warm: 1, food: 2})
        await do(two, site, do="vote", round=vote, dots={food: 1})

        assert (await state(one, site))["round"]["my_dots"] == {warm: 1, food: 2}
        assert (await state(two, site))["round"]["my_dots"] == {food: 1}
        assert site.hall.box(vote).by_channel() == {"phone": 2}


@pytest.mark.parametrize("method", ["dots", "gradient"])
async def test_who_may_not_vote_reads_why_instead_of_a_form(method: Method) -> None:
    async with served() as site, phone() as early, phone() as late, phone() as gone:
        await join(early, site)
        await join(gone, site, name="Ben")
        options = ("Bus", "Soup") if method == "dots" else ()
        site.hall.keyboard(OpenRound(question="Which?", options=options, method=method, kept=True))
        (vote,) = site.hall.state.rounds.values()
        ben = next(one.id for one in site.hall.state.people.values() if one.name == "Ben")
        site.hall.keyboard(LeavePerson(person=ben))
        site.hall.table.wait(1)
        await join(late, site)

        told = {who: await state(who, site) for who in (early, late, gone)}
        pages = [await (await who.get(site.url)).text() for who in (early, late, gone)]
        status, refused = await do(
            late, site, do="vote", round=vote.id, dots={next(iter(vote.options)): 1}
        )

    assert "refused" not in told[early]["round"]
    assert (status, told[late]["round"]["refused"]) == (409, refused["say"])
    assert "noted as gone" in told[gone]["round"]["refused"]
    assert ['data-do="vote"' in page for page in pages] == [True, False, False]
    assert [refused["say"] in page for page in pages] == [False, True, False]


async def test_who_is_noted_as_gone_reads_why_instead_of_the_form_of_a_pulse() -> None:
    async with served() as site, phone() as here, phone() as gone:
        await join(here, site)
        await join(gone, site, name="Ben")
        site.hall.keyboard(OpenRound(question="Pulse", options=(), method="pulse"))
        ben = next(one for one in site.hall.state.people.values() if one.name == "Ben")
        before = await state(gone, site)
        site.hall.keyboard(LeavePerson(person=ben.id))

        told = {who: await state(who, site) for who in (here, gone)}
        pages = [await (await who.get(site.url)).text() for who in (here, gone)]
        status, refused = await do(gone, site, do="pulse", mood=3)
        site.hall.keyboard(Undo())
        again = await state(gone, site)

    assert (status, refused["say"]) == (409, told[gone]["me"]["no_pulse"])
    assert "noted as gone" in refused["say"]
    assert before["me"]["no_pulse"] == told[here]["me"]["no_pulse"] == again["me"]["no_pulse"] == ""
    assert [html.escape(refused["say"]) in page for page in pages] == [False, True]
    forms = [re.search(r'<form[^>]*data-do="pulse"[^>]*>', page) for page in pages]
    assert [" hidden" in form[0] for form in forms if form] == [False, True]


@pytest.mark.parametrize(
    ("dots", "reason"),
    [(4, "refused.ballot_dots"), (-1, "refused.count_negative")],
)
async def test_too_many_dots_or_fewer_than_none_are_refused(dots: int, reason: str) -> None:
    async with served() as site, phone() as browser:
        vote, (warm, _) = open_vote(site.hall, method="dots", dots=3)
        await join(browser, site)

        status, told = await do(browser, site, do="vote", round=vote, dots={warm: dots})

        assert (status, told["reason"]) == (409, reason)


async def test_totals_are_withheld_until_they_are_revealed() -> None:
    async with served() as site:
        hall = site.hall
        vote, (warm, _) = open_vote(hall, method="dots", dots=1)
        for _ in range(4):
            async with phone() as browser:
                await join(browser, site)
                await do(browser, site, do="vote", round=vote, dots={warm: 1})
        async with phone() as browser:
            await join(browser, site)
            box = hall.box(vote)
            hall.keyboard(
                CloseRound(round=vote, tally=box.tally(hall.state.rounds[vote], by_role=False))
            )
            closed = (await state(browser, site))["round"]
            hall.keyboard(RevealRound(round=vote))
            shown = (await state(browser, site))["round"]

    assert [option["counts"] for option in closed["options"]] == [[], []]
    assert [option["counts"] for option in shown["options"]] == [["4 dots"], ["0 dots"]]


async def test_role_groups_go_with_a_ballot_only_if_the_group_asked() -> None:
    async with served() as site, phone() as browser:
        site.hall.keyboard(TellByRole(on=True))
        vote, (warm, _) = open_vote(site.hall, method="dots", dots=1)
        await join(browser, site, role="researcher")

        await do(browser, site, do="vote", round=vote, dots={warm: 1})

        (ballot,) = site.hall.boxes[vote]._ballots.values()
        assert ballot.roles == ("researcher",)
        assert b"researcher" not in site.hall.lines[-1]


async def test_ideas_hands_words_parking_and_reflections_come_in() -> None:
    async with served() as site, phone() as browser:
        hall = site.hall
        await join(browser, site, name="Kit", named="yes")
        for what in (
            {"do": "idea", "text": "Soup", "show_name": True},
            {"do": "hand"},
            {"do": "unclear"},
            {"do": "word", "text": "ICB"},
            {"do": "park", "text": "The lease", "show_name": True},
            {"do": "concern", "text": "Too loud"},
            {"do": "reflect", "worked": "The soup", "change": ""},
            {"do": "consent", "question": "counted", "answer": True},
            {"do": "hand_down"},
        ):
            status, told = await do(browser, site, **what)
            assert (status, told["ok"]) == (200, True), told
            assert told["say"]

        told = await state(browser, site)
        assert told["ideas"][0]["author"] == "Kit"
        assert [idea.by for idea in recap(hall.state).unthemed] == ["Kit"]
        assert told["parking"][0]["text"] == "The lease"
        assert told["words"][0]["text"] == "ICB"
        assert [concern.text for concern in hall.state.concerns.values()] == ["Too loud"]
        assert b"Too loud" not in json.dumps(told).encode()


async def test_ideas_wait_where_they_are_looked_at_first() -> None:
    async with served() as site, phone() as browser:
        site.hall.keyboard(SetLookFirst(on=True))
        await join(browser, site)

        status, told = await do(browser, site, do="idea", text="Soup")

        assert status == 200
        assert "looks at" in told["say"]
        assert (await state(browser, site))["ideas"] == []


@pytest.mark.practice("P26")
async def test_people_colour_and_see_their_own_colours() -> None:
    async with served() as site, phone() as one, phone() as two:
        hall = site.hall
        for name in ("Warmth", "Food"):
            hall.keyboard(AddTheme(name=name))
        hall.keyboard(AddIdea(text="Soup"))
        hall.keyboard(SetColouring(on=True))
        (idea,), (a, b) = list(hall.state.ideas), list(hall.state.themes)
        await join(one, site)
        await join(two, site)

        await do(one, site, do="colour", idea=idea, theme=a)
        await do(two, site, do="colour", idea=idea, theme=b)

        told = await state(one, site)
        assert told["ideas"][0]["letters"] == "AB"
        assert told["me"]["colours"] == {idea: a}
        marks = list(hall.state.ideas[idea].marks)
        assert not set(marks) & set(hall.state.devices)


async def test_whoever_left_can_come_back_as_the_same_person() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site, name="Lu", counted="no")
        await do(browser, site, do="hand")
        assert (await do(browser, site, do="leave"))[0] == 200
        assert not site.hall.state.queue
        (lu,) = [p for p in site.hall.state.people.values() if p.name == "Lu"]
        assert lu.presence == "left"

        await join(browser, site, name="lu", counted="yes")

        (again,) = [p for p in site.hall.state.people.values() if p.name == "Lu"]
        assert (again.id, again.presence) == (lu.id, "here")
        # A no that was said before is taken back by themselves only, once they are in.
        assert again.consent.counted is False
        assert (await state(browser, site))["me"]["name"] == "Lu"


async def test_whoever_comes_back_under_another_name_is_somebody_else() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site, name="Lu")
        await do(browser, site, do="leave")

        await join(browser, site, name="Bo")

        assert (await state(browser, site))["me"]["name"] == "Bo"
        names = {p.name: p.presence for p in site.hall.state.people.values()}
        assert (names["Lu"], names["Bo"]) == ("left", "here")


async def test_a_phone_that_was_asked_to_leave_is_told_so() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        (mark,) = site.hall.state.devices
        site.hall.keyboard(LeaveDevice(device=mark, gone=False))

        async with browser.get(site.url) as page:
            shown = await page.text()
        async with browser.post(f"{site.url}/join", data={}) as answer:
            told = await answer.json()

        assert say("phone.refused.device_asked") in shown
        assert (answer.status, told["reason"]) == (409, "refused.device_asked")
        assert told["say"] == say("phone.refused.device_asked")


@pytest.mark.parametrize("name", ["", "Ann"])
async def test_whoever_presses_join_twice_joins_once(name: str) -> None:
    async with served() as site, phone() as browser:
        async with browser.get(site.url):
            pass
        people = len(site.hall.state.people)
        answers = await asyncio.gather(
            *(
                browser.post(f"{site.url}/join", data={"name": name}, allow_redirects=False)
                for _ in range(2)
            )
        )

        assert [answer.status for answer in answers] == [303, 303]
        assert len(site.hall.state.people) == people + 1


async def test_a_name_that_is_taken_is_refused_without_a_word_about_the_list() -> None:
    async with served() as site, phone() as one, phone() as other:
        await join(one, site, name="Ann")

        async with other.post(f"{site.url}/join", data={"name": "ann"}) as answer:
            told = await answer.json()

        assert (answer.status, told["say"]) == (409, say("phone.refused.name_taken"))


async def test_a_slash_too_many_leads_to_the_page_and_tells_nobody_the_code() -> None:
    async with served() as site, phone() as browser:
        async with browser.get(f"{site.url}/") as answer:
            assert (answer.status, str(answer.url)) == (200, site.url)
        async with browser.get(f"{site.base}/another-one/", allow_redirects=False) as answer:
            assert answer.status == 404
            assert CODE not in await answer.text()


async def test_an_empty_ballot_says_that_it_is_empty() -> None:
    hall = Hall()
    hall.table.do(OpenRound(question="Which?", options=("Bus", "Soup"), method="dots", dots=2))
    (vote,) = hall.state.rounds.values()
    async with served(hall) as site, phone() as browser:
        await join(browser, site)

        status, told = await do(browser, site, do="vote", round=vote.id, dots={})

    assert (status, told["say"]) == (200, say("phone.did.vote_empty"))


async def test_a_ballot_that_comes_too_late_is_told_so_in_words_for_a_participant() -> None:
    hall = Hall()
    hall.table.do(OpenRound(question="Which?", options=("Bus", "Soup"), method="dots", dots=2))
    (vote,) = hall.state.rounds.values()
    hall.table.do(CloseRound(round=vote.id, tally=Count("ballots", {}, 1)))
    async with served(hall) as site, phone() as browser:
        await join(browser, site)

        status, told = await do(browser, site, do="vote", round=vote.id, dots={})

    assert (status, told["reason"]) == (409, "refused.round_closed")
    assert "facilitator" not in told["say"]
    assert "closed before" in told["say"]


async def test_the_recap_may_have_its_styles_and_nothing_else() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        async with browser.get(f"{site.url}/recap") as answer:
            rules = answer.headers["Content-Security-Policy"]
            assert "<style" in await answer.text()

        assert rules == "default-src 'none'; style-src 'unsafe-inline'"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.practice("P25")
async def test_whoever_did_not_follow_is_not_named_to_the_room() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site, name="Lu", named="yes")

        await do(browser, site, do="unclear")

        told = await state(browser, site)
        assert told["queue"] == ["someone"]
        assert told["me"]["unclear"] is True


async def test_in_every_session_a_phone_has_another_mark() -> None:
    one, other = Phone("t" * 32, "monday"), Phone("t" * 32, "tuesday")

    assert one.mark != other.mark
    assert one.colours_as("idea") != other.colours_as("idea")
    assert one.cmd("1") != other.cmd("1")


async def test_who_was_asked_to_leave_can_do_nothing_more() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        (mark,) = site.hall.state.devices
        site.hall.keyboard(LeaveDevice(device=mark, gone=False))

        assert (await do(browser, site, do="hand"))[0] == 403


async def test_who_was_asked_to_leave_is_told_nothing_more_on_the_line() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        (mark,) = site.hall.state.devices
        async with browser.ws_connect(f"{site.url}/live") as line:
            await line.receive_json(timeout=5)

            site.hall.keyboard(LeaveDevice(device=mark, gone=False))
            site.hall.keyboard(WriteNote(text="Not for them"))

            news = await line.receive(timeout=5)
            assert news.type in {WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.ERROR}
        assert site.server.hub.listeners == set()


async def test_the_state_by_polling_is_sent_once_for_each_change() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        async with browser.get(f"{site.url}/state") as first:
            tag = first.headers["ETag"]
        async with browser.get(f"{site.url}/state", headers={"If-None-Match": tag}) as same:
            assert same.status == 304
        site.hall.keyboard(WriteNote(text="A note"))
        async with browser.get(f"{site.url}/state", headers={"If-None-Match": tag}) as other:
            assert other.status == 200


async def test_the_line_sends_everything_then_only_what_changed() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        async with browser.ws_connect(f"{site.url}/live") as line:
            first = await line.receive_json(timeout=5)
            site.hall.keyboard(WriteNote(text="A note"))
            news = await line.receive_json(timeout=5)
            while "notes" not in news:
                news = await line.receive_json(timeout=5)

        assert {"n", "session", "agenda", "round", "themes", "ideas", "me"} <= set(first)
        assert set(news) == {"n", "notes"}
        assert news["notes"][0]["text"] == "A note"


async def test_the_line_tells_a_phone_of_its_own_ballot() -> None:
    async with served() as site, phone() as browser:
        vote, (warm, _) = open_vote(site.hall, method="dots", dots=2)
        await join(browser, site)
        async with browser.ws_connect(f"{site.url}/live") as line:
            await line.receive_json(timeout=5)
            await do(browser, site, do="vote", round=vote, dots={warm: 2})
            news = await line.receive_json(timeout=5)
            while "round" not in news:
                news = await line.receive_json(timeout=5)

        assert news["round"]["my_dots"] == {warm: 2}


async def test_the_line_tells_a_phone_what_others_changed_for_it() -> None:
    async with served() as site, phone() as first, phone() as second:
        await join(first, site, name="Kit")
        await join(second, site, name="Mo")
        await do(first, site, do="hand")
        await do(second, site, do="hand")
        async with second.ws_connect(f"{site.url}/live") as line:
            assert (await line.receive_json(timeout=5))["me"]["hand"] == 2
            await do(first, site, do="hand_down")
            news = await line.receive_json(timeout=5)
            while "me" not in news:
                news = await line.receive_json(timeout=5)
            assert news["me"]["hand"] == 1

            (mo,) = [p.id for p in site.hall.state.people.values() if p.name == "Mo"]
            site.hall.keyboard(ChangePerson(person=mo, name="Moira"))
            news = await line.receive_json(timeout=5)
            while "me" not in news:
                news = await line.receive_json(timeout=5)
            assert news["me"]["name"] == "Moira"


async def test_what_one_phone_does_is_nobody_elses_own() -> None:
    async with served() as site, phone() as first, phone() as second:
        await join(first, site)
        await join(second, site)
        async with second.ws_connect(f"{site.url}/live") as line:
            await line.receive_json(timeout=5)
            await do(first, site, do="consent", question="counted", answer=True)
            site.hall.keyboard(WriteNote(text="A note"))
            news = await line.receive_json(timeout=5)
            while "notes" not in news:
                assert "me" not in news
                news = await line.receive_json(timeout=5)
            assert "me" not in news


async def test_the_line_is_not_for_phones_that_have_not_joined() -> None:
    async with served() as site, phone() as browser, browser.get(f"{site.url}/live") as answer:
        assert answer.status == 403


async def test_it_stops_within_a_second_with_phones_on_the_line() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        lines = [await browser.ws_connect(f"{site.url}/live") for _ in range(20)]
        began = asyncio.get_running_loop().time()

        await site.server.stop()

        took = asyncio.get_running_loop().time() - began
        for line in lines:
            while (message := await line.receive(timeout=5)).type is WSMsgType.TEXT:
                pass
            assert message.type in {WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED}
        assert took < 1.0


async def test_forms_work_without_script() -> None:
    async with served() as site, ClientSession() as browser:
        browser.cookie_jar._unsafe = True  # type: ignore[attr-defined]  # cookies of an address
        async with browser.get(site.url) as first:
            assert 'name="name"' in await first.text()
        async with browser.post(f"{site.url}/join", data={"name": "Kit"}) as joined:
            assert 'name="name"' not in await joined.text()
        vote, (warm, _) = open_vote(site.hall, method="dots", dots=2)
        async with browser.post(
            f"{site.url}/do", data={"do": "vote", "round": vote, f"dots.{warm}": "2"}
        ) as answer:
            page = await answer.text()

        assert answer.status == 200
        assert "Your ballot is in." in page
        assert site.hall.box(vote).by_channel() == {"phone": 1}


async def test_a_hand_goes_down_and_what_was_not_followed_stays_said() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        await do(browser, site, do="unclear")
        await do(browser, site, do="hand")

        assert (await do(browser, site, do="hand_down"))[0] == 200
        assert [hand.reason for hand in site.hall.state.queue.values()] == ["unclear"]
        assert (await do(browser, site, do="hand_down"))[1]["reason"] == "refused.no_hand"
        assert site.hall.state.queue
