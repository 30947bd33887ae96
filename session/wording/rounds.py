"""What is said about votes."""

WORDS: dict[str, str | tuple[str, str]] = {
    "rounds.hands": ("{n} hand", "{n} hands"),
    "rounds.dots": ("{n} dot", "{n} dots"),
    "rounds.papers": ("{n} paper", "{n} papers"),
    "rounds.folded": (
        "There was one paper. Its dots are not kept, so that nobody's choice shows.",
        "There were {n} papers. Their dots are not kept, so that nobody's choice shows.",
    ),
    "rounds.more_ballots": "Counted: {ballots}. Here when the vote opened: {present}.",
    "rounds.more_hands": "“{label}” has {hands}. Here when the vote opened: {present}.",
    "rounds.people": ("{n} person", "{n} people"),
    "rounds.tie": "A tie at the top, with {unit} each: {labels}.",
    "refused.round_unknown": "There is no such vote. Open one first.",
    "refused.round_open": "A vote is open: “{question}”. Close it before you open another.",
    "refused.round_closed": "That vote is closed. Open a new one instead.",
    "refused.round_not_closed": "That vote is still open. Close it, then show the result.",
    "refused.round_revealed": "The result is on show already.",
    "refused.round_no_count": "Nothing has been counted yet. Enter a count, then close the vote.",
    "refused.options_few": "A vote needs at least 2 options. Add another one.",
    "refused.options_many": "A vote has at most {limit} options, and these are {n}. Leave some out.",
    "refused.option_twice": "“{label}” is there twice. Give each option its own name.",
    "refused.option_unknown": "That is not an option of this vote. Use the options it was opened with.",
    "refused.dots_out": "Give each person between 1 and {limit} dots.",
    "refused.count_empty": "No counts were given. Enter a number for each option, 0 for none.",
    "refused.count_negative": "A count can't be below 0. Enter 0 or more.",
    "refused.count_too_large": "{n} is more than can be counted here. Check the number.",
    "refused.ballots_missing": "Say how many papers there were. There has to be at least one.",
    "refused.ballots_negative": "Say how many people took part. It can't be less than one.",
    "refused.dots_too_many": (
        "{dots} dots are more than {ballots} can hold: that makes {most}. Count again."
    ),
}
