"""Any file of the data folder, in any state people and disks leave it in: a sentence, never a fault, and the rest goes on."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.library import Library
from app.live_session import LiveSession
from app.open_session import resume_session
from session.ballot_box import InBox
from session.model.people import AddPerson
from session.model.settings import Settings
from session.model.votes import OpenRound
from session.rules.ballots import Ballot, Voter
from store.erase.session import forget_session
from store.library.listing import sessions
from store.paths import Home, private_folder
from store.refusal import Refusal
from store.settings import save_settings
from store.verify import verify
from tests.app.test_moved_alone import SESSION, Crashed
from tests.damaged import FIRST, OPEN, SECOND, sound
from tests.store.handed import hand_out
from tui.cli.main import main

VOTERS = ("one", "two", "three")


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_at_a_line(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def deleted(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def first_bit(path: Path) -> None:
    _bit(path, 0.0)


def middle_bit(path: Path) -> None:
    _bit(path, 0.5)


def last_bit(path: Path) -> None:
    _bit(path, 0.98)


def _bit(path: Path, where: float) -> None:
    data = bytearray(path.read_bytes())
    if data:
        data[int(len(data) * where)] ^= 2
    path.write_bytes(data)


def zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def of_a_newer_version(path: Path) -> None:
    data = path.read_bytes()
    for old, new in ((b'"schema":1', b'"schema":9'), (b'"v":1', b'"v":9')):
        data = data.replace(old, new)
    path.write_bytes(data)


def another_format(path: Path) -> None:
    path.write_bytes(b'[1, {"a": null}]\n')


def unreadable(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


STATES = (
    emptied,
    cut,
    cut_at_a_line,
    deleted,
    a_folder,
    first_bit,
    middle_bit,
    last_bit,
    zeros,
    of_a_newer_version,
    another_format,
    unreadable,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = sound(tmp_path_factory.mktemp("whole") / "data")
    save_settings(home, Settings())
    live = Library(home).resume(OPEN)
    live.handle(AddPerson(name="Zofia"))
    live.handle(OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3))
    cast(live, *VOTERS)
    assert live.close()
    home.wording.write_text('[words]\n"console.saved" = "saved"\n', "utf-8")
    hand_out(home, Library(home).recap(FIRST), "text", private_folder(home.exports(FIRST)))
    return home


def cast(live: LiveSession, *voters: str) -> None:
    (vote,) = live.runtime.live.rounds.values()
    for voter in voters:
        ballot = Ballot("pass", {next(iter(vote.options)): 1})
        assert isinstance(live.ballots.cast(vote.id, Voter(voter), ballot), InBox)


def files(home: Home) -> list[Path]:
    """Return every file that a sound data folder has, but for locks, which hold nothing."""
    found = (path for path in home.root.rglob("*") if path.is_file())
    return sorted(path for path in found if path.suffix != ".lock")


@pytest.mark.parametrize("state", STATES)
def test_whatever_became_of_a_file_the_rest_goes_on(
    whole: Home,
    state: Callable[[Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    agreed = {session: Library(whole).recap(session) for session in (FIRST, SECOND, OPEN)}
    for nth, one in enumerate(files(whole)):
        home = Home(tmp_path / str(nth) / "data")
        shutil.copytree(whole.root, home.root)
        path = home.root / one.relative_to(whole.root)
        state(path)
        monkeypatch.setenv("FAIRSAY_HOME", str(home.root))
        monkeypatch.setenv("FAIRSAY_STATE", str(home.root / "state"))
        name = path.relative_to(home.root).as_posix()

        for _ in range(2):
            view = Library(home).look()
            assert {row.id for row in sessions(home)} >= {FIRST, SECOND, OPEN}, name
            assert view.looked
            for words in (["sessions"], ["series"], ["verify"], ["verify", "--repair"]):
                assert main(words) in {0, 1}, (name, words)
        for session in (FIRST, SECOND, OPEN):
            main(["recap", session])
            with contextlib.suppress(Refusal):
                told = Library(home).recap(session)
                # What is told as agreed is what was agreed.
                assert not told.agreed or told == agreed[session], (name, session)
            with contextlib.suppress(Refusal):
                live = Library(home).resume(session)
                inside = live.ballots.inside()
                # A box is whole, or told as one that is not.
                assert session != OPEN or inside.broken or inside.ballots in {0, len(VOTERS)}, name
                assert live.close(), (name, session)
        Library(home).settings()
        verify(home)
        err = capsys.readouterr().err
        assert "Traceback" not in err, name
        assert "Something broke" not in err, (name, err)
        assert not home.log.exists(), (name, home.log.read_text("utf-8"))
        shutil.rmtree(home.root.parent)


HARMLESS = (deleted, of_a_newer_version)
"""Nothing is left to tell of; or what was read is still right, and its checksum says so."""


@pytest.mark.parametrize("state", STATES)
def test_a_note_of_another_place_that_is_damaged_is_told(
    state: Callable[[Path], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crashed = Crashed(tmp_path)
    home = crashed.home
    state(crashed.note)
    sentence = f"The note of where session {SESSION} was saved elsewhere is damaged: {crashed.note}"
    damaged = state not in HARMLESS

    report = verify(home)
    assert (sentence in " ".join(one.say for one in report.findings)) is damaged
    assert not (damaged and report.sound)
    for _ in range(2):
        assert (sentence in " ".join(Library(home).look().told)) is damaged
    live = resume_session(home, SESSION)
    assert (sentence in " ".join(live.told)) is damaged
    assert live.close()

    verify(home, repair=True)
    assert (sentence in " ".join(forget_session(home, SESSION).troubles)) is (state in STAYS)
    assert not home.session_ids()
    assert "Traceback" not in capsys.readouterr().err


STAYS = (a_folder,)
"""It is not Fairsay's, so it is not deleted, and told each time."""


@pytest.mark.parametrize("state", STATES)
def test_a_count_of_a_box_that_is_damaged_is_as_none(
    state: Callable[[Path], None], tmp_path: Path
) -> None:
    crashed = Crashed(tmp_path)
    counts = [one for one in tmp_path.rglob("box-*.count") if crashed.stick in one.parents]
    counts += tmp_path.glob("state/*.count")
    assert len(counts) == 2
    for count in counts:
        state(count)

    live = resume_session(crashed.home, SESSION)

    assert live.ballots.inside().ballots == 2
    assert live.close()
