"""The keys of the parking lot: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key
from screens.keys.listed import CHOOSE, LEAVE

# fmt: off
PARKING: tuple[Key, ...] = (
    Key("park", "p", "p", "Park", "Keep a side issue for later.", "Parking", True, box=True),
    Key("pick-up", "k,enter", "k", "Pick up", "Talk about it now; the agenda stays as it is.", "Parking", True),
    Key("now", "n", "n", "Pick up now", "Make it the agenda item on now, 5 minutes.", "Parking", True),
    Key("put-back", "b", "b", "Put back", "Park it again; it waits.", "Parking"),
    Key("resolved", "r", "r", "Resolved", "It is settled. It was picked up before.", "Parking", True),
    Key("action", "a", "a", "Make it an action", "Write it as a next step: what, who, by when.", "Parking", True, box=True),
    Key("carry", "c", "c", "Carry over", "Keep it for the next session.", "Parking", True),
    Key("carry-all", "C", "C", "Carry all over", "Keep all that is open for the next session.", "Parking"),
    Key("promise", "t", "t", "Promise", "Say when it comes back, such as session 4.", "Parking", box=True),
    Key("change", "e", "e", "Put it right", "Change its words, who asked and the promise.", "Parking", box=True),
    Key("strike", "x", "x", "Strike it", "Take its words out of the record for good.", "Parking"),
    *CHOOSE,
    *LEAVE,
)
# fmt: on
