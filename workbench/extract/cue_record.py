"""What the record of a cue in a language folder may hold, and whether one does.

A key or a term that is not listed here is refused when `cues.toml` is read; what each means is
shown by `docs/language.md`. What the other files hold is told in `schema`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.domain.claim import Assertion
from workbench.extract.terms import Force, Side, Takes

CUE: dict[str, tuple[type, str]] = {
    "lemma": (str, "the word it is listed under"),
    "force": (str, "what is done by saying it, one of the forces"),
    "factuality": (
        str,
        "how firmly the speaker holds it, one of FactBank's eight; CT+ if left out",
    ),
    "assertion": (
        str,
        "what the speaker does with the words; denies for a negative factuality, else asserts",
    ),
    "negated": (
        str,
        "what it is where the cue is negated; “does not confirm” for a cue that confirms, “refuses "
        "to say” behind a refusal, else “has not said”",
    ),
    "before": (list, "forms between a speaker and what was said: “said that”, “mengatakan”"),
    "after": (list, "forms behind what was said: “he said”, “kata dia”"),
    "passive": (list, "passive forms: “was told”, “dikatakan”"),
    "strict": (bool, "a cue only with a complementiser, a comma or a colon behind it"),
    "base": (list, "the bare form, behind an auxiliary: “will say”"),
    "ing": (list, "the participle: “saying”"),
    "noun": (list, "the noun: “claim”"),
    "takes": (list, "what may follow, where the language is read by complements"),
}
"""Key of a cue's record -> its type and what it means."""
AMBIGUOUS = "base"
"""The list of forms that stand before and may as well be nouns or infinitives."""
SIDES = (Side.BEFORE, AMBIGUOUS, Side.AFTER, Side.PASSIVE, Side.PARTICIPLE, Side.NOUN)
"""The lists of forms that a cue may have."""
TAKES = {
    Takes.CLAUSE: "a clause: “said he would”",
    Takes.QUESTION: "a question that is told: “asked why”",
    Takes.INFINITIVE: "an infinitive: “promised to leave”",
    Takes.OBJECT: "a noun phrase: “denied the report”",
    Takes.OBJECT_INFINITIVE: "somebody and an infinitive: “asked him to leave”",
    Takes.OF: "somebody and what they are said to have done: “accused him of fraud”",
    Takes.AS: "“as” and what it is called: “described it as a loss”",
    Takes.FOR: "somebody and what for: “praised him for it”; or an object with words in marks",
    Takes.NAMING: "what somebody or something is called: “called him a liar”",
    Takes.PARTICIPLE: "a participle: “denied taking it”",
    Takes.TOLD: "a listener before what was said: “told reporters that”",
    Takes.SEEING: "a noun phrase with a participle behind it: “saw prices rising”",
    Takes.LINKED: "nothing more, but only behind “be” or “seem”: “is sure that”",
    Takes.QUOTE: "a quotation alone",
    Takes.QUOTED: "whoever spoke, where the subject passes it on: “the paper quotes him”",
}
"""What may follow a cue, and an example."""
FORCES = frozenset(Force)
FACTUALITIES = frozenset(["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"])
ASSERTIONS = frozenset(map(str, Assertion))


def problem_of(cue: Mapping[str, Any]) -> str:
    """What is wrong with a cue's record, in words that follow its name; "" for nothing."""
    for key, value in cue.items():
        if key not in CUE:
            return f"has an unknown key {key!r}"
        kind, _ = CUE[key]
        if not isinstance(value, kind):
            return f"key {key!r} must be of type {kind.__name__}"
    if not cue.get("lemma"):
        return "needs a lemma"
    if cue.get("force") not in FORCES:
        return f"force {cue.get('force')!r} is none of {', '.join(sorted(FORCES))}"
    if unknown := set(cue.get("takes", ())) - set(TAKES):
        return f"takes {min(unknown)!r}, which is none of {', '.join(sorted(TAKES))}"
    if cue.get("factuality", "CT+") not in FACTUALITIES:
        return f"factuality {cue.get('factuality')!r} is none of FactBank's eight"
    for key in ("assertion", "negated"):
        if key in cue and cue[key] not in ASSERTIONS:
            return f"{key} {cue[key]!r} is none of {', '.join(sorted(ASSERTIONS))}"
    if not any(cue.get(side) for side in SIDES):
        return "has no form"
    return ""
