"""What is said about forgetting a person or a session."""

WORDS: dict[str, str | tuple[str, str]] = {
    "forget.recaps": ("{n} recap", "{n} recaps"),
    "forget.exports": ("{n} exported file", "{n} exported files"),
    # Before
    "forget.person_ask": "This name is in {sessions}, {recaps} and {exports}. Take it out for good?",
    "forget.unlisted": "Nobody on a list of people has this name: it stands in texts only.",
    "forget.session_ask": "Forget “{title}” for good: {recaps} and {exports}?",
    "forget.alike_ask": (
        "“{text}” stands in {n} more place. Is it the same person, to be taken out as well?",
        "“{text}” stands in {n} more places. Is it the same person, to be taken out as well?",
    ),
    "forget.alike_left": "Left as it is, unless you add it with --also:",
    "forget.alike": "“{text}”, {n}",
    "forget.yes": "Forget",
    "forget.no": "Keep",
    "forget.kept": "Nothing was changed.",
    "forget.needs_yes": "Nobody can be asked here. Add --yes if you are sure.",
    "forget.nobody": "Nobody called “{name}”, and no session, is kept here.",
    "forget.no_name": "“{name}” is too short or too common a word to look for.",
    "forget.in_use": "Session {session} is open, so nothing was changed. {why}",
    "forget.here": "This session is open here. End it and go Home first; nothing was changed.",
    # The receipt
    "forget.when": "Receipt of {when}.",
    "forget.person_done": "A person was forgotten. Changed: {sessions}, {recaps}, {exports}.",
    "forget.session_done": "{sessions} was forgotten, with {recaps} and {exports}.",
    "forget.also_a_word": "The name is also a word. In small letters it stays in texts.",
    "forget.left": ("{n} file still holds the name:", "{n} files still hold the name:"),
    "forget.left_why": (
        "What is damaged, from a newer Fairsay or somebody's own file was left as it was."
    ),
    "forget.theirs": (
        "{n} file that Fairsay did not write was left:",
        "{n} files that Fairsay did not write were left:",
    ),
    "forget.again": "Not all could be done. Run it again when this is put right.",
    "forget.no_exports": "The exports of {session} can't be made again yet, so they are as they were.",
    "forget.away": "The record of {session} is on a disk that is not here.",
    "forget.counts_stay": "That somebody came still counts; who it was is gone.",
    "forget.carried_over": "What later sessions carried over from it stays with them.",
    "forget.out_of_reach": "Not reached: what was mailed, printed or copied, and other disks.",
    "forget.named_after": "Not changed: the name of a series or role group, even if it is the same.",
    # Home
    "forget.which": "Forget what?",
    "forget.this_session": "This session: {title}",
    "forget.a_person": "A person, in every session",
    "forget.not_all": "Not all could be done: “fairsay forget” says what is left.",
    "forget.who": "Whose name should go?",
    "forget.who_hint": "The whole name, as it was written.",
}
