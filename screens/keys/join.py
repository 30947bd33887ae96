"""The keys of the Join screen: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
JOIN: tuple[Key, ...] = (
    Key("door", "o", "o", "Open or close joining", "Let people join by phone, or nobody new.", "Join", True),
    Key("alone", "space,tab", "space", "One code alone", "Show one code larger, then the next.", "Join", True),
    Key("ways", "e", "e", "Link or Wi-Fi", "Type the meeting link, or the Wi-Fi.", "Join", True),
    Key("another", "n", "n", "Another address", "Tell people the laptop's next address.", "Join"),
    Key("copy", "y", "y", "Copy for a chat", "Copy link, question and options for a call.", "Join", True),
    Key("renew", "w", "w", "A new code", "Others join by new words; who is in stays in.", "Join"),
    Key("back", "b", "b", "Put out late joins", "All phones that joined in the last minutes.", "Join"),
    Key("look-first", "f", "f", "Look at ideas first", "Ideas from phones wait in the private panel.", "Join"),
    Key("colouring", "c", "c", "Colouring by phone", "Let phones colour ideas into themes, or not.", "Join"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape,j,q", "Esc", "Board", "Go back to the board.", "Session", True),
)
# fmt: on
