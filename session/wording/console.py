"""What the console itself says: labels, prompts and hints of its screens and dialogs."""

WORDS: dict[str, str | tuple[str, str]] = {
    "console.yes": "Yes",
    "console.no": "No",
    "console.ask.keys": "Enter keeps it. Esc leaves.",
    "console.confirm.keys": "Y or N. Esc leaves.",
}
