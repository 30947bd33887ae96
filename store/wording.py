"""A group's own sentences, from a file in the data folder: valid ones are used, invalid ones reported."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

from session.wording.catalogue import CATALOGUE, Entry, named_values, say
from store.faults import Fault
from store.toml_lines import lines_of

MOST_WORDS = 20
_SENTENCE = re.compile(r"[^.!?:…]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VALUE = re.compile(r"{\w*}")
_AT_LINE = re.compile(r"line (\d+)")


def read_wording(path: Path) -> tuple[dict[str, Entry], tuple[Fault, ...]]:
    """Return the valid sentences of a file, by key, and what is wrong with the others."""
    try:
        text = path.read_bytes().decode().replace("\r\n", "\n")
        given = tomllib.loads(text)
    except (OSError, UnicodeDecodeError):
        return {}, (_fault(path, 0, "unreadable"),)
    except tomllib.TOMLDecodeError as fault:
        line = _AT_LINE.search(str(fault))
        return {}, (_fault(path, int(line[1]) if line else 0, "not_toml"),)
    lines = lines_of(text)
    good: dict[str, Entry] = {}
    faults: list[Fault] = []
    for keys, value in _flat(given):
        key = ".".join(keys)
        if amiss := next(_faults(path, lines[keys], key, value), None):
            faults.append(amiss)
        else:
            good[key] = (value[0], value[1]) if isinstance(value, list) else str(value)
    return good, tuple(faults)


def printed(path: Path, replaced: Mapping[str, Entry]) -> str:
    """Return every sentence as such a file: its values named above it, the group's own in place."""
    lines = [f"# {say('wording.head', path=str(path))}", ""]
    for key, usual in CATALOGUE.items():
        if values := named_values(usual):
            lines.append(f"# {say('wording.values', values=_listed(values))}")
        lines.append(f'"{key}" = {_toml(replaced.get(key, usual))}')
    return "\n".join(lines) + "\n"


def _flat(given: object, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    # A name without quotes is a table in TOML, and is accepted as well.
    if isinstance(given, dict):
        for key, value in given.items():
            yield from _flat(value, (*above, key))
    else:
        yield above, given


def _faults(path: Path, line: int, key: str, value: object) -> Iterator[Fault]:
    usual = CATALOGUE.get(key)
    if usual is None:
        near = difflib.get_close_matches(key, CATALOGUE, 1)
        instead = say("wording.unknown.meant", meant=near[0]) if near else ""
        yield _fault(path, line, "unknown", instead, key=key)
        return
    texts = value if isinstance(value, list) else [value]
    pair = isinstance(usual, tuple)
    if not all(isinstance(text, str) and text.strip() for text in texts):
        yield _fault(path, line, "not_pair" if pair else "not_text", key=key)
        return
    if isinstance(value, list) is not pair or len(texts) != (2 if pair else 1):
        yield _fault(path, line, "not_pair" if pair else "not_text", key=key)
        return
    known = named_values(usual)
    usual_texts = usual if isinstance(usual, tuple) else (usual,)
    for text, was in zip(texts, usual_texts, strict=True):
        yield from _text_faults(path, line, key, text, named_values(was), known)


def _text_faults(
    path: Path, line: int, key: str, text: str, needed: set[str], known: set[str]
) -> Iterator[Fault]:
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        yield _fault(path, line, "braces", key=key)
        return
    used = {name for _, name, _, _ in parts if name is not None}
    if used - known or any(spec or conversion for _, _, spec, conversion in parts):
        instead = say("wording.strange.instead", values=_listed(known) or say("wording.no_values"))
        yield _fault(path, line, "strange", instead, key=key)
    if missing := needed - used:
        yield _fault(path, line, "missing", key=key, values=_listed(missing))
    longest = max(map(_words, _SENTENCE.findall(text)), default=0)
    if longest > MOST_WORDS:
        yield _fault(path, line, "long", key=key, n=longest)


def _words(sentence: str) -> int:
    return len(_WORD.findall(_VALUE.sub("", sentence)))


def _fault(path: Path, line: int, wrong: str, instead: str = "", **values: str | int) -> Fault:
    told = instead or say(f"wording.{wrong}.instead")
    return Fault(path.name, line, say(f"wording.{wrong}", **values), told)


def _listed(values: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(values))


def _toml(entry: Entry) -> str:
    if isinstance(entry, tuple):
        return f"[{_toml(entry[0])}, {_toml(entry[1])}]"
    escaped = entry.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
