"""What becomes of a parked item: the choices its status allows now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from screens.dialogs.menu import Deed, Menu
from session.model.parking import OPEN, ParkingStatus
from session.model.state import State
from session.model.text import short
from session.rules.parking import MOVES
from session.wording.catalogue import say

_MOVED: dict[str, ParkingStatus] = {
    "resolved": "resolved",
    "carry": "carried-over",
    "pick-up": "picked-up",
    "put-back": "parked",
}
_WHILE_OPEN = ("now", "action", "promise", "carry-all")


class SettleMenu(Menu):
    """Closes with the id of a row of the table of keys, which ``then`` runs."""

    def __init__(self, state: State, parked: str, then: Callable[[str], None]) -> None:
        super().__init__(state)
        self._parked, self._then = parked, then

    def show(self, state: State) -> None:
        if self._parked in state.parking:
            super().show(state)
        else:
            self.dismiss(None)

    def heading(self, state: State) -> str:
        return short(state.parking[self._parked].text)

    def deeds(self, state: State) -> Sequence[Deed]:
        status = state.parking[self._parked].status
        named = (*_MOVED, *_WHILE_OPEN)
        applies = {one for one, to in _MOVED.items() if to in MOVES[status]}
        applies |= set(_WHILE_OPEN) if status in OPEN else set()
        return [
            Deed(one, n, say(f"settle.{one}"))
            for n, one in enumerate(named, start=1)
            if one in applies
        ]

    def do(self, deed: str) -> None:
        self._then(deed)
