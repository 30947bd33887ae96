"""The hall check: a bad hall is faked probe by probe, and each of its faults is named."""

from __future__ import annotations

import asyncio
import errno
import gc
import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from msgspec.structs import replace

from app.clock import Readings
from app.hall.check import CHECKS, check_hall
from app.hall.joining import join_everywhere
from app.hall.probes import Probes, clock, ports, probes_here, slowest_save_ms, support
from app.library import Library
from app.network_options import NetworkOptions
from remote.addresses import Address, reach, usable
from session.views.hall import (
    DiskSpace,
    HallReport,
    Joined,
    LocalClock,
    Ports,
    Reached,
    Support,
    Terminal,
    in_order,
)
from store.disk import REAL
from store.paths import Home
from store.verify import verify
from tests.store.test_erase_strike import Killed, killed_after
from tests.tui.opened import PLAN, opened

WIDE = Terminal(120, 36, 1 << 24, "utf-8")


async def _joined(*ips: str) -> tuple[Joined, ...]:
    return tuple(Joined(ip, joined=True) for ip in ips)


GOOD = Probes(
    terminal=lambda: WIDE,
    letters=lambda: (),
    shaping=lambda: (),
    network=lambda: (Reached("192.168.1.20", "wlan0", "private"),),
    port=lambda: Ports((8470, 8471), 8470),
    browser=lambda: "firefox",
    disk=lambda: DiskSpace("/data", 90_000),
    saving=lambda: 9,
    clock=lambda: LocalClock("Monday 23 November 2026, 10:00", "GMT"),
    support=lambda: Support("Hub", "Ann, 01234"),
    joining=lambda: _joined("192.168.1.20"),
)


def _refuses(number: int) -> Callable[[], Any]:
    def refused() -> Any:
        raise OSError(number, os.strerror(number))

    return refused


async def _nobody() -> tuple[Joined, ...]:
    return (Joined("192.168.1.20", joined=False),)


async def _hangs() -> tuple[Joined, ...]:
    await asyncio.Event().wait()
    return ()


def _never() -> Any:
    Event().wait(60)


BAD: dict[str, tuple[str, dict[str, Any], str]] = {
    "no large letters": ("letters", {"letters": lambda: ("freetype",)}, "freetype is missing"),
    "no scripts": ("shaping", {"shaping": lambda: ("bidi",)}, "bidi is missing"),
    "not UTF-8": (
        "signs",
        {"terminal": lambda: replace(WIDE, encoding="ascii")},
        "writes ascii",
    ),
    "too small": (
        "size",
        {"terminal": lambda: replace(WIDE, columns=50, rows=12, fits=False)},
        "50 by 12 is too small",
    ),
    "no network": ("network", {"network": lambda: ()}, "in no network"),
    "a network nobody is in": (
        "network",
        {"network": lambda: (Reached("10.8.0.2", "tun0", "vpn"),)},
        "No phone can reach",
    ),
    "a taken port": ("port", {"port": lambda: Ports((8470,))}, "Port 8470 is taken"),
    "hardly any room": ("disk", {"disk": lambda: DiskSpace("/data", 9)}, "Only 9 MB"),
    "a full disk": ("saving", {"saving": _refuses(errno.ENOSPC)}, "The disk is full"),
    "a folder that can't be written": (
        "saving",
        {"saving": _refuses(errno.EACCES)},
        "can't be written to",
    ),
    "a disk that hangs": ("saving", {"saving": _never}, "no answer within"),
    "a wrong clock": (
        "clock",
        {"clock": lambda: LocalClock("1 January 1970", "GMT", newest="23 November 2026")},
        "Set the clock",
    ),
    "a firewall": ("joining", {"joining": _nobody}, "Nobody can join at 192.168.1.20"),
    "a page that hangs": ("joining", {"joining": _hangs}, "no answer within"),
}
ODD: dict[str, tuple[str, dict[str, Any], str]] = {
    "no colours": ("colours", {"terminal": lambda: replace(WIDE, colours=0)}, "no colours"),
    "16 colours": ("colours", {"terminal": lambda: replace(WIDE, colours=16)}, "16 colours only"),
    "a small window": ("size", {"terminal": lambda: replace(WIDE, columns=70)}, "tight"),
    "a low window": ("size", {"terminal": lambda: replace(WIDE, rows=22)}, "tight"),
    "no terminal": ("size", {"terminal": Terminal}, "no terminal"),
    "an open address": (
        "network",
        {"network": lambda: (Reached("203.0.113.7", "eth0", "public"),)},
        "whole internet",
    ),
    "another port": ("port", {"port": lambda: Ports((8470, 8471), 8471)}, "will be on 8471"),
    "every port": ("port", {"port": lambda: Ports((8470, 8471))}, "8470 to 8471 are taken"),
    "no browser": ("browser", {"browser": lambda: ""}, "no browser"),
    "little room": ("disk", {"disk": lambda: DiskSpace("/data", 90)}, "Make some room"),
    "a slow disk": ("saving", {"saving": lambda: 900}, "900 ms"),
    "no zone": ("zone", {"clock": lambda: LocalClock("now", "UTC")}, "Set the time zone"),
    "summer time": (
        "zone",
        {"clock": lambda: LocalClock("now", "GMT", changes="Sunday at 01:00")},
        "Sunday at 01:00",
    ),
    "nobody to ring": ("support", {"support": lambda: Support("Hub")}, "names nobody"),
    "no plan": ("support", {"support": Support}, "no plan yet"),
}


def check(limit_s: float = 5.0, **probes: Any) -> HallReport:
    return asyncio.run(check_hall(replace(GOOD, **probes), limit_s))


def test_a_good_hall_is_fine_in_every_line() -> None:
    report = check()

    assert [one.say for one in report.checks if one.status != "fine"] == []
    assert (report.ready, report.summary) == (True, "All is fine.")


@pytest.mark.parametrize("fault", BAD)
def test_what_will_not_work_is_named(fault: str) -> None:
    name, probes, words = BAD[fault]

    report = check(0.2 if "hangs" in fault else 5.0, **probes)

    wrong = [one for one in report.checks if one.status == "wrong"]
    assert [one.check for one in wrong] == [name]
    assert words in wrong[0].say
    assert not report.ready
    assert in_order(report.checks)[0] == wrong[0]


@pytest.mark.parametrize("oddity", ODD)
def test_what_works_but_is_worth_a_look_is_named(oddity: str) -> None:
    name, probes, words = ODD[oddity]

    report = check(**probes)

    assert [(one.check, words in one.say) for one in report.checks if one.status == "look"] == [
        (name, True)
    ]
    assert report.ready


def test_a_hall_in_which_everything_is_wrong_says_so_within_the_limits() -> None:
    began = time.monotonic()

    report = check(0.2, joining=_hangs, **dict.fromkeys(CHECKS, _never))

    assert [one.check for one in report.checks] == [*CHECKS, "joining"]
    assert {one.status for one in report.checks} == {"wrong"}
    assert time.monotonic() - began < 5


async def test_the_loop_is_free_while_probes_wait() -> None:
    free = asyncio.create_task(asyncio.sleep(0))

    checking = asyncio.create_task(check_hall(replace(GOOD, disk=_never), 0.2))
    await free

    assert not checking.done()
    assert not (await checking).ready


def test_the_page_is_joined_and_left_and_nothing_is_kept(tmp_path: Path) -> None:
    def joined(ways: NetworkOptions, *found: Address) -> tuple[Joined, ...]:
        return asyncio.run(join_everywhere(ways, lambda: found, tmp_path))

    assert joined(NetworkOptions(host="127.0.0.1")) == (Joined("127.0.0.1", joined=True),)
    assert joined(NetworkOptions(), Address("192.0.2.250", "gone")) == (
        Joined("192.0.2.250", joined=False),
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 6, 9, 14, 30, 60])
def test_nothing_is_kept_of_a_page_that_nobody_waits_for_any_more(
    tmp_path: Path, steps: int
) -> None:
    async def left() -> None:
        joining = asyncio.create_task(
            join_everywhere(NetworkOptions(host="127.0.0.1"), tuple, tmp_path)
        )
        for _ in range(steps):
            await asyncio.sleep(0.001)
        joining.cancel()
        # As an app does that is left: nothing more is waited for.
        await asyncio.sleep(0)

    asyncio.run(left())

    for thread in threading.enumerate():
        if thread.name == "hall-check":
            thread.join(5)
    gc.collect()
    assert list(tmp_path.iterdir()) == []


async def test_a_taken_port_is_seen_and_the_page_is_not_served_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        here = probes_here(
            Library(Home(tmp_path)), WIDE, tuple, NetworkOptions(port=taken, host="127.0.0.1")
        )

        report = await check_hall(replace(here, network=GOOD.network))

        wrong = {one.check for one in report.checks if one.status == "wrong"}
        assert wrong == {"port", "joining"}
    assert ports((taken,), "127.0.0.1") == Ports((taken,), taken)


def test_saving_is_measured_where_sessions_are_and_leaves_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")

    slowest = slowest_save_ms(home)
    with pytest.raises(OSError, match="space"):
        slowest_save_ms(home, replace_sync(_refuses(errno.ENOSPC)))

    assert slowest < 5_000
    assert list(home.root.iterdir()) == []
    assert verify(home).sound


def test_measuring_leaves_a_file_of_that_name_that_is_somebody_elses(tmp_path: Path) -> None:
    own = tmp_path / "hall-check"
    own.write_text("Bring cups")

    slowest_save_ms(Home(tmp_path))

    assert own.read_text() == "Bring cups"
    assert list(tmp_path.iterdir()) == [own]


def test_what_a_stopped_measuring_leaves_is_gone_after_the_next(tmp_path: Path) -> None:
    for operations in range(40):
        stopped = True
        with suppress(Killed):
            slowest_save_ms(Home(tmp_path), killed_after(operations))
            stopped = False

        slowest_save_ms(Home(tmp_path))

        assert list(tmp_path.iterdir()) == [], operations
        if not stopped:
            return
    pytest.fail("it takes more operations than were tried")


def replace_sync(refuses: Callable[[], Any]) -> Any:
    from dataclasses import replace as with_

    return with_(REAL, sync=lambda fd: refuses())


def test_a_clock_before_what_was_written_is_wrong(tmp_path: Path) -> None:
    home = Home(tmp_path)
    opened(home).close()
    past = datetime.now(UTC) - timedelta(days=400)

    seen = clock(home, Readings(wall=lambda: past, offset_s=lambda at: 0))

    assert seen.newest
    assert clock(home, Readings()).newest == ""


def test_a_change_of_the_clocks_within_a_day_is_seen(tmp_path: Path) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    change = now + timedelta(hours=5)
    readings = Readings(wall=lambda: now, offset_s=lambda at: 3600 if at >= change else 0)

    assert clock(Home(tmp_path), readings).changes == f"{now + timedelta(hours=6):%A at %H:%M}"


def test_without_the_libraries_of_scripts_neither_letters_nor_scripts_are_fine(
    tmp_path: Path,
) -> None:
    gone = ("freetype", "bidi")
    here = probes_here(Library(Home(tmp_path)), WIDE, lambda: gone, NetworkOptions())

    assert (here.letters(), here.shaping()) == (gone, ("bidi",))


@pytest.mark.parametrize(
    ("network", "ip", "who"),
    [
        ("wlan0", "192.168.1.20", "private"),
        ("Ethernet", "10.0.0.7", "private"),
        ("tun0", "10.8.0.2", "vpn"),
        ("NordVPN", "10.5.0.2", "vpn"),
        ("tailscale0", "100.101.102.103", "vpn"),
        ("docker0", "172.17.0.1", "inside"),
        ("eth0", "8.8.8.8", "public"),
    ],
)
def test_who_reaches_an_address_is_known_by_its_network(network: str, ip: str, who: str) -> None:
    assert [reach(one) for one in usable([(network, ip)])] == [who]


def test_who_to_ring_is_read_from_the_plan_the_session_or_nothing(tmp_path: Path) -> None:
    desk = Library(Home(tmp_path / "data"))
    plan = tmp_path / "plan.toml"
    plan.write_text('title = "Ours"\nsupport = "Ann"\n[[agenda]]\ntitle = "Tea"\nminutes = 5\n')

    assert support(desk, None, "") == Support()
    assert support(desk, None, str(plan)) == Support("Ours", "Ann")
    live = opened(desk.home)
    assert support(desk, live, "") == Support(PLAN.title)
    live.close()
    assert support(desk, None, "") == Support(PLAN.title)


def test_a_plan_that_is_none_is_said_in_its_line(tmp_path: Path) -> None:
    here = probes_here(
        Library(Home(tmp_path)), WIDE, tuple, NetworkOptions(), plan=str(tmp_path / "gone.toml")
    )

    report = check(support=here.support)

    assert [one.check for one in report.checks if one.status == "wrong"] == ["support"]
