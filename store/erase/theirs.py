"""Files that Fairsay did not write: never changed, only searched for words that are to be removed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from store.erase.inside import contents
from store.erase.spelling import readings
from store.erase.stores import STORES
from store.exports.records import changed
from store.paths import Home, resolved

_ANYWHERE = 3
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^>]*>")


def of_fairsay(home: Home, session_id: str) -> tuple[Path, ...]:
    """Return every file in a session's folder that Fairsay wrote of it, the journal last."""
    if not home.session_dir(session_id).is_dir():
        return ()
    of_session = (one for one in STORES.values() if one.of == "session")
    found = (path for one in of_session for path in one.files(home, session_id))
    return tuple(path for path in found if path.is_file() or path.is_symlink())


def of_somebody_else(home: Home, session_id: str) -> tuple[Path, ...]:
    """Return the files of others that may contain an entry of a session.

    Those in its folder, and those that Fairsay exported and their owner has changed.
    """
    known = {resolved(path) for path in of_fairsay(home, session_id)}
    inside = [
        path
        for path in sorted(home.session_dir(session_id).rglob("*"))
        if path.is_file() and resolved(path) not in known
    ]
    found = (*inside, *changed(home, session_id))
    return tuple(dict.fromkeys(resolved(path) for path in found if path.is_file()))


def holding(paths: Iterable[Path], words: Iterable[str]) -> tuple[Path, ...]:
    """Return those files that contain one of the texts, as text or within a zip (Word, spreadsheets).

    Only letters and digits are compared, since every format marks up the rest in its own way. Unreadable
    and very large files are skipped.
    """
    wanted = tuple(filter(None, map(_plain, words)))
    return tuple(
        path
        for path in paths
        if any(_is_in(wanted, text) for data in contents(path) for text in _texts(data))
    )


def _is_in(wanted: tuple[str, ...], text: str) -> bool:
    plain = f" {_plain(text)} "
    found = [one for one in wanted if f" {one} " in plain]
    if any(len(one) > _ANYWHERE for one in found):
        return True
    # Words this short are in every file; they match only as a whole line.
    return bool(found) and any(_plain(line) in found for line in text.splitlines())


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _texts(data: bytes) -> Iterator[str]:
    for text in readings(data.decode("utf-8", "replace")):
        yield text
        if "<" in text:
            # Word splits a sentence at arbitrary points.
            yield _TAG.sub("", text)
