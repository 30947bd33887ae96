"""What is said about people."""

WORDS: dict[str, str | tuple[str, str]] = {
    "refused.person_unknown": "That person is not on the list. Choose somebody from it.",
    "refused.person_here": "{name} is here already.",
    "refused.person_not_here": "{name} is not here, so can't leave.",
    "refused.nobody_expected": "Nobody else is expected.",
    "refused.person_same": "Nothing was changed for {name}.",
    "refused.role_unknown": "“{role}” is not a role group here. Choose one of: {roles}.",
    "refused.name_taken": "Somebody called {name} is on the list. Add a letter to tell them apart.",
    "person.someone": "someone",
    "person.unnamed": "a {role}",
}
