"""Compares index, series and journals, to find out what one of them has lost."""

from __future__ import annotations

from typing import Literal

import msgspec

from session.envelope import Unreadable
from session.wording.catalogue import say
from store.journal.repair import ForeignJournal
from store.library.ending import last_number
from store.library.index import SessionRow
from store.library.listing import index
from store.library.series import Series, series_id
from store.library.series_journal import cut_torn, folded, scanned
from store.library.storage import BusyStore, UnreadableStore
from store.library.stored_recap import Kept
from store.library.sums import as_agreed
from store.paths import Home

Kind = Literal[
    "cut", "altered", "superseded", "copy", "unreadable", "unsummed",
    "torn", "damaged", "foreign", "newer",
]  # fmt: skip


class Amiss(msgspec.Struct, frozen=True):
    """One inconsistency, in a sentence or two."""

    kind: Kind
    say: str
    mended: bool = False


def cut_short(home: Home, row: SessionRow) -> str:
    """Return a sentence if a journal has fewer events than the index has counted; else empty."""
    try:
        missing = row.events - last_number(home.journal(row.id), row.id)
    except OSError:
        # A missing journal is reported elsewhere.
        return ""
    return say("home.cut", n=missing) if missing > 0 else ""


def journals_cut(home: Home) -> dict[str, str]:
    """Return the sessions with truncated journals, each with a sentence. Raises NewerStore, OSError."""
    told = {row.id: cut_short(home, row) for row in index(home, keep=False)}
    return {session: sentence for session, sentence in told.items() if sentence}


def in_series(home: Home, sid: str) -> tuple[Amiss, ...]:
    """Return the inconsistencies of a series' recaps. Raises UnreadableStore and OSError."""
    with Series(home, sid, writable=False) as series:
        kept, odd = series.all_kept(), series.odd
    own = [one for one in kept if one.recap is None or series_id(one.recap.series) == sid]
    found = [Amiss("unreadable", say("verify.odd_entry"))] * odd
    if len(own) < len(kept):
        found.append(Amiss("copy", say("verify.copy")))
    newest = {one.session: one.version for one in sorted(own, key=lambda one: one.version)}
    for one in own:
        if not as_agreed(home, one):
            found.append(_altered(one, newest[one.session]))
        elif one.recap and one.recap.agreed and not one.sum:
            found.append(
                Amiss("unsummed", say("verify.unsummed", n=one.version, session=one.session))
            )
    return tuple(found)


def in_series_journal(home: Home, sid: str, *, repair: bool = False) -> tuple[Amiss, ...]:
    """Return what is amiss in the journal of a series. repair: cut a torn end, and keep it aside."""
    path = home.series_journal(sid)
    try:
        found = scanned(home, sid)
        newer = folded(found.payloads).newer
        torn = cut_torn(home, sid) if repair and found.torn else found.torn
    except (ForeignJournal, BusyStore, Unreadable) as refused:
        return (Amiss("foreign", str(refused)),)
    except OSError as refused:
        why = say("cli.disk", path=str(path), why=refused.strerror or "?")
        return (Amiss("unreadable", why),)
    amiss = [Amiss("damaged", one.say) for one in found.damage]
    if torn:
        amiss.append(Amiss("torn", say("verify.torn_reports" if repair else "verify.torn"), repair))
    if newer:
        amiss.append(Amiss("newer", say("verify.newer")))
    return tuple(amiss)


def _altered(kept: Kept, newest: int) -> Amiss:
    n, session = kept.version, kept.session
    if n < newest:
        return Amiss("superseded", say("verify.superseded", n=n, session=session, newest=newest))
    return Amiss("altered", say("verify.altered", n=n, session=session))


def amiss(home: Home) -> tuple[str, ...]:
    """Return, for Home, the inconsistencies that are not repaired automatically, one sentence each."""
    told = [say("home.amiss", name=row, why=why) for row, why in journals_cut(home).items()]
    if home.library.is_dir():
        told.append(say("home.amiss", name=str(home.library), why=say("verify.folder")))
    for sid in home.series_ids():
        try:
            told += [
                one.say for one in in_series(home, sid) if one.kind in {"altered", "unreadable"}
            ]
        except UnreadableStore as refused:
            told.append(str(refused))
        except OSError as refused:
            told.append(
                say("cli.disk", path=str(home.series_file(sid)), why=refused.strerror or "?")
            )
    return tuple(told)
