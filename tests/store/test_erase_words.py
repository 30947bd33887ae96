"""The search finds words in any spelling that JSON or HTML allows."""

import json
from pathlib import Path

import pytest

from store.erase.words import holds
from store.paths import Home, private_folder

WORDS = "Gülsüm said: “no\tmore/less” \\ <b> 🙂"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.mark.parametrize(
    "spelling",
    [
        WORDS.encode(),
        json.dumps(WORDS).encode(),
        json.dumps(WORDS).upper().replace("\\T", "\\t").encode(),
        json.dumps(json.dumps(WORDS)).encode(),
        json.dumps(WORDS).replace("/", "\\/").encode(),
        "".join(f"\\u{ord(char):04x}" for char in "Gülsüm said: “no").encode(),
        WORDS.replace("<b>", "&lt;b&gt;").encode(),
    ],
)
def test_the_search_knows_every_spelling(home: Home, spelling: bytes) -> None:
    private_folder(home.root)
    (home.root / "somewhere.bin").write_bytes(b"\xff\x00" + spelling)
    needle = "Gülsüm said: “no" if b"\\u0047" in spelling else WORDS
    if spelling.isupper() or b"SAID" in spelling:
        needle = "“NO\tMORE/LESS” \\ <B> 🙂"
    assert [path.name for path in holds(home, needle)] == ["somewhere.bin"]
    assert holds(home, "Gülsüm sad") == []
