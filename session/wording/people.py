"""What is said about people."""

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
    "check.named": "names {who}, who did not say yes to that",
    "check.quoted": "words of {who}, who did not say yes to being quoted",
    "check.not_listed": "names {who}, who is not on the list",
    "check.speech": "said says",
    "person.someone": "someone",
    "person.unnamed": "a {role}",
}
