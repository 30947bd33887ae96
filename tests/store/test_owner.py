import os
import signal
from pathlib import Path

import pytest

from store.owner import AlreadyOpen, claim, holder


def in_a_child(session_dir: Path) -> tuple[int, int]:
    """Claim the session in another process; return its id once it has it, and what keeps it alive."""
    ours, theirs = os.pipe()
    stay, leave = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(leave)
        with claim(session_dir, version="0.1", terminal="Hub night"):
            os.write(theirs, b"1")
            os.read(stay, 1)
        os._exit(0)
    os.close(theirs)
    os.close(stay)
    assert os.read(ours, 1) == b"1"
    os.close(ours)
    return child, leave


def test_the_second_program_is_told_who_has_it(tmp_path: Path) -> None:
    child, leave = in_a_child(tmp_path / "s-1")
    with pytest.raises(AlreadyOpen) as refused, claim(tmp_path / "s-1"):
        pass
    assert refused.value.who is not None
    assert refused.value.who.pid == child
    said = str(refused.value)
    assert "“Hub night”" in said
    assert str(child) in said
    assert said.endswith("Close it there first.")
    assert holder(tmp_path / "s-1") == refused.value.who
    os.close(leave)
    os.waitpid(child, 0)
    with claim(tmp_path / "s-1"):
        pass


def test_a_killed_program_leaves_no_lock(tmp_path: Path) -> None:
    child, leave = in_a_child(tmp_path / "s-1")
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(leave)
    assert (tmp_path / "s-1" / "owner.json").exists()
    assert holder(tmp_path / "s-1") is None
    with claim(tmp_path / "s-1") as me:
        assert me.who.pid == os.getpid()


def test_one_program_cannot_claim_twice(tmp_path: Path) -> None:
    with claim(tmp_path), pytest.raises(AlreadyOpen), claim(tmp_path):
        pass
    assert not (tmp_path / "owner.json").exists()


def test_without_a_card_the_sentence_is_still_plain(tmp_path: Path) -> None:
    with claim(tmp_path):
        (tmp_path / "owner.json").write_text("not json")
        with (
            pytest.raises(AlreadyOpen, match=r"another window\. Close"),
            claim(tmp_path),
        ):
            pass
        somebody = holder(tmp_path)
        assert somebody is not None
        assert somebody.pid == 0


def test_a_session_nobody_ever_opened_has_no_holder(tmp_path: Path) -> None:
    assert holder(tmp_path / "s-9") is None
    assert not (tmp_path / "s-9").exists()


def test_files_are_private(tmp_path: Path) -> None:
    with claim(tmp_path / "s-1"):
        modes = {entry.name: entry.stat().st_mode & 0o777 for entry in (tmp_path / "s-1").iterdir()}
    assert modes == {"owner.json": 0o600, "owner.lock": 0o600}
