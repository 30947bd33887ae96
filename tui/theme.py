"""The themes of the program: its own colours, the eight for the group's themes, three for series.

The eight are based on Okabe and Ito (2008). They were moved until every two of them differ by ``APART`` or more
in CIEDE2000 (CIE 142, 2001), for normal colour vision and, by the matrices of Machado, Oliveira and Fernandes
(2009), for protanopia, deuteranopia and tritanopia. They are only used as backgrounds: contrast is 7:1 where
the
program chooses the colours itself, 4.5:1 in a terminal of 16 colours. They always come with a letter and a
shape. A
series is identified by its sign, in a colour outside these eight.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.theme import Theme

DEFAULT = "fairsay-dark"
NO_COLOUR = "fairsay-no-colour"
APART = 10.0

_ON_DARK = ("#F3AD04", "#4EC9F8", "#34AB89", "#F1F35D", "#F57853", "#BF84B2", "#7491FF", "#ADB5B6")
_ON_LIGHT = ("#433900", "#053E79", "#016440", "#675705", "#410006", "#7A02DF", "#000336", "#564D5F")
_OF_16 = (
    *("ansi_yellow", "ansi_cyan", "ansi_bright_white", "ansi_bright_yellow"),
    *("ansi_bright_red", "ansi_bright_magenta", "ansi_magenta", "ansi_bright_black"),
)
_SERIES_DARK = ("#4DF08E", "#97FEF0", "#FECCB6")
_SERIES_LIGHT = ("#8F2E00", "#990757", "#062D10")
_SERIES_OF_16 = ("ansi_bright_green", "ansi_bright_cyan", "ansi_green")
_NO = "ansi_default"


def _variables(
    themes: tuple[str, ...], inks: str, series: tuple[str, ...], **more: str
) -> dict[str, str]:
    named = {f"theme-{letter}": colour for letter, colour in zip("abcdefgh", themes, strict=True)}
    # Text colours on all of them, or on each.
    each = inks.split() * (8 if " " not in inks else 1)
    named |= {f"theme-{letter}-ink": ink for letter, ink in zip("abcdefgh", each, strict=True)}
    named |= {f"series-{nth}": colour for nth, colour in enumerate(series)}
    named |= {name.replace("_", "-"): value for name, value in more.items()}
    return named | {
        "ansi-background": more["under"],
        "ansi-foreground": more["strong"],
        "border-blurred": more["rule"],
        "text": more["strong"],
        "text-muted": more["quiet"],
        "text-disabled": more["quiet"],
        "foreground-muted": more["quiet"],
        "block-cursor-background": more["chosen"],
        "block-cursor-foreground": more["strong"],
        "block-cursor-text-style": more["chosen_style"],
        "block-cursor-blurred-background": more["chosen"],
        "block-cursor-blurred-foreground": more["strong"],
        "block-cursor-blurred-text-style": more["chosen_style"],
        "footer-description-foreground": more["quiet"],
        "input-cursor-background": more["strong"],
        "input-cursor-foreground": more["under"],
        "input-selection-background": more["strong"],
        "input-selection-foreground": more["under"],
    }


DARK = Theme(
    name=DEFAULT,
    dark=True,
    primary="#FFB454",
    secondary="#9DC0E0",
    accent="#FFB454",
    success="#86D8C2",
    warning="#F2C14E",
    error="#FFB2A7",
    foreground="#E8EAED",
    background="#13171C",
    surface="#171C22",
    panel="#1A2027",
    variables=_variables(
        _ON_DARK,
        "#000000",
        _SERIES_DARK,
        strong="#E8EAED",
        under="#13171C",
        quiet="#BCC4CC",
        rule="#2C353F",
        chosen="#2A343F",
        chosen_style="bold",
        field="#22272D",
        field_now="#2A343F",
        field_style="none",
        footer_key_foreground="#9DC0E0",
        short="#FFF3A8",
        over="#FE80EF",
        private="#50BEA0",
        footer_background="#1A2027",
    ),
)

LIGHT = Theme(
    name="fairsay-light",
    dark=False,
    primary="#6A3A00",
    secondary="#1F4566",
    accent="#6A3A00",
    success="#12483C",
    warning="#583A00",
    error="#7A1B10",
    foreground="#1B2025",
    background="#FAFAF7",
    surface="#F3F3EE",
    panel="#EBEBE4",
    variables=_variables(
        _ON_LIGHT,
        "#FFFFFF",
        _SERIES_LIGHT,
        strong="#1B2025",
        under="#FAFAF7",
        quiet="#3D454E",
        rule="#C9CCC4",
        chosen="#D9E1EA",
        chosen_style="bold",
        field="#E6E6DF",
        field_now="#D9E1EA",
        field_style="none",
        footer_key_foreground="#1F4566",
        short="#022A00",
        over="#5F0070",
        private="#0A14E6",
        footer_background="#EBEBE4",
    ),
)

HIGH_CONTRAST = Theme(
    name="fairsay-high-contrast",
    dark=True,
    primary="#FFD166",
    secondary="#9ED0FF",
    accent="#FFD166",
    success="#7CE7C8",
    warning="#FFD166",
    error="#FFB2A7",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#000000",
    text_alpha=1.0,
    variables=_variables(
        _ON_DARK,
        "#000000",
        _SERIES_DARK,
        strong="#FFFFFF",
        under="#000000",
        quiet="#D8D8D8",
        rule="#8A8A8A",
        chosen="#000000",
        chosen_style="bold underline",
        field="#1C1C1C",
        field_now="#262626",
        field_style="underline",
        footer_key_foreground="#9ED0FF",
        short="#A7A400",
        over="#FF9BE8",
        private="#28B496",
        footer_background="#000000",
    ),
)

SIXTEEN = Theme(
    name="fairsay-16",
    dark=True,
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_white",
    accent="ansi_cyan",
    success="ansi_bright_green",
    warning="ansi_bright_yellow",
    error="ansi_bright_yellow",
    foreground="ansi_bright_white",
    background="ansi_black",
    surface="ansi_black",
    panel="ansi_black",
    variables=_variables(
        _OF_16,
        "ansi_black " * 6 + "ansi_bright_white ansi_black",
        _SERIES_OF_16,
        strong="ansi_bright_white",
        under="ansi_black",
        quiet="ansi_white",
        rule="ansi_bright_black",
        chosen="ansi_black",
        chosen_style="bold underline",
        field="ansi_black",
        field_now="ansi_blue",
        field_style="underline",
        footer_key_foreground="ansi_bright_white",
        short="ansi_yellow",
        over="ansi_bright_yellow",
        private="ansi_bright_white",
        footer_background="ansi_black",
    ),
)

WITHOUT = Theme(
    name=NO_COLOUR,
    dark=True,
    ansi=True,
    primary=_NO,
    secondary=_NO,
    accent=_NO,
    success=_NO,
    warning=_NO,
    error=_NO,
    foreground=_NO,
    background=_NO,
    surface=_NO,
    panel=_NO,
    variables=_variables(
        (_NO,) * 8,
        _NO,
        (_NO,) * 3,
        strong=_NO,
        under=_NO,
        quiet=_NO,
        rule=_NO,
        chosen=_NO,
        chosen_style="bold underline",
        field=_NO,
        field_now=_NO,
        field_style="underline",
        short=_NO,
        over=_NO,
        private=_NO,
        footer_key_foreground=_NO,
        footer_background=_NO,
    ),
)

THEMES = (DARK, LIGHT, HIGH_CONTRAST, SIXTEEN, WITHOUT)

for _theme in THEMES:
    # Textual would lighten or darken these for text; they are used unchanged.
    for _name in ("primary", "secondary", "accent", "success", "warning", "error"):
        _theme.variables[f"text-{_name}"] = str(getattr(_theme, _name))


class Choice(NamedTuple):
    """A theme, and the word by which a person chooses it."""

    name: str
    theme: Theme


CHOICES = (
    Choice("dark", DARK),
    Choice("light", LIGHT),
    Choice("high-contrast", HIGH_CONTRAST),
    Choice("16", SIXTEEN),
    Choice("none", WITHOUT),
)


def named(name: str) -> str:
    """Return the program's theme called ``name``; the default when it is unknown."""
    return next((one.theme.name for one in CHOICES if one.name == name), DEFAULT)


def wanted(option: str, setting: str, no_colour: str) -> str:
    """Return the initial theme: the option's, else the setting's, else the system's.

    ``no_colour``: the value of ``NO_COLOR`` (no-color.org), which asks for no colours unless it is empty.
    """
    if option or setting:
        return named(option or setting)
    return NO_COLOUR if no_colour else DEFAULT
