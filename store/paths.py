"""The layout of the data folder: the path of every file in it."""

import errno
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from store import disk
from store.refusal import Refusal

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = disk.PRIVATE_FILE

_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", re.ASCII)
_OF_A_SESSION = frozenset({"owner.lock", "owner.json", "ending.json", "strikes", "written"})
_DEVICE_NAME = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


class UnsafeName(Refusal, ValueError):
    """A session or series id that could lead outside the data folder."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r:.90} is not the name of a session; use letters, digits, '-' and '_' only."
        )


def safe_name(name: str) -> str:
    """Return `name` unchanged if it is a plain file name on every system, else raise UnsafeName."""
    if _SAFE_NAME.fullmatch(name) is None or _DEVICE_NAME.fullmatch(name) is not None:
        raise UnsafeName(name)
    return name


@dataclass(frozen=True, slots=True)
class Home:
    """The data folder. Every path is derived from `root`; computing one creates nothing.

    state: returns the user's own folder on this machine, outside the data folder. It holds what must be known also
    while the data folder refuses, or after it was put back from a copy. None: inside the data folder.
    thrown_away: whether it is deleted at the end: that of a rehearsal, or of a demo without a folder.
    """

    root: Path
    state: Callable[[], Path] | None = None
    thrown_away: bool = False

    @property
    def sessions(self) -> Path:
        return self.root / "sessions"

    @property
    def series(self) -> Path:
        return self.root / "series"

    @property
    def library(self) -> Path:
        return self.root / "library.json"

    @property
    def settings(self) -> Path:
        return self.root / "settings.json"

    @property
    def wording(self) -> Path:
        return self.root / "wording.toml"

    @property
    def rehearsal(self) -> Path:
        """How far the rehearsal has come; nothing of a session."""
        return self.root / "rehearsal.json"

    @property
    def log(self) -> Path:
        return self.root / "fairsay.log"

    def session_dir(self, session_id: str) -> Path:
        return self.sessions / safe_name(session_id)

    def journal(self, session_id: str) -> Path:
        return self.session_dir(session_id) / "journal.jsonl"

    def box(self, session_id: str, round: str) -> Path:
        """The ballot box of an open vote; deleted once the vote is closed."""
        return self.session_dir(session_id) / f"{safe_name(f'box-{round}')}.jsonl"

    def ending(self, session_id: str) -> Path:
        """What ending the session has decided to store, until it is stored."""
        return self.session_dir(session_id) / "ending.json"

    def strikes(self, session_id: str) -> Path:
        """The notes of unfinished strikes in this session; they don't contain the words."""
        return self.session_dir(session_id) / "strikes"

    def written(self, session_id: str) -> Path:
        """The records of exports that Fairsay wrote of this session, wherever they are."""
        return self.session_dir(session_id) / "written"

    def exports(self, session_id: str) -> Path:
        return self.session_dir(session_id) / "exports"

    def newer_place(self, session_id: str) -> Path:
        """The note of where a session is kept since its journal left this data folder without a link."""
        return self._of_this_user / f"{safe_name(session_id)}.place"

    def box_count(self, session_id: str, round: str) -> Path:
        """How many versions the ballot box of an open vote has had."""
        return self._of_this_user / f"{safe_name(session_id)}.{safe_name(f'box-{round}')}.count"

    @property
    def _of_this_user(self) -> Path:
        return self.state() if self.state else self.root / "state"

    def series_file(self, series_id: str) -> Path:
        return self.series / f"{safe_name(series_id)}.json"

    def series_journal(self, series_id: str) -> Path:
        """What was reported on a series between its sessions."""
        return self.series / f"{safe_name(series_id)}.jsonl"

    def session_ids(self) -> tuple[str, ...]:
        """Return the ids of sessions that have a folder, oldest first, skipping other entries."""
        folder = self.sessions
        return tuple(name for name in _names(folder) if self._is_session(f"{folder}/{name}"))

    def _is_session(self, folder: str) -> bool:
        """Return whether a folder is a session's, rather than one with people's files in a deleted session's place."""
        if os.path.lexists(f"{folder}/journal.jsonl"):
            return True
        there = {entry.name for entry in Path(folder).iterdir()}
        return not there or bool(there & _OF_A_SESSION)

    def series_ids(self) -> tuple[str, ...]:
        """Return the ids of series that have a file of recaps."""
        return _names(self.series, ".json")

    def series_journal_ids(self) -> tuple[str, ...]:
        """Return the ids of series that have a journal."""
        return _names(self.series, ".jsonl")


def data_home(env: Mapping[str, str] = os.environ) -> Home:
    """Return the data folder: FAIRSAY_HOME if set, else the system's place for user data.

    Beside it the user's state folder: FAIRSAY_STATE if set, else the system's place for user state.
    """
    chosen = env.get("FAIRSAY_STATE", "").strip()
    state = partial(_absolute, chosen) if chosen else _user_state
    if chosen := env.get("FAIRSAY_HOME", "").strip():
        return Home(_absolute(chosen), state)
    import platformdirs

    return Home(Path(platformdirs.user_data_dir("fairsay", appauthor=False)), state)


@cache
def _user_state() -> Path:
    # Asked for only where it is needed: to load the library takes 15 ms.
    import platformdirs

    return Path(platformdirs.user_state_dir("fairsay", appauthor=False)) / "state"


def _absolute(folder: str) -> Path:
    return Path(folder).expanduser().absolute()


def private_folder(folder: Path) -> Path:
    """Create `folder` and its parents, readable by its owner only; return it."""
    if folder.is_dir():
        return folder
    if folder.parent != folder:
        private_folder(folder.parent)
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    disk.sync_folder(folder.parent)
    return folder


def resolved(path: Path) -> Path:
    """Return the path that links lead to; unlike ``Path.resolve`` also of a link that leads to itself."""
    return Path(os.path.realpath(path))


def _is_kind(entry: os.DirEntry[str], ending: str) -> bool:
    """Return whether this is a file (with an ending) or a folder (without); a link to itself is neither."""
    try:
        return entry.is_file() if ending else entry.is_dir()
    except OSError as fault:
        # What can't be read for another reason, such as a share that is away, is not passed over in silence.
        if fault.errno != errno.ELOOP:
            raise
        return False


def _names(folder: Path, ending: str = "") -> tuple[str, ...]:
    """Return the names of folders, or of files with an ending, that Fairsay may have given."""
    try:
        # Every start looks ten times: no Path for each of 200 sessions.
        with os.scandir(folder) as entries:
            found = [
                entry.name.removesuffix(ending)
                for entry in entries
                if entry.name.endswith(ending) and _is_kind(entry, ending)
            ]
    except FileNotFoundError:
        return ()
    return tuple(
        name
        for name in sorted(found)
        if _SAFE_NAME.fullmatch(name) is not None and _DEVICE_NAME.fullmatch(name) is None
    )
