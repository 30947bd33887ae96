"""Wording for ideas and themes."""

WORDS: dict[str, str | tuple[str, str]] = {
    "ideas.count": ("{n} idea", "{n} ideas"),
    "ideas.not_sorted": "{n} not sorted",
    "ideas.contested": "{n} seen differently",
    "ideas.in_none": "not sorted",
    "ideas.in_theme": "theme {letter} {name}",
    "ideas.in_several": "seen differently: {letters}",
    "refused.idea_unknown": "That idea is not on the list. Choose one from it.",
    "refused.idea_twice": "“{text}” is there already ({where}). Add what is different about this one.",
    "refused.idea_same": "That is how the idea reads already. Nothing was changed.",
    "refused.idea_removed": "“{text}” was removed. Undo that first, or add it again.",
    "refused.idea_merged": "“{text}” is part of another idea now. Take it out first.",
    "refused.idea_not_merged": "“{text}” stands for itself already.",
    "refused.idea_into_itself": "An idea can't be put into itself. Choose another one.",
    "refused.idea_holds": "Other ideas were put into “{text}”. Take them out first.",
    "refused.idea_coloured": "The idea has colour {letter} ({name}) already. Choose another one.",
    "refused.idea_no_colour": "“{text}” has no colour yet. Call a letter to give it one.",
    "refused.theme_unknown": "There is no such theme. Choose one that is shown, or add it.",
    "refused.theme_same": "That is the theme's name already. Nothing was changed.",
    "refused.theme_twice": "“{name}” is theme {letter} already. Choose another name.",
    "refused.themes_full": "There are {n} themes, and that is the most. Remove or rename one first.",
}
