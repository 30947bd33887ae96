"""The styles of a Word recap: A4, a plain sans serif of 11 points, styled headings and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

FONT = "Arial"
"""Available on every computer with Word; LibreOffice has a font of the same metrics."""
LANGUAGE = "en-GB"
INK, QUIET, ACCENT, RULE = "000000", "484848", "0F4C53", "D9D5CC"
"""The first side uses the first two only: it is black on white."""

_LATEST = "15"
"""The document mode of Word 2013 and later; a lower one opens in "compatibility mode"."""


def dress(document: Document, *, large: bool = False) -> None:
    """Set the page and the styles of a new document. large: nothing smaller than 18 points."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm

    _lighten(document)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin, page.bottom_margin = Cm(1.7), Cm(1.8)
    page.header_distance = page.footer_distance = Cm(1)
    _defaults(document)
    # A heading of the second level, without the line under it.
    side = document.styles.add_style("Side Heading", WD_STYLE_TYPE.PARAGRAPH)
    side.base_style = document.styles["Heading 2"]
    least = 18 if large else 0
    for name, points, colour, bold, before, after in (
        ("Normal", 11, INK, False, 0, 6),
        ("No Spacing", 11, INK, False, 0, 0),
        ("Heading 1", 20, INK, True, 0, 4),
        ("Heading 2", 15, ACCENT, True, 24, 7),
        ("Heading 3", 12, INK, True, 12, 4),
        ("Side Heading", 12, INK, True, 7, 2),
        ("List Bullet", 11, INK, False, 0, 4),
        ("List Bullet 2", 10.5, QUIET, False, 0, 3),
        ("List Bullet 3", 11, INK, False, 0, 0),
        ("List Continue 3", 11, INK, False, 0, 0),
        ("Subtitle", 11, INK, True, 0, 2),
        ("Title", 30, INK, True, 0, 0),
        ("Intense Quote", 12, INK, True, 0, 8),
        ("Quote", 12, INK, False, 2, 8),
        ("Header", 9, QUIET, False, 0, 0),
        ("Footer", 9, QUIET, False, 0, 0),
    ):
        size = max(points, least)
        _style(document, name, size, colour, bold=bold, before=before, after=after)
    for name in ("Side Heading", "List Bullet 3", "List Continue 3"):
        document.styles[name].paragraph_format.line_spacing = 1.0
    for name, hanging in (("List Bullet 3", 0.5), ("List Continue 3", 0.0)):
        document.styles[name].paragraph_format.left_indent = Cm(0.5)
        document.styles[name].paragraph_format.first_line_indent = Cm(-hanging)
    for name in ("List Bullet", "List Bullet 2", "List Bullet 3", "List Continue 3"):
        _drop(document.styles[name].element.get_or_add_pPr(), "w:contextualSpacing")
    _edges(document)


def element(tag: str, **values: str) -> BaseOxmlElement:
    """Return one WordprocessingML element, with its attributes in the same namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _lighten(document: Document) -> None:
    """Remove parts of the library's template that a recap never shows."""
    for owner in (document.part.package, document.part):
        for name, link in list(owner.rels.items()):
            if link.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                del owner.rels[name]
    styles = document.styles.element
    for unused in styles.xpath("w:style[@w:type='table' and not(@w:default)]"):
        styles.remove(unused)


def _defaults(document: Document) -> None:
    from docx.oxml.ns import qn

    (words,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    words.set(qn("w:val"), LANGUAGE)
    words.set(qn("w:bidi"), "ur-PK")
    settings = document.settings.element
    for mode in settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']"):
        mode.set(qn("w:val"), _LATEST)
    for zoom in settings.xpath("w:zoom"):
        zoom.set(qn("w:percent"), "100")
    for theme in settings.xpath("w:themeFontLang"):
        theme.set(qn("w:val"), LANGUAGE)


def _style(
    document: Document,
    name: str,
    points: float,
    colour: str,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style: Any = document.styles[name]
    font = style.font
    font.size, font.bold, font.italic = Pt(points), bold, False
    font.color.rgb = RGBColor.from_string(colour)
    traits = style.element.get_or_add_rPr()
    for old in traits.xpath("w:rFonts | w:szCs | w:bCs | w:iCs | w:spacing | w:kern"):
        traits.remove(old)
    fonts = element("w:rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT)
    traits.insert(0, fonts)
    # Complex scripts such as Urdu have separate size and weight properties.
    size = traits.find(qn("w:sz"))
    size.addnext(element("w:szCs", val=str(round(points * 2))))
    if bold:
        traits.find(qn("w:b")).addnext(element("w:bCs"))
    spaced = style.paragraph_format
    spaced.space_before, spaced.space_after = Pt(before), Pt(after)
    spaced.line_spacing = 1.25 if points < 14 else 1.1
    spaced.widow_control = True


def _edges(document: Document) -> None:
    """Add separators: a line under a section's heading, a box around a draft."""
    _border(document, "Heading 2", ACCENT, bottom=8)
    _border(document, "Side Heading", INK, bottom=0)
    _border(document, "Quote", ACCENT, left=24)
    _border(document, "Title", INK, top=18, left=18, right=18)
    _border(document, "Intense Quote", INK, bottom=18, left=18, right=18)
    for name in ("Title", "Intense Quote"):
        shape = document.styles[name].element.get_or_add_pPr()
        _place(shape, element("w:jc", val="center"))
        _place(shape, element("w:ind", left="0", right="0"))
    _drop(document.styles["Quote"].element.get_or_add_pPr(), "w:ind")


def _border(document: Document, name: str, colour: str, **sides: int) -> None:
    """Add borders to a style, each in eighths of a point."""
    shape = document.styles[name].element.get_or_add_pPr()
    edges = element("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            dashed = name in {"Title", "Intense Quote"}
            kind = "dashed" if dashed else "single" if sides[side] else "none"
            values = {"val": kind, "sz": str(sides[side]), "space": "6", "color": colour}
            edges.append(element(f"w:{side}", **values))
    _place(shape, edges)


_ORDER = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
]
"""Word rejects a paragraph whose properties are in another order (ECMA-376, 17.3.1.26)."""


def _place(shape: Any, one: BaseOxmlElement) -> None:
    from docx.oxml.ns import qn

    _drop(shape, one.tag)
    names = [qn(f"w:{name}") for name in _ORDER]
    later = set(names[names.index(one.tag) + 1 :])
    for place, there in enumerate(shape):
        if there.tag in later:
            shape.insert(place, one)
            return
    shape.append(one)


def turn(paragraph: Any) -> None:
    """Make a paragraph right-to-left."""
    _place(paragraph._p.get_or_add_pPr(), element("w:bidi"))  # noqa: SLF001 - python-docx does not expose the direction


def _drop(shape: Any, tag: str) -> None:
    from docx.oxml.ns import qn

    name = qn(tag) if tag.startswith("w:") else tag
    for old in shape.findall(name):
        shape.remove(old)
