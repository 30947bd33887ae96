"""The page about the wire is true: every wish and key has its line, and answers come in its order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from remote.server import BODY_MOST
from remote.wire import AnyDo
from session import phoneviews
from session.phoneviews import PARTS, PhoneMe
from tests.remote.hall import CODE, join, phone, served

TOLD = (Path(__file__).parents[2] / "docs" / "phone-api.md").read_text(encoding="utf-8")


def row(key: str) -> str:
    found = re.search(
        rf"^\| `{re.escape(key)}` \|.*$", TOLD.split("## What may be", 1)[1], re.MULTILINE
    )
    assert found, key
    return found.group()


def test_every_wish_has_its_line_with_every_field() -> None:
    for kind in get_args(AnyDo):
        line = row(kind.__struct_config__.tag)
        assert [f for f in kind.__struct_fields__ if f != "id" and f"`{f}`" not in line] == []


def test_every_key_of_the_state_has_its_line() -> None:
    state = TOLD.split("## The state", 1)[1]
    for key in ("n", "me", *(part.key for part in PARTS)):
        assert f"\n| `{key}` | " in state, key


@pytest.mark.parametrize("field", PhoneMe.__struct_fields__)
def test_every_field_of_ones_own_is_told(field: str) -> None:
    assert f"`{field}`" in TOLD.split("| `me` |", 1)[1]


def test_every_field_of_the_views_is_named() -> None:
    state = TOLD.split("## The state", 1)[1]
    for view in (phoneviews.PhoneSession, phoneviews.PhoneRound, phoneviews.PhoneAgenda):
        assert [field for field in view.__struct_fields__ if f"`{field}`" not in state] == []


async def test_answers_come_in_the_order_of_the_page() -> None:
    seen = []
    foreign, json = {"Origin": "http://evil.example"}, {"Content-Type": "application/json"}
    large, broken = b"x" * (BODY_MOST + 1), b"{"
    good, refused = b'{"do":"hand"}', b'{"do":"hand_down"}'
    async with served() as site, phone() as known, phone() as unknown:
        await join(known, site)
        site.hall.saving = False
        # Everything is wrong with the first one; each of the others has one fault less.
        for asking, code, headers, body in (
            (unknown, "cold-soup", json | foreign, large),
            (unknown, "cold-soup", json, large),
            (unknown, "cold-soup", json, broken),
            (unknown, CODE, json, broken),
            (known, CODE, json, broken),
        ):
            async with asking.post(f"{site.base}/{code}/do", data=body, headers=headers) as answer:
                seen.append(answer.status)
        site.hall.saving = True
        for body in (broken, refused, good):
            async with known.post(f"{site.url}/do", data=body, headers=json) as answer:
                seen.append(answer.status)
        often = set()
        for _ in range(40):
            async with known.post(f"{site.url}/do", data=refused, headers=json) as answer:
                often.add(answer.status)
        assert 429 in often
        seen.insert(6, 429)

    part = TOLD.split("## Answers", 1)[1].split("## ", 1)[0]
    assert seen == [int(code) for code in re.findall(r"^\| (\d+) \|", part, re.MULTILINE)]
