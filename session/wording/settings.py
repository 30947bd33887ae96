"""What the settings say, and what is told about the files that hold them."""

WORDS: dict[str, str | tuple[str, str]] = {
    # How the screen looks
    "settings.theme.dark": "Dark",
    "settings.theme.light": "Light",
    "settings.theme.high-contrast": "Strongest",
    "settings.theme.16": "16 colours",
    "settings.theme.none": "No colour",
}
