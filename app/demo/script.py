"""The sample session: two hours of a hub group in June, as the keys of its facilitator (as data)."""

from __future__ import annotations

from app.demo.closing import CLOSING, ENDING
from app.demo.gathering import GATHERING
from app.demo.opening import OPENING
from app.demo.sorting import SORTING_AND_CHOOSING
from app.demo.step import Step

DAY = (2026, 6, 11)
"""A Thursday; it is opened at ten o'clock local time, wherever it is played."""

IN_THE_ROOM: tuple[Step, ...] = (*OPENING, *GATHERING, *SORTING_AND_CHOOSING, *CLOSING)
"""Everything up to the end of the check-out."""

WHOLE: tuple[Step, ...] = (*IN_THE_ROOM, *ENDING)
"""With the session ended and its recap agreed."""
