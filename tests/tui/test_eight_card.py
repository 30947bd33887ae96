"""The card of the eight keys: four to a sheet, every key on the back, and keys as they were changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from screens.keys.keymap import Layout, layout_with
from tests.every_key import ALL_KEYS
from tui.cli.eight_card import card_words
from tui.cli.main import main

EIGHT = ["n", "w", "h", "v", "r", "z", "u", "?"]


def test_the_card_has_the_eight_and_nothing_private() -> None:
    words = card_words(Layout())

    assert [row["key"] for row in words["eight"]] == EIGHT
    assert "Private panel" not in [part["title"] for part in words["every"]]
    assert [row["key"] for row in card_words(ALL_KEYS)["eight"]] == EIGHT


def test_a_changed_key_stands_on_it() -> None:
    words = card_words(layout_with({"go-on": "f5"}))

    assert words["eight"][0]["key"] == "F5"


def test_four_cards_and_every_key_fit_on_two_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIRSAY_HOME", str(tmp_path / "data"))
    at = tmp_path / "cards.pdf"

    assert main(["keys", "--cards", str(at)]) == 0

    front, back = (page.extract_text() for page in PdfReader(at).pages)
    assert front.count("Go on") == 4
    assert front.count("Eight keys run a session") == 4
    assert "Skip this item" in back
