"""What a report says, before it is said in any language: articles, statements, sources.

Pure: over values, in a fixed order, so that the same state gives the same report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from workbench.domain.chain import StepKind
from workbench.domain.claim import ClaimState, HopClass
from workbench.domain.family import Families
from workbench.domain.source import Rating, Source, SourceKind
from workbench.domain.timeline import Timed
from workbench.exchange.bundle import UNSEEN, AnnotatedArticle, Bundle
from workbench.exchange.report.correcting import Correction, corrections
from workbench.exchange.report.dated import printed_day
from workbench.exchange.report.differing import (
    Beyond,
    Difference,
    Spoken,
    differences,
    shared_speakers,
    together,
)
from workbench.exchange.report.lacking import Outcome, Sought
from workbench.exchange.report.likeness import Likeness, likenesses
from workbench.exchange.report.made import Made, made
from workbench.exchange.report.proposed import Proposal, Proposed, proposed
from workbench.exchange.report.sayings import Saying, sayings
from workbench.exchange.report.statements import (
    Backing,
    Outside,
    Place,
    Statement,
    statements_of,
)
from workbench.exchange.report.told import Told, is_told, published, told_articles

Side = tuple[Statement | Outside, ...]
"""One side of a dispute."""


class Scope(NamedTuple):
    """What a report is of, and when."""

    name: str = ""
    """Of a set or an article, or the words of a filter; empty for everything."""
    kind: str = "all"
    """"set", "filter", "story", "sitting" or "all"."""
    as_of: str = ""
    """UTC: when the journal's last entry was made."""
    title: str = ""
    """What it is to be called, where that was said."""


@dataclass(frozen=True, slots=True)
class Digest:
    """All that a report says."""

    bundle: Bundle
    scope: Scope
    articles: tuple[Told, ...]
    """The earliest first."""
    statements: tuple[Statement, ...]
    """Those that most stands behind first."""
    withdrawn: int
    """Claims that their analysts hold no longer: told nowhere else."""
    sources: tuple[Source, ...]
    """Those that the chains name, by name; merged ones as what they are now."""
    sayings: Mapping[tuple[str, ...], tuple[Saying, ...]]
    """Names of who says something together -> what, those who say most first."""
    ratings: Mapping[str, Sequence[Rating]]
    """Uid of a source -> its ratings, the oldest first."""
    families: Families
    names: Mapping[str, str]
    kinds: Mapping[str, SourceKind]
    """Of the sources, by uid."""
    alike: tuple[Likeness, ...]
    """Articles that share most of their text, each pair once."""
    beyond: tuple[Beyond, ...]
    """Of a story: articles that it does not hold, and that name those who speak in it."""
    differences: tuple[Difference, ...]
    """What articles count otherwise than others."""
    corrections: tuple[Correction, ...]
    together: tuple[tuple[int, ...], ...]
    """Numbers of articles that may tell of one event; not those that stand alone."""
    shared: tuple[tuple[str, tuple[int, ...]], ...]
    """Who speaks in several articles that are not all of one event, by name, with their numbers."""
    printed: Mapping[int, str]
    """Number of an article -> the day that its text prints, where that says more than its own."""
    sought: Mapping[str, Sought]
    """Uid of a claim that is credited to an outlet -> what an article of that one has of it."""
    proposed: Mapping[Statement, tuple[Proposed, ...]]
    """What a machine proposes of statements, and nobody has answered."""
    times: Mapping[str, Timed]
    """Uid of a claim -> when it is."""

    @property
    def firsts(self) -> list[Statement]:
        """The statements, without those that say again, word for word, what another one does."""
        return [one for one in self.statements if one.said_before is None]

    @property
    def places(self) -> list[Place]:
        """Every claim that is told."""
        return [place for told in self.articles for place in told.places]

    @property
    def unreviewed(self) -> list[Place]:
        """The claims that nobody has looked at again since they were recorded."""
        return [one for one in self.places if one.claim.state is not ClaimState.REVIEWED]

    @property
    def unseen(self) -> int:
        """Of how many articles colleagues' work may not be seen by whoever the report is for."""
        withheld = self.bundle.withheld.told()
        return sum(one.count for one in withheld if one.what == UNSEEN)

    @property
    def is_bare(self) -> bool:
        """Whether no claim is told though some may be recorded: they are out of sight, or none that
        leaves."""
        return not self.places and bool(self.withdrawn or self.bundle.withheld.told())

    @property
    def analysts(self) -> list[str]:
        """Whose claims are told, by name."""
        return sorted({place.claim.analyst for place in self.places})

    @property
    def recorded(self) -> tuple[str, ClaimState] | None:
        """Who recorded the claims and where they stand with them, where all are alike in that."""
        found = {(place.claim.analyst, place.claim.state) for place in self.places}
        return found.pop() if len(found) == 1 else None

    @property
    def made(self) -> dict[Made, list[Place]]:
        """The claims by how they came about."""
        found: dict[Made, list[Place]] = {way: [] for way in Made}
        for place in self.places:
            found[made(place.claim, place.within.decisions)].append(place)
        return found

    @property
    def by_place(self) -> dict[int, Statement]:
        """Number of each place -> the statement that says it first."""
        return {
            place.number: one.said_before or one for one in self.statements for place in one.places
        }

    @property
    def differing(self) -> dict[Statement, Difference]:
        """The statements that have a number which other articles have otherwise, each with it."""
        by_place = self.by_place
        found: dict[Statement, Difference] = {}
        for difference in self.differences:
            for one in chain.from_iterable(difference.sides):
                if one.place:
                    found.setdefault(by_place[one.place.number], difference)
        return found

    @property
    def contradictions(self) -> list[tuple[Statement, Statement | Outside]]:
        """Pairs that contradict each other, each once."""
        found = []
        for statement in self.statements:
            for tied in statement.against:
                other = tied.other
                if isinstance(other, Outside) or statement.number < other.number:
                    found.append((statement, other))
        return found

    def sought_of(self, statement: Statement) -> list[Sought]:
        """What came of seeking a statement in articles of the outlets that it is credited to, what
        speaks least for it first."""
        uids = (place.claim.uid for place in statement.places)
        found = dict.fromkeys(self.sought[uid] for uid in uids if uid in self.sought)
        return sorted(found, key=lambda one: -one.outcome)

    def sought_as(self, outcome: Outcome) -> list[Statement]:
        """The statements of which the least that was found is this."""
        every = ((one, self.sought_of(one)) for one in self.firsts)
        return [one for one, found in every if found and found[0].outcome is outcome]

    @property
    def disputes(self) -> list[tuple[Side, Side]]:
        """The same by dispute: those that the very same contradict stand together."""
        opponents: defaultdict[Statement | Outside, dict[Statement | Outside, None]]
        opponents = defaultdict(dict)
        for one, other in self.contradictions:
            opponents[one][other] = opponents[other][one] = None
        sides: defaultdict[frozenset[Statement | Outside], list[Statement | Outside]]
        sides = defaultdict(list)
        for end, against in opponents.items():
            sides[frozenset(against)].append(end)
        found: dict[frozenset[Side], tuple[Side, Side]] = {}
        for pair in self.contradictions:
            first, second = (tuple(sides[frozenset(opponents[end])]) for end in pair)
            found.setdefault(frozenset((first, second)), (first, second))
        return list(found.values())

    def corrected_by(self, statement: Statement) -> list[int]:
        """Numbers of the corrections that may take back a statement, in any article that has it."""
        there = {place.number for one in (statement, *statement.again) for place in one.places}
        return [one.article.number for one in self.corrections if not there.isdisjoint(one.places)]

    def repeats_of(self, correction: Correction) -> list[int]:
        """Numbers of the articles that have the very words which a correction may take back, and
        that it is not known to mean: what they print is as wrong."""
        number = correction.article.number
        found = {
            each
            for statement in self.firsts
            if number in self.corrected_by(statement)
            for one in (statement, *statement.again)
            for each in one.articles
        }
        return sorted(found - {number, *correction.corrects})

    def numbers_of(self, claims: Iterable[str]) -> list[int]:
        """Numbers of the statements that have these claims."""
        wanted = set(claims)
        return [
            statement.number
            for statement in self.statements
            if not wanted.isdisjoint(place.claim.uid for place in statement.places)
        ]

    def rating(self, uid: str) -> Rating | None:
        """The latest rating of a source."""
        found = self.ratings.get(self.families.final(uid), ())
        return found[-1] if found else None


def digest(
    bundle: Bundle,
    backings: Iterable[Backing],
    scope: Scope,
    outside: Mapping[str, Outside],
    beyond: Iterable[Beyond] = (),
    sought: Mapping[str, Sought] | None = None,
    proposals: Iterable[Proposal] = (),
    times: Mapping[str, Timed] | None = None,
) -> Digest:
    """What a report on a bundle says. backings: of all its claims but the withdrawn ones, each in
    one of them. outside: uid -> the claims elsewhere that these are linked to. beyond: of a story,
    the articles elsewhere that name those who speak in it. sought: uid of a claim -> what an
    article of the outlet that it is credited to has of it. proposals: how other words may stand to
    claims, the machine's word that nobody has answered. times: uid of a claim -> when it is."""
    every = sorted(bundle.checked_articles(), key=published)
    names, families = bundle.names(), bundle.families()
    kinds = {source.uid: source.kind for source in bundle.sources}
    articles = tuple(told_articles(every, names, families))
    spoken = [_spoken(one, kinds, families) for one in articles]
    groups = together(spoken)
    places = (place for told in articles for place in told.places)
    statements = statements_of(places, backings, outside)
    return Digest(
        bundle=bundle,
        scope=scope,
        articles=articles,
        statements=statements,
        withdrawn=sum(not is_told(claim) for one in every for claim in one.claims),
        sources=_sources(bundle, articles, families),
        sayings=sayings(statements),
        ratings=bundle.rating_histories(),
        families=families,
        names=names,
        kinds=kinds,
        alike=tuple(likenesses(every, _outlet_of(bundle, families))),
        beyond=(others := tuple(beyond)),
        differences=differences(spoken, others, is_story=scope.kind == "story"),
        corrections=corrections(spoken, others, names),
        together=tuple(tuple(one.annotated.article.number for one in group) for group in groups),
        shared=tuple(
            (names[uid], numbers)
            for uid, numbers in shared_speakers(spoken, groups)
            if uid in names
        ),
        printed=_printed(every, others),
        sought=sought or {},
        proposed=proposed(statements, proposals),
        times=times or {},
    )


def _printed(every: Iterable[AnnotatedArticle], beyond: Iterable[Beyond]) -> dict[int, str]:
    days = [(one.article.number, printed_day(one.article, one.facts)) for one in every]
    days += [(one.article.number, one.printed) for one in beyond]
    return {number: day for number, day in days if day}


def _spoken(told: Told, kinds: Mapping[str, SourceKind], families: Families) -> Spoken:
    finals = {
        families.final(uid)
        for place in told.places
        for step in place.chain.steps
        for uid in step.sources
        if step.kind is StepKind.HOP and step.hop_class is HopClass.NAMED
    }
    speakers = frozenset(uid for uid in finals if kinds.get(uid) not in NO_SPEAKERS)
    return Spoken(told.annotated, told.places, speakers)


NO_SPEAKERS = {SourceKind.DOCUMENT, SourceKind.OUTLET, SourceKind.AGENCY}
"""What prints or passes on what others say."""


def _outlet_of(bundle: Bundle, families: Families) -> Callable[[str], str | None]:
    by_name = bundle.uids_by_name()
    return lambda name: (uid := by_name.get(name.casefold())) and families.final(uid)


def _sources(bundle: Bundle, articles: Iterable[Told], families: Families) -> tuple[Source, ...]:
    there = {source.uid: source for source in bundle.sources}
    named = {
        families.final(uid)
        for told in articles
        for place in told.places
        for step in place.chain.steps
        for uid in step.sources
    }
    found = (there[uid] for uid in named if uid in there)
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.uid)))
