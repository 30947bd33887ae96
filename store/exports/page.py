"""The recap as one HTML page to print or open anywhere: no script, no external resources."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from session.wording.catalogue import say
from store.exports.direction import language_of, line_from_the_right
from store.exports.outline import ISOLATE, POP, Outline, bare, page_words

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

HERE = Path(__file__).parent


def page_of(shown: Outline) -> str:
    """Return an outline as an HTML page."""
    template, style, allowed = _kit()
    language = say("language")
    return template.render(shown=shown, style=style, allowed=allowed, language=language)


@lru_cache(maxsize=1)
def _kit() -> tuple[Template, Markup, str]:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    house = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    house.filters["words"] = _words
    house.filters["bare"] = bare
    house.filters["lang"] = _lang
    house.filters["way"] = lambda text: "rtl" if line_from_the_right(text) else "ltr"
    house.filters["kind"] = lambda block: type(block).__name__
    template = house.from_string((HERE / "page.html.j2").read_text(encoding="utf-8"))
    style = (HERE / "page.css").read_text(encoding="utf-8")
    style = style.replace("DRAFT_SIGN", say("recap.draft_sign"))
    before, between, behind = (json.dumps(one, ensure_ascii=False) for one in page_words())
    pages = f"{before} counter(page) {between} counter(pages) {behind}"
    style = style.replace("PAGE_OF", pages)
    # The page has no styles of its own elements: a bar's length is a class.
    style += "".join(f".bar-{n} {{ width: {5 * n}%; }}\n" for n in range(1, 21))
    # Only this style sheet may apply: words that escaped the escaping could not be styled.
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    # The style sheet is our own file, not anything a person typed.
    return template, Markup(style), f"'sha256-{digest}'"  # noqa: S704 - our own file


def _lang(text: str, otherwise: str = "") -> Markup:
    """Return the attribute for words in another language than the page or their surroundings."""
    from markupsafe import Markup

    found = language_of(text) or otherwise
    return Markup(' lang="{}"').format(found) if found else Markup("")


def _words(text: str) -> Markup:
    """Escape a line; people's words within our own sentence keep their own direction."""
    from markupsafe import Markup, escape

    shown = str(escape(text)).replace(ISOLATE, "<bdi>").replace(POP, "</bdi>")
    return Markup(shown)  # noqa: S704 - escaped the line before
