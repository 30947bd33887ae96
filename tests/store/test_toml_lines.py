"""Every value of a TOML text has the line where it was written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from store.toml_lines import Path, lines_of


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, held in inside:
        yield (*path, key)
        if isinstance(held, dict | list):
            yield from places(held, (*path, key))


def test_a_key_a_table_and_an_entry_have_their_lines() -> None:
    text = (
        '# "=\n"a.b" . c = """\n\\""" x\n"""""\n\n'
        "[x]  # one\ny.z = [ # ]\n  1, [2,\n3],]\n\n"
        "[[items]]\n[items.more]\nq={r=1,s='#'}\n[[items]]\nd = 2026-01-01 10:00:00 # t\n"
    )

    lines = lines_of(text)

    assert set(places(tomllib.loads(text))) == set(lines)
    assert lines == {
        ("a.b",): 2,
        ("a.b", "c"): 2,
        ("x",): 6,
        ("x", "y"): 7,
        ("x", "y", "z"): 7,
        ("x", "y", "z", 0): 8,
        ("x", "y", "z", 1): 8,
        ("x", "y", "z", 1, 0): 8,
        ("x", "y", "z", 1, 1): 9,
        ("items",): 11,
        ("items", 0): 11,
        ("items", 0, "more"): 12,
        ("items", 0, "more", "q"): 13,
        ("items", 0, "more", "q", "r"): 13,
        ("items", 0, "more", "q", "s"): 13,
        ("items", 1): 14,
        ("items", 1, "d"): 15,
    }


keys = st.sampled_from(["a", "b.c", '"d e"', "'f'", '"g\\"]"', "1-2_x", 'a."]#"'])
scalars = st.sampled_from(
    [
        "1",
        "0x1",
        "1.5e3",
        "true",
        '"a#\\""',
        "'b\\'",
        '"""\n"x\\"""y"""""',
        "'''\nz''''",
        "10:00:00",
        "inf",
    ]
)
gaps = st.sampled_from(["", " ", "\n", " # ]}\"'\n", "\t\n\n"])
values = st.recursive(
    scalars,
    lambda inner: (
        st.tuples(gaps, st.lists(st.tuples(inner, gaps), max_size=3)).map(
            lambda parts: f"[{parts[0]}{','.join(value + gap for value, gap in parts[1])}]"
        )
        | st.lists(st.tuples(keys, inner), max_size=2).map(
            lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=6,
)
rows = (
    st.tuples(keys, values).map(lambda pair: f"{pair[0]} = {pair[1]}")
    | keys.map(lambda key: f"[{key}]")
    | keys.map(lambda key: f"[[ {key} ]] # note")
    | st.just("# remark")
)


@given(st.lists(rows, max_size=8))
def test_every_place_has_a_line_within_the_text(parts: list[str]) -> None:
    text = ""
    for part in parts:
        # A part that would spoil the whole is left out, so that most examples are TOML.
        try:
            tomllib.loads(text + part + "\n")
        except tomllib.TOMLDecodeError:
            continue
        text += part + "\n"

    lines = lines_of(text)

    assert set(places(tomllib.loads(text))) == set(lines)
    assert all(1 <= line <= text.count("\n") for line in lines.values())
