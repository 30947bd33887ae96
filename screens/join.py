"""How to join: the phone page, the meeting link and the Wi-Fi as QR codes, and the words to type."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.reactive import var
from textual.widgets import Static

from screens.base import BaseScreen
from screens.dialogs.pick import Pick
from screens.dialogs.ways import ask_ways
from screens.eight import Eight, tell_step
from screens.keys.keymap import hint, keys_on, layout_of
from screens.keys.tables import bindings_for
from screens.messages import DoorAsked, Submit
from screens.mounted import is_shown
from screens.text import plain
from screens.widgets.big_words import BigWords
from screens.widgets.card import wrapped
from screens.widgets.key_line import KeyLine
from screens.widgets.lettering import letters
from screens.widgets.qr_code import QrCode, wifi_data
from session.model.admission import TakeBackJoins
from session.model.lifecycle import Meta
from session.model.phones import CloseDoor, SetColouring, SetLookFirst
from session.model.state import State
from session.rules import devices
from session.rules.admission import joined_since
from session.views.phone_link import Joining
from session.wording.catalogue import say

TAKEN_BACK_MIN = (2, 5, 15, 60)
"""Choices of minutes whose joins can be revoked together."""


class Way(Struct, frozen=True):
    """One code: where it works, its content, and the words with the same meaning."""

    key: str
    where: str
    data: str
    words: str
    address: str = ""
    """What is typed instead, if it is one address; a space is where it may be broken."""


class JoinScreen(BaseScreen[None]):
    """Every code says where it works, and is optional."""

    CSS_PATH = Path(__file__).parent / "join.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("join")]
    PLACE = "join"
    PARTS = (Eight,)

    joining: var[Joining] = var(Joining())

    def __init__(self) -> None:
        super().__init__()
        self._alone = 0
        """Which code is shown alone, from 1; 0 for all of them."""
        self._crowded = False
        """Whether there is not enough space for all of them next to each other."""

    def compose(self) -> ComposeResult:
        yield Static(plain(self._door_words()), id="door")
        yield BigWords(name="address")
        found = ways(self.state, self.joining)
        beside = tuple(way.data for way in found)
        # All leave as many rows for the words below as the one that needs most of them.
        longest = max((way.words for way in found), key=lambda words: words.count("\n"), default="")
        with Horizontal():
            for way in found:
                yield Vertical(
                    Static(plain(way.where), classes="where"),
                    QrCode(way.data, longest, name=f"qr-{way.key}", beside=beside),
                    Static(plain(way.words), classes="words"),
                    classes=f"way -{way.key}",
                    name=way.address,
                )
            if not found:
                with Vertical(id="none"):
                    yield BigWords(say("join.none"))
                    yield Static(
                        plain(f"{self._offer()}\n\n{hint(self.app, 'join', 'join.none.add')}")
                    )
        yield KeyLine(
            "join", ("door", "alone", "ways", "copy", "another", "board", "blackout", "help")
        )

    def _offer(self) -> str:
        """Say how to let people join, by the key that does it now."""
        (door,) = (key for key in keys_on("join", layout_of(self.app)) if key.id == "door")
        return say("join.offer", key=door.shown)

    def action_alone(self) -> None:
        """Show the first code alone, then the next, then all again if they fit."""
        most = len(self.query(".way"))
        if most > 1:
            self._show_alone(self._alone + 1 if self._alone < most else int(self._crowded))

    def _show_alone(self, place: int) -> None:
        """Show one code, or all, and the address of the page, or of a code alone, in the rows they leave.

        The sizes are computed from the data: the last layout may be that of other codes.
        """
        self._alone = place
        ways = [*self.query(".way")]
        for at, way in enumerate(ways, 1):
            way.display = place in {0, at}
        self._enlarge("", 0)
        if not (shown := [way for way in ways if way.display]):
            return
        space = self._space(len(shown))
        below = max(code.words_rows(space.width) for way in shown for code in way.query(QrCode))
        for way in shown:
            way.query_one(".words").styles.min_height = below
        used = max(code.rows_needed(space) for way in shown for code in way.query(QrCode))
        address = shown[0].name or "" if len(shown) == 1 or shown[0].has_class("-page") else ""
        # Before its path it may be broken, if it is larger then.
        for words in (address, address.replace(" ", "")):
            if drawn := letters(words, self.size.width - 4, space.height - used):
                self._enlarge(words, len(drawn))
                return

    def _space(self, beside: int) -> Size:
        """Return the space of one of ``beside`` codes next to each other, between the first line and the last."""
        width, height = self.size
        above = max(1, len(wrapped(self._door_words(), width - 2)))
        return Size(max(1, width // beside), max(1, height - above - 1))

    def _enlarge(self, address: str, rows: int) -> None:
        for big in self.query("#address").results(BigWords):
            big.words, big.styles.height, big.display = address, rows, rows > 0

    def on_mount(self) -> None:
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Show all codes, or the first alone if one of them would not fit next to the others."""
        codes = [*self.query(QrCode)]
        space = self._space(max(1, len(codes)))
        self._crowded = len(codes) > 1 and not all(code.fits(space) for code in codes)
        self._show_alone(int(self._crowded))

    def watch_state(self, was: State, state: State) -> None:
        self._changed(was.meta != state.meta or was.door != state.door)
        if is_shown(self) and was.devices is not state.devices:
            # While it is recomposed it is missing, and is created with the current values.
            for line in self.query("#door").results(Static):
                line.update(plain(self._door_words()))

    def watch_joining(self, was: Joining, joining: Joining) -> None:
        self._changed(was.link != joining.link)

    def _door_words(self) -> str:
        link, told = self.joining.link, door_words(self.state)
        nowhere = self.state.door.open and link is not None and link.nowhere
        return f"{told}\n{hint(self.app, 'join', 'join.nowhere')}" if nowhere else told

    def _changed(self, shown: bool) -> None:
        if shown and is_shown(self):
            self.call_next(self._again)

    async def _again(self) -> None:
        await self.recompose()
        tell_step(self)
        self._fit()

    def action_door(self) -> None:
        if self.state.door.open:
            self.post_message(Submit(CloseDoor()))
        else:
            self.post_message(DoorAsked("open"))

    def action_ways(self) -> None:
        ask_ways(self, self.state.meta)

    def action_another(self) -> None:
        self.post_message(DoorAsked("another"))

    def action_renew(self) -> None:
        self.post_message(DoorAsked("renew"))

    def action_back(self) -> None:
        now_t = self.now.t
        spans = [(minutes, now_t - minutes * 60_000) for minutes in TAKEN_BACK_MIN]
        choices = [
            (
                str(since),
                say("join.back.minutes", n=len(joined_since(self.state, since)), minutes=minutes),
            )
            for minutes, since in spans
        ]

        def chosen(since: str | None) -> None:
            if since is not None:
                self.post_message(Submit(TakeBackJoins(since_t=int(since)), say("join.backed")))

        self.app.push_screen(Pick(say("join.back"), choices), chosen)

    def action_copy(self) -> None:
        self.post_message(DoorAsked("copy"))

    def action_look_first(self) -> None:
        self.post_message(Submit(SetLookFirst(on=not self.state.door.look_first)))

    def action_colouring(self) -> None:
        self.post_message(Submit(SetColouring(on=not self.state.door.colouring)))


def ways(state: State, joining: Joining) -> tuple[Way, ...]:
    """Return what people can scan: the page while it is served, the meeting, the Wi-Fi."""
    meta, link = state.meta, joining.link
    found: list[Way] = []
    if link is not None and state.door.open and not link.nowhere:
        where = say("join.page.anywhere" if link.anywhere else "join.page.room")
        found.append(Way("page", where, link.code, link.url, _typed(link.url)))
    if meta.meeting_link:
        address = meta.meeting_link
        found.append(Way("anywhere", say("join.anywhere"), address, address, _typed(address)))
    if meta.wifi:
        data = wifi_data(meta.wifi.name, meta.wifi.password)
        found.append(Way("room", say("join.room"), data, _wifi_words(meta)))
    return tuple(found)


def _typed(link: str) -> str:
    """Return what is typed for a link, with a space before its path."""
    host, slash, path = link.partition("://")[2].partition("/")
    return f"{host} {slash}{path}".rstrip(" /")


def door_words(state: State) -> str:
    """Return in words whether people can join, how many have, and what phones may do."""
    door = state.door
    if not door.code:
        return ""
    told = [say("join.open_now" if door.open else "join.closed_now")]
    if joined := devices.joined(state):
        told.append(say("join.in", n=joined))
    if door.look_first:
        told.append(say("join.look_first"))
    if door.colouring:
        told.append(say("join.colouring"))
    return " · ".join(told)


def _wifi_words(meta: Meta) -> str:
    wifi = meta.wifi
    if wifi is None:
        return ""
    network = say("join.network", name=wifi.name)
    secret = say("join.password", password=wifi.password) if wifi.password else say("join.open")
    return f"{network}\n{secret}"
