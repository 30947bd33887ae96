"""Wording of what becomes of a series' decisions, actions and promises between its sessions."""

WORDS: dict[str, str | tuple[str, str]] = {
    "refused.thing_unknown": "Nothing in this series has that id. “fairsay series told SERIES” lists them.",
    "refused.outcome_to": "Say to whom it was passed on. People should know whom to ask.",
    "refused.promise_who": "Say who promised it, such as the council.",
    "refused.promise_twice": "That promise is written down already. Nothing was changed.",
    "refused.decision_not_here": "That is not a decision of this series. Choose two that are.",
    "refused.decision_later": "Only a later decision can replace an earlier one.",
    "refused.replace_why": "Say why the decision changed. People should hear the reason.",
    "refused.replaced_twice": "That decision was replaced already. Nothing was changed.",
    "verify.torn_reports": "The last entry was cut short. It was cut off and kept aside.",
    "verify.torn": "The last entry was cut short. “fairsay verify --repair” keeps it aside and cuts it off.",
    "verify.newer": "A newer Fairsay wrote parts of this. Update Fairsay to change it.",
}
