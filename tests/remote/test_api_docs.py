"""``docs/phone-api.md`` and the server say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from remote import wire
from session.model.people import Consent
from session.views.phone_build import PARTS
from session.views.phone_parts import PhoneMe
from session.wording.catalogue import CATALOGUE
from tests.remote.hall import join, phone, served

PAGE = (Path(__file__).parents[2] / "docs" / "phone-api.md").read_text(encoding="utf-8")


def fields(line: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", line))


def row(key: str, heading: str = "The state") -> str:
    under = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    (found,) = re.findall(rf"^\| `{key}` \|.*$", under, flags=re.MULTILINE)
    return str(found)


def test_every_do_has_its_line_with_its_fields() -> None:
    for kind in get_args(wire.AnyDo):
        told = fields(row(str(kind.__struct_config__.tag), "Doing"))
        assert set(kind.__struct_fields__) - {"id"} <= told


def test_every_key_of_the_state_has_its_line() -> None:
    for part in PARTS:
        assert row(part.key)
    assert fields(row("me")) == {"me", *PhoneMe.__struct_fields__}


def test_the_form_of_joining_is_told() -> None:
    told = PAGE.split("## Joining")[1].split("## Doing")[0]

    assert set(wire.Join.__struct_fields__) <= fields(told)
    assert set(Consent.__struct_fields__) <= fields(told)


def test_every_reason_that_is_told_is_one_there_is() -> None:
    reasons = re.findall(r"^\| \d{3} \| `([\w.]+)`", PAGE, flags=re.MULTILINE)

    assert len(reasons) == 8
    assert set(reasons) <= set(CATALOGUE)


async def test_a_first_message_holds_every_key_and_their_fields_are_told() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        async with browser.get(f"{site.url}/state") as answer:
            told = await answer.json()

    assert set(told) == {"n", "all", "me", *(part.key for part in PARTS)}
    for key in ("session", "agenda", "agreement", "last"):
        assert set(told[key]) <= fields(row(key))
