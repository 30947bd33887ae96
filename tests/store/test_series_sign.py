"""The sign and the colour of its series in every form of recap that people read; black on the first side."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from msgspec.structs import replace

from session.model.recap import Recap, RecapToHandOut
from session.model.settings import Settings
from session.model.text import bare
from session.views.series_look import CHOICES, look_of
from store.exports.registry import EVERY, READING
from store.exports.signs import SERIES
from store.library.recaps import to_hand_out
from store.paths import Home, private_folder
from store.settings import save_settings
from tests.store.opened import text_of
from tests.store.recaps import AGREED

HUB = replace(AGREED, series="Hub futures")
LOOK = look_of("Hub futures")


def handed_out(look: str, recap: Recap = HUB) -> RecapToHandOut:
    fields = {name: getattr(recap, name) for name in recap.__struct_fields__}
    return RecapToHandOut(**fields, series_look=look)


def shown(recap: object, form: str) -> str:
    (file,) = EVERY[form].render(recap)  # type: ignore[arg-type]  # a recap
    told = bare(text_of(EVERY[form].suffix, file.data))
    return re.sub(r"<[^>]*>", "", told) if EVERY[form].suffix == ".html" else told


@pytest.mark.practice("P43")
@pytest.mark.parametrize(
    "form",
    [name for name, form in EVERY.items() if name.split("-")[0] in {one.name for one in READING}],
)
def test_the_sign_stands_beside_the_name_in_the_head_of_every_form(form: str) -> None:
    told = re.sub(r"\s+", " ", shown(HUB, form))

    signs = [found.start() for found in re.finditer(f"{LOOK.sign} Part of: Hub futures", told)]
    assert len(signs) == (1 if "-short" in form else 2)
    assert signs[0] < told.index("What mattered to us" if HUB.summary else "What was decided")
    assert LOOK.sign not in shown(replace(HUB, series=""), form)


@pytest.mark.parametrize("look", CHOICES)
def test_the_sign_that_was_chosen_for_it_is_the_one_on_paper(look: str) -> None:
    recap = handed_out(look, Recap("s-1", "A short talk", series="Hub futures"))
    for form in ("text", "pdf"):
        told = re.sub(r"\s+", " ", shown(recap, form))
        assert told.count(f"{look[0]} Part of: Hub futures") == 2


def test_the_choice_comes_from_the_settings(tmp_path: Path) -> None:
    home = Home(private_folder(tmp_path / "data"))
    save_settings(home, Settings(series={"Hub futures": "♪2", "Elsewhere": "♥1"}))

    assert to_hand_out(home, HUB).series_look == "♪2"
    assert to_hand_out(home, replace(HUB, series="")).series_look == ""


@pytest.mark.parametrize("number", [1, 2, 3])
def test_its_colour_is_in_the_long_form_and_not_on_the_first_side(number: int) -> None:
    colours = SERIES[number - 1]
    recap = handed_out(f"♪{number}")
    page = shown_bytes(recap, "html").decode()
    (header,) = re.findall(r"<header>.*?</header>", page, re.DOTALL)
    document = Document(io.BytesIO(shown_bytes(recap, "docx")))
    short = Document(io.BytesIO(shown_bytes(recap, "docx-short")))

    assert f'class="sign series-{number - 1}" aria-hidden="true">♪</span>' in header
    assert page.count(f'class="sign series-{number - 1}"') == 2
    assert (
        f".series-{number - 1} {{ background: #{colours.ground}; color: #{colours.ink}; }}" in page
    )
    assert re.search(
        r"@media print \{[^@]*header \.sign \{[^}]*background: none; color: #000000;", page
    )
    fill = f'w:fill="{colours.ground.upper()}"'
    assert fill in document.element.xml
    assert fill not in short.element.xml
    assert [drawn(recap, at, colours.ground) for at in (0, 1)] == [False, True]


def shown_bytes(recap: RecapToHandOut, form: str) -> bytes:
    (file,) = EVERY[form].render(recap)
    return file.data


def drawn(recap: RecapToHandOut, page: int, colour: str) -> bool:
    """Whether a colour is used on a page of the PDF."""
    wanted = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    with pikepdf.open(io.BytesIO(shown_bytes(recap, "pdf"))) as pdf:
        for one in pikepdf.parse_content_stream(pdf.pages[page]):
            if not isinstance(one, pikepdf.ContentStreamInstruction):
                continue
            numbers = one.operands if str(one.operator) in {"scn", "rg"} else ()
            if len(numbers) == 3 and all(
                abs(float(str(had)) - want) < 0.01
                for had, want in zip(numbers, wanted, strict=True)
            ):
                return True
    return False


@pytest.mark.parametrize("colours", SERIES)
def test_the_sign_is_read_in_colour_and_without(colours: object) -> None:
    ground, ink = (
        [int(text[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        for text in (colours.ground, colours.ink)  # type: ignore[attr-defined]  # a sign
    )

    def light(colour: list[float]) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert (light(ink) + 0.05) / (light(ground) + 0.05) >= 7


def test_every_sheet_of_pdf_and_word_says_which_of_how_many_it_is() -> None:
    recap = handed_out("")
    with pikepdf.open(io.BytesIO(shown_bytes(recap, "pdf"))) as pdf:
        pages = len(pdf.pages)
    told = re.sub(r"\s+", " ", shown(recap, "pdf"))
    footer = Document(io.BytesIO(shown_bytes(recap, "docx"))).sections[0].footer

    assert pages > 1
    assert all(f"Page {n} of {pages}" in told for n in range(1, pages + 1))
    assert re.findall(r'w:instr="(\w+)"', footer._element.xml) == ["PAGE", "NUMPAGES"]
