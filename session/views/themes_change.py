"""What happened while ideas are sorted: the difference of two views, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from session.model.text import short, theirs
from session.views.board import IdeaLine, ThemeBar, ThemesView
from session.wording.catalogue import say

_SHORT = 40


class ThemesChange(Struct, frozen=True):
    """``words``: a sentence, empty for no single change; ``idea``: the one that it is about."""

    words: str = ""
    idea: str = ""


def themes_change(before: ThemesView, after: ThemesView) -> ThemesChange:
    """Return what one command changed; nothing if several things did, as when phones colour."""
    found = [*_themes(before, after), *_ideas(before, after)]
    return found[0] if len(found) == 1 else ThemesChange()


def _themes(before: ThemesView, after: ThemesView) -> Iterator[ThemesChange]:
    was = {one.theme: one for one in before.themes}
    now = {one.theme: one for one in after.themes}
    for key, one in now.items():
        if key not in was:
            yield ThemesChange(say("themes.did.new", letter=one.letter, name=_name(one)))
        elif was[key].name != one.name:
            yield ThemesChange(say("themes.did.called", letter=one.letter, name=_name(one)))
    for key, one in was.items():
        if key not in now:
            yield ThemesChange(say("themes.did.gone", letter=one.letter, name=_name(one)))


def _ideas(before: ThemesView, after: ThemesView) -> Iterator[ThemesChange]:
    was = {one.idea: one for one in before.ideas}
    now = {one.idea: one for one in after.ideas}
    gone = {one.letter for one in before.themes} - {one.letter for one in after.themes}
    for key, one in now.items():
        if key not in was:
            yield ThemesChange(say("themes.did.idea", text=_text(one)), key)
        elif was[key].letters != one.letters and not gone & set(was[key].letters):
            letters = ", ".join(one.letters)
            words = (
                say("themes.did.sorted", text=_text(one), letters=letters)
                if letters
                else say("themes.did.unsorted", text=_text(one))
            )
            yield ThemesChange(words, key)
        elif was[key].text != one.text:
            yield ThemesChange(say("themes.did.reworded", text=_text(one)), key)
    for key, one in was.items():
        if key not in now:
            yield ThemesChange(say("themes.did.taken", text=_text(one)))


def _name(one: ThemeBar) -> str:
    return theirs(short(one.name, _SHORT))


def _text(one: IdeaLine) -> str:
    return theirs(short(one.text, _SHORT))
