"""The keys of the people: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key
from screens.keys.listed import CHOOSE, LEAVE

# fmt: off
PEOPLE: tuple[Key, ...] = (
    Key("presence", "space,enter", "space", "Here or left", "They arrive, leave, or come back.", "People", True),
    Key("late", "l", "l", "Came late", "They arrive late. L on the board: So far.", "People", True),
    Key("all", "A", "A", "All are here", "Everyone who was expected has come.", "People", True),
    Key("add", "a", "a", "Somebody else", "Somebody came who is not on the list.", "People", True, box=True),
    Key("change", "e", "e", "Name and role groups", "Change the name, the role groups, or remote.", "People", box=True),
    Key("remote", "r", "r", "Remote or in the room", "Say where they are now.", "People"),
    Key("named", "y", "y", "May be named", "Private: yes to their name, or taken back.", "People", True),
    Key("consent", "c", "c", "Consent", "Private: ask them five plain questions.", "People", True),
    Key("missing", "m", "m", "Who is missing", "Write down who is not here and should be.", "People", box=True),
    Key("phone", "h", "h", "Ask the phone to leave", "Their phone goes out; they stay on the list.", "People"),
    Key("names", "f9", "F9", "Names and consent", "Private: asks first who else sees the screen.", "People"),
    Key("needs", "N", "N", "Access needs", "Private: only once nobody else sees it.", "People", box=True),
    Key("strike-needs", "X", "X", "Strike access needs", "Private: take them out for good.", "People"),
    *CHOOSE,
    *LEAVE,
)
# fmt: on
