"""Wording for people."""

WORDS: dict[str, str | tuple[str, str]] = {
    "refused.person_unknown": "That person is not on the list. Choose somebody from it.",
    "refused.person_here": "{name} is here already.",
    "refused.person_not_here": "{name} is not here, so can't leave.",
    "refused.nobody_expected": "Nobody else is expected.",
    "refused.person_same": "Nothing was changed for {name}.",
    "refused.role_unknown": "“{role}” is not a role group here. Choose one of: {roles}.",
    "refused.name_taken": "Somebody with that name is on the list. Add a letter to tell them apart.",
    "refused.consent_no": "Somebody said no to this before. It can be changed on the laptop.",
    "refused.words_gone": "That line is not there any more. Look at the list again.",
    "consent.title": "Consent",
    "consent.who": "{who}: what do they agree to? ({place})",
    "consent.place": "{n} of {of}",
    "consent.keys": (
        "y yes · n no · 0 not asked · → next person · ← before · Esc back.\n"
        "An answer holds at once, and may be changed at any time."
    ),
    "consent.yes": "yes",
    "consent.no": "no",
    "consent.not_asked": "not asked",
    "consent.ask.named": "May your name stand on this screen and in the recap?",
    "consent.ask.counted": "May your turns be counted, as part of your role group?",
    "consent.ask.photographed": "May you be in photographs?",
    "consent.ask.contacted": "May we get in touch with you after today?",
    "consent.ask.quoted": "May your words be used in research, and quoted?",
    "consent.photographed": "{n} may be photographed.",
    "consent.contact": "may be contacted",
    "unlisted.ask": (
        "A name that you typed is not on the list of people. May the room see it, and the recap?"
    ),
    "unlisted.private": "Keep it private: an initial stands for it",
    "unlisted.show": "They said yes, or it is nobody's name: show it",
    "consent.open": "–",
    "slips.told": "One slip after the other: yes, no, or not answered. After three answers the next person is up.",
    "slips.named": "named",
    "slips.quoted": "quoted",
    "slips.photographed": "photographs",
    "check.told": (
        "{n} line holds a name or words of somebody who did not say yes. Ask them, or put it right.",
        "{n} lines hold names or words of people who did not say yes. Ask them, or put it right.",
    ),
    "check.none": "No line is left that names or quotes somebody who did not say yes.",
    "check.only_strike": "These words can't be changed here. Strike them, or ask whether they may stand.",
    "check.frame": "This was said of the whole session and can't be struck. Ask whether it may stand.",
    "check.named": "names {who}, who did not say yes to that",
    "check.quoted": "words of {who}, who did not say yes to being quoted",
    "check.speech": "said says",
    "person.someone": "someone",
    "person.unnamed": "a {role}",
}
