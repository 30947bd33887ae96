"""What phones are sent: only what is new to them, times as they are, and no sign of what is private."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from aiohttp import ClientSession

from remote.frames import Frames
from remote.hub import Hub
from remote.pages import HERE, Pages, asset
from remote.phone import Phone
from session.model.agenda import StartAgenda
from session.model.ideas import AddIdea, AddTheme, MarkIdea, RemoveIdea
from session.model.people import AddPerson, NoteNeeds
from session.model.phones import JoinDevice, OpenDoor, RaiseConcern, SetColouring
from session.model.protocol import AnyCommand
from session.model.record import WriteNote
from session.views.phone_build import CHUNK, PARTS, Part
from tests.remote.hall import CODE, Hall, Site, join, phone, served
from tests.session.table import Table


def told(frames: Frames, version: int = 0) -> dict[str, Any]:
    out: dict[str, Any] = json.loads(b"{%s}" % frames.since(version)[0])
    return out


def take(frames: Frames, table: Table) -> bool:
    return frames.take(table.state, table.runtime.now())


def test_whoever_comes_is_told_the_seconds_left_as_they_are() -> None:
    table, frames = Table(), Frames()
    table.do(StartAgenda())
    take(frames, table)
    before, version = told(frames)["agenda"]["remaining_s"], frames.version

    table.wait(20)
    assert not take(frames, table)

    assert told(frames)["agenda"]["remaining_s"] == before - 20
    assert frames.version == version


def test_a_time_that_runs_down_is_not_sent_again_wherever_in_a_second_it_began() -> None:
    for offset in range(0, 1000, 50):
        table, frames = Table(), Frames()
        table.wait(offset / 1000)
        table.do(StartAgenda())
        sent = 0
        for tenth in range(550):
            sent += take(frames, table)
            table.wait(0.1)
            assert tenth < 550
        # The first time, and once for each change of the words that tell the minutes left.
        assert sent <= 2, offset


@pytest.mark.parametrize(
    "private",
    [RaiseConcern(text="It is too loud"), NoteNeeds(text="A chair", person="")],
    ids=["concern", "needs"],
)
def test_nothing_that_phones_get_tells_that_something_private_happened(
    private: AnyCommand,
) -> None:
    seen = []
    for more in ((), (private,)):
        table, frames = Table(), Frames()
        take(frames, table)
        table.do(AddPerson(name="Kit"))
        kit = next(reversed(table.state.people))
        for command in (WriteNote(text="one"), *more, WriteNote(text="two")):
            needs = isinstance(command, NoteNeeds)
            table.do(NoteNeeds(text="A chair", person=kit) if needs else command)
            take(frames, table)
        seen.append(told(frames)["n"])

    assert seen[0] == seen[1]


def test_one_part_that_breaks_holds_up_none_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Part("notes", ("notes",), lambda *_: 1 / 0)
    parts = tuple(broken if part.key == "notes" else part for part in PARTS)
    monkeypatch.setattr("remote.frames.PARTS", parts)
    table, faults = Table(), list[Exception]()
    frames = Frames(faults.append)
    table.do(AddIdea(text="Soup"))

    assert take(frames, table)

    assert [idea["text"] for idea in told(frames)["ideas"]] == ["Soup"]
    assert [type(fault) for fault in faults] == [ZeroDivisionError]


async def test_a_message_that_holds_everything_says_so() -> None:
    async with served() as site, phone() as browser:
        for n in range(CHUNK + 1):
            site.hall.keyboard(AddIdea(text=f"Idea {n}"))
        await join(browser, site)
        async with browser.ws_connect(f"{site.url}/live") as line:
            first = await line.receive_json(timeout=5)
            assert (first["all"], len(first["ideas.1"])) == (True, 1)
            site.hall.keyboard(RemoveIdea(idea=next(iter(site.hall.state.ideas))))
            news = await line.receive_json(timeout=5)
            assert "all" not in news
        # As after a restart of the laptop: a page that has the second part must drop it.
        site.server.hub.frames = Frames()
        async with browser.get(f"{site.url}/state") as answer:
            whole = await answer.json()
        assert whole["all"]
        assert "ideas.1" not in whole


def test_a_page_made_from_kept_parts_is_the_page_made_anew() -> None:
    hall = Hall()
    phones = [Phone(letter * 32, hall.state.meta.id) for letter in "abc"]
    hall.table.do(OpenDoor(code=CODE))
    for one in phones:
        hall.table.do(JoinDevice(device=one.mark))
    hub, kept = Hub(hall), Pages(hall)

    def all_alike() -> None:
        for one in phones:
            whole, _ = hub.whole(one)
            assert kept.page(whole) == Pages(hall).page(whole)

    steps: list[AnyCommand] = [
        AddIdea(text="Soup"),
        AddIdea(text="<b>Bread</b>"),
        AddTheme(name="Food"),
        SetColouring(on=True),
        WriteNote(text="A note"),
    ]
    for step in steps:
        hall.table.do(step)
        all_alike()
    soup, bread = hall.state.ideas
    (food,) = hall.state.themes
    hall.table.do(MarkIdea(idea=soup, mark=phones[0].colours_as(soup), theme=food))
    hall.table.do(MarkIdea(idea=bread, mark=phones[1].colours_as(bread), theme=food))
    all_alike()
    hall.table.do(AddTheme(name="Warmth"))
    all_alike()
    hall.table.do(SetColouring(on=False))
    all_alike()


def test_a_script_goes_out_smaller_and_says_the_same() -> None:
    source = (HERE / "static" / "page.js").read_text(encoding="utf-8")
    code = "\n".join(line for line in source.splitlines() if not line.strip().startswith("//"))
    sent = asset("/page.js")[0].decode()

    literals = re.findall(r"""'[^'\n]*'|"[^"\n]*"|`[^`\n]*`""", code)
    assert any(one.startswith("'") and "] [" in one for one in literals)
    assert len(literals) > 200
    assert [one for one in literals if one not in sent] == []
    assert len(sent) < len(code) * 0.8


async def selected(browser: ClientSession, site: Site) -> int:
    async with browser.get(site.url, headers={"Accept": "text/html"}) as answer:
        return (await answer.text()).count(" selected>")


async def test_nobody_sees_the_colours_of_another_phone_in_their_page() -> None:
    async with served() as site, phone() as one, phone() as other:
        await join(one, site)
        await join(other, site)
        site.hall.keyboard(AddIdea(text="Soup"))
        site.hall.keyboard(AddTheme(name="Food"))
        site.hall.keyboard(SetColouring(on=True))
        before = await selected(one, site), await selected(other, site)
        (idea,), (theme,) = site.hall.state.ideas, site.hall.state.themes
        async with one.post(
            f"{site.url}/do", json={"do": "colour", "idea": idea, "theme": theme}
        ) as answer:
            assert answer.status == 200

        assert (await selected(one, site), await selected(other, site)) == (
            before[0] + 1,
            before[1],
        )
