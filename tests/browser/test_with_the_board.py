"""Phones in a real browser, the program in a real terminal, and the power cut between them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from app.library import Library
from session.wording.catalogue import say
from store.paths import Home
from tests.browser.board import TMUX, Board, free_port
from tests.browser.conftest import REQUIRED
from tests.browser.phone import Phone, phone
from tests.browser.test_taking_part import colour, give
from tui.cli.listing import status_of

PLAN = Path(__file__).parents[2] / "examples" / "hub-futures.toml"


@pytest_asyncio.fixture(loop_scope="session")
async def board(home: Home) -> AsyncIterator[Board]:
    made = Board(home.root, free_port())
    yield made
    made.stop()


@pytest.mark.practice("P30")
@pytest.mark.practice("P34")
@pytest.mark.skipif(not (TMUX or REQUIRED), reason="tmux is not installed")
async def test_the_board_and_three_phones_through_a_vote_with_the_power_cut_in_it(
    browser: Browser, home: Home, board: Board, tmp_path: Path
) -> None:
    async with AsyncExitStack() as stack:
        kit, mo, dee = [
            await stack.enter_async_context(phone(browser, lost=True)) for _ in range(3)
        ]
        await board.start("run", str(PLAN), "--open")
        await board.sees("not started yet", "Help")
        await board.keys("j")
        await board.sees("joining by phone is open")
        await back(board)
        url = joined_at(home)
        await kit.join(url, "Kit", named=True)
        await mo.join(url)
        await dee.join(url)
        await dee.live()
        await sorts(board, kit, mo)
        await tells_in_private(board, mo)

        await board.keys("v")
        await board.sees("Question")
        await board.types("Which first?")
        await board.keys("Tab", "Tab", "Right", "F2")
        await board.sees("Vote open")
        for held in (kit, mo, dee):
            await held.sees("3 dots left", "#vote")
            await give(held, "A Warmth", 3)
            await held.press("vote", ".main")
            await held.sees("Your ballot is in.", "#vote")
        await board.sees("3 ballots in the box, 3 people here")

        await board.kill()
        await kit.sees("Not connected", "#line")
        await board.start("resume")
        await board.sees("Vote open")
        assert joined_at(home) == url
        for held in (kit, mo, dee):
            await held.sees("Up to date", "#line")
            await held.sees("Your ballot is in.", "#vote")
        await kit.page.get_by_label("One dot less: A Warmth").click()
        await give(kit, "B Getting here", 1)
        await kit.press("vote", ".main")
        await kit.sees("Your ballot is changed", "#said")
        await board.sees("3 ballots in the box")
        await shows_the_result(board, mo)
        await takes_the_recap(kit, tmp_path)


async def back(board: Board) -> None:
    """Go back to the board. A key too soon after Escape would be one with Alt."""
    await board.keys("Escape")
    await board.sees("not started yet")


def joined_at(home: Home) -> str:
    now = status_of(Library(home))
    assert now
    assert now.join_url
    return now.join_url


async def sorts(board: Board, kit: Phone, mo: Phone) -> None:
    await board.keys("t")
    await board.sees("1 New theme")
    for name in ("Warmth", "Getting here"):
        await board.keys("1")
        await board.sees("Enter keeps it")
        await board.types(name)
        await board.keys("Enter")
        await board.sees(name, without="Enter keeps it")
    await back(board)
    await board.keys("j")
    await board.sees("3 phones are in")
    await board.keys("c")
    await board.sees("phones can colour")
    await back(board)
    await kit.write("idea", "A warm room on Sundays")
    await mo.sees("A warm room on Sundays", "#ideas")
    await colour(kit, "warm room", "Warmth")
    await mo.sees("(1 idea)", "#ideas")
    await board.keys("t")
    await board.sees("A warm room on Sundays")
    await back(board)


async def tells_in_private(board: Board, mo: Phone) -> None:
    await mo.write("concern", "The room is too loud for me")
    await mo.sees("Nobody else is shown it", "#said")
    assert "too loud" not in await board.shows()
    await board.keys("F9")
    await board.sees("Can anybody but you see this screen now")
    await board.keys("n")
    await board.sees("The room is too loud for me")
    await back(board)


async def shows_the_result(board: Board, mo: Phone) -> None:
    await board.keys("v")
    await board.sees("The vote is open")
    await board.keys("Down", "Down", "Down", "Enter")
    await board.sees(say("vote.close.ask"))
    await board.keys("y")
    await mo.sees("The result is not shown yet", "#vote")
    await board.keys("v")
    await board.sees("r shows")
    await board.keys("r")
    await board.sees(say("vote.reveal.sure"))
    await board.keys("y")
    await mo.sees("8 dots", "#vote .result")
    await mo.sees("1 dot", "#vote .result")
    await board.sees("8 dots")


async def takes_the_recap(kit: Phone, folder: Path) -> None:
    await kit.page.locator("#me > summary").click()
    async with kit.page.expect_download() as taken:
        await kit.page.get_by_role("link", name="Take the recap with you").last.click()
    path = folder / "recap.html"
    await (await taken.value).save_as(path)
    recap = path.read_text(encoding="utf-8")
    assert "A warm room on Sundays" in recap
    assert "too loud" not in recap
