"""The keys of the record: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key
from screens.keys.listed import CHOOSE, LEAVE

# fmt: off
NOTES: tuple[Key, ...] = (
    Key("note", "w", "w", "Note", "Write a line of the record.", "Write", True, box=True),
    Key("decision", "d", "d", "Decision", "Write down what was decided.", "Write", True, box=True),
    Key("reservation", "D", "D", "Reservation", "Add one to the decision chosen, or the last.", "Write", True, box=True),
    Key("action", "a", "a", "Action", "Write down a next step: what, who, by when.", "Write", True, box=True),
    Key("change", "e,enter", "e", "Put it right", "Change the words of the line chosen.", "Write", True, box=True),
    Key("strike", "x", "x", "Strike it", "Take its words out of the record for good.", "Write", True),
    *CHOOSE,
    *LEAVE,
)
# fmt: on
