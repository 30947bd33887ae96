"""The phone page: rendered on the laptop, usable without script; what people typed is escaped."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from remote.room import Room
from remote.wire import Join
from session.model.people import Consent
from session.model.state import State
from session.rules.votes import PULSE
from session.views.in_private import answer, readers
from session.views.phone_build import why
from session.wording import phone_page as words
from session.wording.catalogue import CATALOGUE, say

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
QUESTIONS = Consent.__struct_fields__
_KINDS = {".css": "text/css", ".js": "text/javascript"}
_QUOTED = re.compile(rb"""("(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`)""")
"""Quoted text: strings, and template literals without nested ones."""
_BROKEN = re.compile(rb"(?<=[{},;(\[>])\n|\n(?=[?:.&|)\]}])")
"""Line ends that can be removed: statements end with a semicolon or a brace."""
_SPACED = re.compile(rb" ?(=>|[!=]==?|[-+]=|&&|\|\||[=?:,;<>(){}\[\]]) ?")
_NEEDLESS = re.compile(rb";(?=})|(?<=[=(,:?])\((\w+)\)(?==>)")
"""The semicolon before a closing brace, and parentheses around the only parameter of a function."""
JOINED, ASKED = "phone.joined", "phone.refused.device_asked"
WAITS = "refused.return_waits"
_SAID = ("phone.did.", JOINED, ASKED)
_EMPTY = Join()
KEPT_MOST = 5_000
"""Maximum number of cached parts of pages."""


@lru_cache(maxsize=8)
def asset(path: str) -> tuple[bytes, str]:
    """Return a style sheet or script of the page, and its content type.

    Minified: indentation, comments, and unnecessary breaks, spaces and characters are removed, quoted text is
    unchanged.
    """
    name = Path(path).name
    lines = map(bytes.strip, (HERE / "static" / name).read_bytes().splitlines())
    sent = b"\n".join(line for line in lines if line and not line.startswith(b"//"))
    kind = _KINDS[Path(name).suffix]
    if kind == "text/css":
        return re.sub(rb"(?<=[{,;}])\n", b"", sent), kind
    parts = _QUOTED.split(_BROKEN.sub(b"", sent))
    parts[::2] = (_NEEDLESS.sub(rb"\1", _SPACED.sub(rb"\1", part)) for part in parts[::2])
    return b"".join(parts), kind


class Through(Struct, frozen=True):
    """How a request arrived: by an external host (empty within the room), and whether encrypted."""

    host: str = ""
    locked: bool = False


_HERE = Through()


class Pages:
    """The pages of one session. Not thread-safe.

    Parts that are equal for many phones are cached by their inputs.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._made: dict[Any, tuple[tuple[Any, ...], str]] = {}

    def first(
        self,
        said: str = "",
        through: Through = _HERE,
        form: Join = _EMPTY,
        no: str = "",
        *,
        taken: bool = False,
    ) -> str:
        """Return the page for joining.

        ``said`` is the key of the result of its last request, ``through`` how the request arrived, ``form``
        the values of a refused form, and ``no`` the sentence with the reason. ``taken``: the name is in
        use, and they may ask to rejoin under it.
        """
        state = self._room.state
        ended = state.closing.ended_t is not None
        return (
            _house()
            .get_template("join.html.j2")
            .render(
                title=state.meta.title,
                series=state.meta.series,
                roles=state.meta.roles,
                open=state.door.open and not ended,
                ended=ended,
                through=through,
                questions=QUESTIONS,
                code=state.door.code,
                said=no or _said(state, said),
                readers=readers(state),
                form=form,
                asked=said in {ASKED, WAITS},
                taken=taken,
            )
        )

    def page(
        self,
        whole: bytes,
        said: str = "",
        through: Through = _HERE,
        ballot: Mapping[str, int] | None = None,
        no: str = "",
    ) -> str:
        """Return the page of a phone that has joined; ``whole`` is its state as sent over the connection.

        ``ballot`` is a ballot that was refused, and ``no`` the sentence with the reason.
        """
        told = json.loads(whole)
        state = self._room.state
        return (
            _house()
            .get_template("page.html.j2")
            .render(
                told=told,
                ideas=self._ideas(told, state.door.code),
                notes=self._kept("notes", "notes", _joined(told, "notes")),
                why=why(state),
                code=state.door.code,
                pulse=PULSE,
                questions=QUESTIONS,
                saving=self._room.saving,
                through=through,
                ballot=ballot,
                said=no or _said(state, said),
                arriving=said == JOINED and told["session"]["stage"] == "on",
                script_words=_script_words(),
                earlier=state.carried.sessions > 0,
            )
        )

    def _ideas(self, told: dict[str, Any], code: str) -> defaultdict[str, list[str]]:
        """Return the list of each theme by its letter, the ``unsorted``, and where people ``differ``."""
        choices = told["themes"] if told["session"]["colouring"] else []
        colours, letters = told["me"]["colours"], {theme["letter"] for theme in told["themes"]}
        lists: defaultdict[str, list[str]] = defaultdict(list)
        for one in _joined(told, "ideas"):
            place = one["letters"] or "unsorted"
            mine = colours.get(one["id"])
            made = self._kept(("idea", one["id"], mine), "idea", code, one, choices, mine)
            lists[place if place in {"unsorted", *letters} else "differ"].append(made)
        return lists

    def _kept(self, key: Any, macro: str, *given: Any) -> str:
        """Return a rendered macro, cached by its arguments."""
        before = self._made.get(key)
        if before and before[0] == given:
            return before[1]
        if len(self._made) >= KEPT_MOST:
            self._made.clear()
        made: str = getattr(_house().get_template("parts.html.j2").module, macro)(*given)
        self._made[key] = given, made
        return made


def missed_page(state: State, *, waits: bool) -> str:
    """Return the page on which somebody asks what they missed; ``waits``: the facilitator has been asked."""
    told = _house().get_template("missed.html.j2")
    first = not state.carried.sessions
    return told.render(code=state.door.code, waits=waits, first=first)


def said_page(sentence: str, code: str, typed: Mapping[str, str]) -> str:
    """Return a page with one sentence and a link back.

    ``typed`` has the refused values by field name, which can be corrected there.
    """
    told = _house().get_template("said.html.j2")
    return told.render(sentence=sentence, code=code, typed=typed)


def _said(state: State, key: str) -> str:
    """Return the sentence for a key in the query; empty for unknown keys."""
    return (
        answer(state, key) if key == WAITS or (key.startswith(_SAID) and key in CATALOGUE) else ""
    )


def _joined(told: dict[str, Any], key: str) -> list[Any]:
    """Return a list that is split into chunks as one."""
    parts = [told[key]]
    while (more := f"{key}.{len(parts)}") in told:
        parts.append(told[more])
    return [entry for part in parts for entry in part]


@lru_cache(maxsize=1)
def _script_words() -> dict[str, Any]:
    """Return the sentences the script puts on the page, by key; a pair is (one, many)."""
    script = asset("/page.js")[0].decode()
    said = " ".join(re.findall(r"\bsay\([^()]*", script))
    used = {*re.findall(r'"([\w.]+)"', said), *re.findall(r'"(\w+\.[\w.]+)"', script)}
    return {
        key: entry
        for full, entry in words.WORDS.items()
        if full.startswith("page.") and (key := full.removeprefix("page.")) in used
    }


@lru_cache(maxsize=1)
def _house() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    house = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    house.globals["say"] = say
    house.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "ensure_ascii": False}
    house.globals["minutes"] = lambda seconds: int(seconds / 60 + 0.5)
    return house
