"""How far a rule is trusted: its shipped precision, corrected by what analysts answered.

Beta-binomial: the shipped precision counts as PRIOR_STRENGTH answers; accepted and rejected ones
are added to it. Answers for the same language, then for the same outlet, each shrink towards what
the rule earned outside of them, so that no answer counts twice. Computed when it is read; nothing
here changes what is extracted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind

PRIOR_STRENGTH = 20.0
"""How many answers the expectation is worth: after so many the answers weigh as much as it does."""
CORRECTED = 0.5
"""What a corrected fact counts: it was worth asking, and it was not right as it stood."""
UNKNOWN_PRECISION = 0.5
"""Expected of a rule whose shipped precision nobody can say any more."""

LEAST_WORTH_ASKING = 0.2
"""Questions of a rule that is less likely right are noise: five wrong ones for a right one."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How often analysts accepted, corrected and rejected; skipped and unsure ones are none."""

    accepted: int = 0
    corrected: int = 0
    rejected: int = 0

    def __add__(self, other: Answers) -> Answers:
        return Answers(
            self.accepted + other.accepted,
            self.corrected + other.corrected,
            self.rejected + other.rejected,
        )

    def __sub__(self, other: Answers) -> Answers:
        """Without others, as far as they are among these."""
        return Answers(
            max(0, self.accepted - other.accepted),
            max(0, self.corrected - other.corrected),
            max(0, self.rejected - other.rejected),
        )

    @property
    def total(self) -> int:
        """All of them."""
        return self.accepted + self.corrected + self.rejected

    @property
    def right(self) -> float:
        """How many count as right."""
        return self.accepted + CORRECTED * self.corrected

    @property
    def precision(self) -> float | None:
        """Accepted as they stood, of all; None without any."""
        return self.accepted / self.total if self.total else None

    @classmethod
    def of(cls, verdict: Verdict, count: int) -> Answers:
        """So many decisions of one sort."""
        if verdict is Verdict.ACCEPTED:
            return cls(accepted=count)
        if verdict is Verdict.CORRECTED:
            return cls(corrected=count)
        return cls(rejected=count) if verdict is Verdict.REJECTED else cls()


@dataclass(frozen=True, slots=True)
class Answered:
    """What analysts answered to one rule's facts of one kind in one outlet and language."""

    rule: str
    kind: Kind
    outlet: str
    """Uid; empty when the article has none."""
    lang: str
    answers: Answers


def expected_precision(expected: float, answers: Answers) -> float:
    """The mean of the beta distribution that the answers make of what was expected, 0..1."""
    return (PRIOR_STRENGTH * expected + answers.right) / (PRIOR_STRENGTH + answers.total)


@dataclass(frozen=True, slots=True)
class Trust:
    """The trust in each rule, as far as one database's decisions tell."""

    shipped: Mapping[str, float]
    """Shipped precision by rule, of the rules that were answered."""
    answers: Mapping[str, Mapping[tuple[str, str], Answers]]
    """Rule -> (outlet's uid, language) -> answers."""
    merged: Mapping[str, str] = field(default_factory=dict)
    """Uid of a merged outlet -> the one it was merged into."""

    @classmethod
    def over(
        cls,
        answered: Iterable[Answered],
        shipped: Mapping[str, float],
        merged: Mapping[str, str] | None = None,
    ) -> Trust:
        """The trust that these answers make."""
        final = merged or {}
        counts: dict[str, dict[tuple[str, str], Answers]] = {}
        for one in answered:
            place = final.get(one.outlet, one.outlet), one.lang
            rule = counts.setdefault(one.rule, {})
            rule[place] = rule.get(place, Answers()) + one.answers
        return cls(shipped, counts, final)

    def of(
        self,
        rule: str,
        outlet: str = "",
        lang: str = "",
        *,
        shipped: float | None = None,
        but: Answers | None = None,
    ) -> float:
        """How likely a fact of the rule is right, 0..1: anywhere, in a language, in an outlet (by
        uid), or in both. shipped is the fact's own score, where one is at hand; but: answers there
        that are not to count."""
        outlet = self.merged.get(outlet, outlet)
        shells = [Answers(), Answers(), Answers()]
        for (its_outlet, its_lang), answers in self.answers.get(rule, {}).items():
            in_lang = bool(lang) and its_lang == lang
            in_outlet = bool(outlet) and its_outlet == outlet and (in_lang or not lang)
            if but and (its_outlet, its_lang) == (outlet, lang):
                answers -= but
            shells[in_lang + in_outlet] += answers
        expected = self.shipped.get(rule, UNKNOWN_PRECISION) if shipped is None else shipped
        for answers in shells:
            expected = expected_precision(expected, answers)
        return expected

    def not_worth_asking(self) -> frozenset[str]:
        """The rules that were answered, and mostly with no."""
        return frozenset(rule for rule in self.answers if self.of(rule) < LEAST_WORTH_ASKING)

    def answers_for(self, rule: str, outlet: str = "", lang: str = "") -> Answers:
        """The answers to the rule's facts there; an empty outlet or language means any."""
        outlet = self.merged.get(outlet, outlet)
        counted = Answers()
        for (its_outlet, its_lang), answers in self.answers.get(rule, {}).items():
            if outlet in ("", its_outlet) and lang in ("", its_lang):
                counted += answers
        return counted
