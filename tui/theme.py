"""The colours of the program, and the eight colours that are kept for the group's themes alone.

The eight are Okabe and Ito's (2008), told apart also by people who see red and green alike. Each is
lightened or darkened on a ground where it would fall under 4.5:1 (7:1 in high contrast); a letter
and a shape always stand beside it.
"""

from __future__ import annotations

from textual.theme import Theme

DEFAULT = "fairsay-dark"

OKABE_ITO = ("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#D55E00", "#CC79A7", "#0072B2", "#999999")
_ON_DARK = ("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#D8680F", "#CC79A7", "#3891C3", "#999999")
_ON_LIGHT = ("#8F6300", "#357092", "#007A59", "#6F6A1F", "#AE4D00", "#92567A", "#006AA6", "#696969")
_ON_BLACK = ("#E69F00", "#56B4E9", "#1FAA84", "#F0E442", "#DD7E33", "#CE7EAB", "#529FCB", "#999999")


def _variables(colours: tuple[str, ...], **more: str) -> dict[str, str]:
    themes = {f"theme-{letter}": colour for letter, colour in zip("abcdefgh", colours, strict=True)}
    return themes | {name.replace("_", "-"): value for name, value in more.items()}


DARK = Theme(
    name=DEFAULT,
    dark=True,
    primary="#FFB454",
    secondary="#7FA6C9",
    accent="#FFB454",
    success="#6FBFAB",
    warning="#F2C14E",
    error="#F08A7C",
    foreground="#E8EAED",
    background="#13171C",
    surface="#171C22",
    panel="#1A2027",
    variables=_variables(
        _ON_DARK,
        quiet="#9AA4AF",
        rule="#2C353F",
        footer_key_foreground="#FFB454",
        footer_background="#1A2027",
        footer_description_foreground="#C3CAD2",
    ),
)

LIGHT = Theme(
    name="fairsay-light",
    dark=False,
    primary="#8A4B00",
    secondary="#2F5F86",
    accent="#8A4B00",
    success="#1F6B5A",
    warning="#7A5200",
    error="#A32A1C",
    foreground="#1B2025",
    background="#FAFAF7",
    surface="#F3F3EE",
    panel="#EBEBE4",
    variables=_variables(
        _ON_LIGHT,
        quiet="#555E68",
        rule="#C9CCC4",
        footer_key_foreground="#8A4B00",
        footer_background="#EBEBE4",
        footer_description_foreground="#3A424B",
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
    error="#FF9E91",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#000000",
    text_alpha=1.0,
    variables=_variables(
        _ON_BLACK,
        quiet="#D0D0D0",
        rule="#8A8A8A",
        footer_key_foreground="#FFD166",
        footer_background="#000000",
        footer_description_foreground="#FFFFFF",
    ),
)

THEMES = (DARK, LIGHT, HIGH_CONTRAST)
