"""First names that are also everyday words: in lower case within a text they may not mean a person."""

from __future__ import annotations

ALSO_WORDS = frozenset(
    """
    ai an as at be bo by can come do go ha he hi how in is it my no of on or so to up us we why
    amber angel april art ash august autumn basil berry bill bishop blossom brook buddy carol chance
    chase chip christian clay cliff coral crystal daisy dale dawn dean dolly don drew duke earl earnest
    ebony eden ernest eve faith fern flora forest frank gale gay gene genesis ginger glen grace grant guy
    harmony harper hazel heath heather holly honour honor hope hunter iris ivy jack jade january jasmine
    jay jean jet jewel josh joy june justice justin ken king lance lane laurel lily linden love major
    marina mark marshal mason matt max may melody mercy miles mo norm olive opal page pat patience pearl
    peg penny piper poppy queen ray reed rich river rob robin rock roman rose ruby rusty sage sandy scarlett
    scout serenity shelly sierra skip sky sol star stone storm sue summer sunny tab tad teddy trinity
    troy unity van vera victor violet wade ward will willow win winter wren
    """.split()  # noqa: SIM905 - a list of names reads best without quotes
)
