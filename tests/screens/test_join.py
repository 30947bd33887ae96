"""Joining: both codes are read back from the cells of the screen, and can be done without."""

from __future__ import annotations

from typing import Any

import pytest
import zxingcpp
from PIL import Image
from textual.app import App
from textual.color import Color

from screens.join import JoinScreen
from screens.widgets.big_words import BigWords
from screens.widgets.qr_code import QrCode, qr_lines, wifi_data
from session.model.phones import OpenDoor
from session.model.plan import Wifi
from session.model.state import replace
from session.views.phone_link import Joining, Link
from tests.screens.harness import SIZES, Harness, Table, hub_plan, seen
from tests.tui.opened import until
from tui.theme import THEMES

LINK = "https://meet.example.org/hub-futures"
WIFI = "WIFI:T:WPA;S:OldLibrary-Guest;P:marine-road-1906;;"


def joining(**changed: Any) -> Harness:
    return Harness(JoinScreen(), Table(replace(hub_plan(), **changed)))


def picture(app: App[Any], zoom: int = 4) -> Image.Image:
    """Paint the cells as a terminal does: a cell is one pixel wide and two high, times ``zoom``."""
    width, height = app.size
    image = Image.new("RGB", (width, 2 * height))
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        x = 0
        for text, style, _ in strip:
            ink, paper = (
                _rgb(style.color if style else None),
                _rgb(style.bgcolor if style else None),
            )
            for letter in text:
                image.putpixel((x, 2 * y), ink if letter in "▀█" else paper)
                image.putpixel((x, 2 * y + 1), ink if letter in "▄█" else paper)
                x += 1
    return image.resize((width * zoom, 2 * height * zoom), Image.Resampling.NEAREST)


def _rgb(color: Any) -> tuple[int, int, int]:
    return Color.from_rich_color(color).rgb if color else (0, 0, 0)


def read(app: App[Any]) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(picture(app))}


@pytest.mark.parametrize("size", SIZES)
async def test_both_codes_are_read_back_from_the_screen(size: tuple[int, int]) -> None:
    app = joining()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert read(app) == {LINK, WIFI}


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_codes_are_black_on_white_in_every_theme(theme: str) -> None:
    app = joining()
    app.theme = theme
    async with app.run_test() as pilot:
        await pilot.pause()
        assert read(app) == {LINK, WIFI}


@pytest.mark.parametrize("size", SIZES)
async def test_every_code_says_where_it_works_and_what_to_type(size: tuple[int, int]) -> None:
    app = joining()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for words in (
            "The meeting: works from anywhere",
            LINK,
            "The Wi-Fi: works in this room",
            "Network: OldLibrary-Guest",
            "Password: marine-road-1906",
        ):
            assert words in seen(app), words


async def test_space_shows_one_code_alone_then_the_other_then_both() -> None:
    app = joining()
    async with app.run_test(size=(120, 36)) as pilot:
        for expected in ({LINK}, {WIFI}, {LINK, WIFI}):
            await pilot.press("space")
            await pilot.pause()
            assert read(app) == expected


PAGE = "http://192.168.1.20:8470/warm-soup"


def with_a_page(link: Link) -> Harness:
    app = Harness(JoinScreen(), Table().do(OpenDoor(code="warm-soup", port=8470)))
    app.first.joining = Joining((link,))  # type: ignore[attr-defined]  # it is a JoinScreen
    return app


@pytest.mark.practice("P30")
@pytest.mark.parametrize("size", SIZES)
async def test_the_page_stands_beside_the_meeting_and_the_wifi_and_each_is_read_back(
    size: tuple[int, int],
) -> None:
    app = with_a_page(Link(PAGE, PAGE.upper()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        if size != (80, 24):
            assert read(app) == {PAGE.upper(), LINK, WIFI}
            assert "Take part by phone: works in this room" in seen(app)
            assert PAGE in seen(app)
        first, *others = (PAGE.upper(), LINK, WIFI)
        if size == (80, 24):
            # Where three have no room beside each other, each has it alone, from the start.
            await until(pilot, lambda: read(app) == {first})
            assert PAGE in seen(app)
        else:
            others = [first, *others]
        for code in (*others, first if size == (80, 24) else ""):
            await pilot.press("space")
            await pilot.pause()
            assert read(app) == ({code} if code else {PAGE.upper(), LINK, WIFI})


async def test_a_window_that_grows_shows_all_codes_again() -> None:
    app = with_a_page(Link(PAGE, PAGE.upper()))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: read(app) == {PAGE.upper()})
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: read(app) == {PAGE.upper(), LINK, WIFI})


async def test_an_address_no_phone_can_reach_is_no_code_but_a_sentence() -> None:
    link = Link("http://127.0.0.1:8470/warm-soup", "HTTP://127.0.0.1", nowhere=True)
    app = with_a_page(link)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert read(app) == {LINK, WIFI}
        assert "This laptop is on no network." in seen(app)
        assert "127.0.0.1" not in seen(app)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ('Hall; "old", back\\slash: yes', 'p;a,s\\s:w"ord'),
        ("Bücherei Łódź ہال", "naïve – ہال"),
        ("Open hall", ""),
    ],
)
async def test_a_network_is_escaped_as_phones_expect(name: str, password: str) -> None:
    app = joining(wifi=Wifi(name, password), meeting_link="")
    async with app.run_test(size=(200, 56)) as pilot:
        await pilot.pause()
        (code,) = read(app)
        assert code == wifi_data(name, password)


def test_wifi_escaping() -> None:
    assert wifi_data("a;b", 'c,d:"e\\') == 'WIFI:T:WPA;S:a\\;b;P:c\\,d\\:\\"e\\\\;;'
    assert wifi_data("a", "") == "WIFI:T:nopass;S:a;;"


@pytest.mark.parametrize(
    "link", ["https://meet.example.org/" + "a" * 400, "https://x.org/" + "a" * 5000]
)
async def test_a_code_too_large_for_the_window_says_so_and_shows_the_words(link: str) -> None:
    app = joining(meeting_link=link, wifi=None)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert read(app) == set()
        assert "The code needs a larger window. The words below work as well." in seen(app)
        assert link[:40] in seen(app)
        if len(link) < 500:
            assert seen(app).count("a") >= 400


WAYS = [("escape", "board"), ("j", "board"), ("q", "board")]
WAYS += [("f1", "help"), ("question_mark", "help")]


@pytest.mark.parametrize(("key", "way"), WAYS)
async def test_a_key_asks_for_another_screen(key: str, way: str) -> None:
    app = joining()
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app.ways == [way]


def test_a_code_is_as_large_as_fits_and_its_quiet_zone_stays() -> None:
    small, large = qr_lines("HELLO", 30, 15), qr_lines("HELLO", 60, 30)
    assert small is not None
    assert large is not None
    assert len(large[0]) == 2 * len(small[0]) == 58
    assert small[0].strip() == small[1].strip() == ""
    assert qr_lines("HELLO", 29, 15) is not None
    assert qr_lines("HELLO", 28, 15) is None


@pytest.mark.parametrize("size", SIZES)
def test_how_joining_looks(size: tuple[int, int], snap_compare: Any) -> None:
    assert snap_compare(joining(), terminal_size=size)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_without_any_way_e_really_sets_the_meeting_link_and_the_wifi(
    size: tuple[int, int],
) -> None:
    app = joining(meeting_link="", wifi=None)
    table = app.table
    assert table
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        words = " ".join(seen(app).split())
        assert "Press e to type the meeting link or the Wi-Fi." in words

        await pilot.press("e", "escape")
        await pilot.pause()
        assert app.commands == []
        await pilot.press("e", "enter")
        await pilot.pause()
        await pilot.press(*"not a link", "enter")
        await pilot.pause()
        assert app.commands == []
        await pilot.press(*["backspace"] * 10, *"meet.example.org/hub", "enter")
        await until(pilot, lambda: table.state.meta.meeting_link)
        assert table.state.meta.meeting_link == "https://meet.example.org/hub"

        await pilot.press("e", "down", "enter")
        await pilot.pause()
        await pilot.press(*"Hall", "enter")
        await pilot.pause()
        await pilot.press(*"sesame", "enter")
        await until(pilot, lambda: table.state.meta.wifi)
        await until(pilot, lambda: "Password: sesame" in seen(app))
        assert table.state.meta.meeting_link == "https://meet.example.org/hub"
        assert "No way to join" not in seen(app)


@pytest.mark.parametrize("others", [True, False], ids=["three ways", "the page alone"])
@pytest.mark.parametrize("size", SIZES)
async def test_joining_that_is_opened_on_the_screen_shows_its_code(
    size: tuple[int, int], others: bool
) -> None:
    plan = hub_plan() if others else replace(hub_plan(), meeting_link="", wifi=None)
    app = Harness(JoinScreen(), Table(plan).do(OpenDoor(code="warm-soup", port=8470)))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        link = Link("http://192.0.2.2:8470/bright-fox", "HTTP://192.0.2.2:8470/BRIGHT-FOX")
        for _ in range(3):
            app.first.joining = Joining((link,))  # type: ignore[attr-defined]  # it is a JoinScreen
            await until(pilot, lambda: link.url in seen(app))
            await pilot.pause()
            assert link.code in read(app)
            app.first.joining = Joining()  # type: ignore[attr-defined]  # it is a JoinScreen
            await until(pilot, lambda: link.url not in seen(app))


WALLS = [(80, 24), (120, 36), (160, 45), (200, 56)]
THREE = Link("http://192.168.178.120:8470/warm-soup", "HTTP://192.168.178.120:8470/WARM-SOUP")


@pytest.mark.parametrize("size", WALLS)
async def test_codes_side_by_side_stand_at_one_height_with_their_quiet_zone(
    size: tuple[int, int],
) -> None:
    app = with_a_page(THREE)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        codes = [code for code in app.screen.query(QrCode) if code.size.height and code.drawn]
        assert len(codes) == (1 if size == (80, 24) else 3)
        assert len({(code.region.y, code.region.height) for code in codes}) == 1
        for code in codes:
            rows = code.render().plain.split("\n")
            assert all(not row.strip() for row in (*rows[:2], *rows[-2:]))
            assert all(row[:4] == row[-4:] == " " * 4 for row in rows)


@pytest.mark.parametrize(("size", "large"), zip(WALLS, (False, True, True, True), strict=True))
async def test_the_address_of_the_page_is_in_large_letters_where_they_fit(
    size: tuple[int, int], large: bool
) -> None:
    app = with_a_page(Link(PAGE, PAGE.upper()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        address = app.screen.query_one("#address", BigWords)
        assert address.display == large
        if large:
            assert "█" in address.render().plain
            assert address.region.height == len(address.render().plain.split("\n"))
        assert PAGE in seen(app)
        assert read(app) >= {PAGE.upper()}
