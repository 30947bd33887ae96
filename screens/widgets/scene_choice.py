"""The scenes in quiet small words, with their letters where these act; only while one is chosen."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from screens.keys.keymap import layout_of
from screens.keys.scenes import LETTERS
from screens.text import plain
from screens.widgets.card import stacked
from session.views.shared.scene import SceneName, scene_title


def scene_of(letter: str) -> SceneName:
    """Return the scene of a letter. Raises ``KeyError``."""
    return LETTERS[letter.lower()]


class SceneChoice(Widget):
    """``value`` is the chosen scene; hidden without one."""

    DEFAULT_CSS = """
    SceneChoice { height: auto; padding: 0 1; display: none; text-wrap: nowrap; }
    SceneChoice.-chosen { display: block; }
    """

    value: reactive[SceneName | None] = reactive(None, layout=True)

    def watch_value(self, value: SceneName | None) -> None:
        self.set_class(value is not None, "-chosen")

    def render(self) -> Content:
        return stacked(self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        with_letters = layout_of(self.app).all_keys
        for letter, name in LETTERS.items():
            chosen = name == self.value
            mark = plain("▸", "bold $text-accent") if chosen else Content(" ")
            words = plain(scene_title(name), "bold" if chosen else "$quiet")
            key = plain(f"{letter} " if with_letters else "", "bold $footer-key-foreground")
            one = mark + key + words
            if lines and lines[-1].cell_length + one.cell_length + 1 <= width:
                lines[-1] = lines[-1] + " " + one
            else:
                lines.append(one)
        return lines
