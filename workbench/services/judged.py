"""What several analysts made of the same articles, as values that agreement is measured on.

Sources are what they are after merges, answers what they come to; what analysts wrote for
themselves is not read, nor what measures need that nobody asked for.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from itertools import groupby, pairwise
from operator import itemgetter

from workbench.domain.choice import EVERYTHING, Choice
from workbench.domain.claim import JOINT, Assertion, Factuality, stance_of
from workbench.domain.decision import Verdict
from workbench.domain.fact import Credit, Kind
from workbench.measure.agreement.counting import MEASURES, SPANS
from workbench.measure.agreement.tallies import By
from workbench.measure.agreement.values import Chain, Claimed, Given, Judged, Layer, Link
from workbench.services.choosing import terms_chosen
from workbench.services.extraction import facts_of
from workbench.services.units import chains_in
from workbench.services.workbench import Workbench
from workbench.verbs.layers import ClaimColumns, HopColumns, JudgedArticle, SpeakerColumns

AS_READ = "as read"
"""How far a credit reaches where nobody corrected what the machine read."""
_ANSWERED = {
    Verdict.ACCEPTED.value: "held",
    Verdict.CORRECTED.value: "held",
    Verdict.REJECTED.value: "rejected",
    Verdict.UNSURE.value: "unsure",
}
"""What an answer comes to. A corrected fact is held: what was corrected shows in its claim."""


def judged_texts(
    bench: Workbench,
    by: By = By.PAIR,
    *,
    choice: Choice = EVERYTHING,
    sees_all: bool,
    with_unfinished: bool = False,
    only: Collection[str] = MEASURES,
    among: Collection[str] = (),
) -> list[Judged]:
    """What is compared, an article after the other, as far as some measures need it. sees_all:
    articles that this analyst has yet to judge, too. Raises UsageError, NotFoundError."""
    terms = terms_chosen(bench, choice)
    with bench.store.snapshot():
        articles = bench.store.layers.judged(
            terms,
            analyst=bench.analyst,
            sees_all=sees_all,
            with_unfinished=with_unfinished,
            among=among,
        )
        return texts_of(bench, articles, by, only=only)


def texts_of(
    bench: Workbench,
    articles: Sequence[JudgedArticle],
    by: By = By.PAIR,
    *,
    only: Collection[str] = MEASURES,
) -> list[Judged]:
    """What is compared of these articles, one after the other."""
    with bench.store.snapshot():
        numbers = [one.number for one in articles]
        claims = _claims(
            bench,
            articles,
            with_topics=by is By.TOPIC,
            read=_hops_for({*only}),
            with_credits="chain" in only,
        )
        answers = _answers(bench, numbers) if "answers" in only else {}
        reaches = _reaches(bench, numbers) if "reach" in only else {}
        ratings = _ratings(bench, numbers) if "credibility" in only else {}
        groups = stands_under(bench, articles, by)
    return [
        Judged(
            one.number,
            one.length,
            [
                Layer(name, claims[one.number, name], ratings.get((one.number, name), {}))
                for name in one.analysts
            ],
            answers.get(one.number, ()),
            reaches.get(one.number, ()),
            groups[one.number],
        )
        for one in articles
    ]


def stands_under(bench: Workbench, articles: Iterable[JudgedArticle], by: By) -> Mapping[int, str]:
    """Number of an article -> what it stands under; a dash where nothing is known."""
    worked: Mapping[int, str] = {}
    if by is By.WEEK:
        worked = bench.store.layers.last_worked([one.number for one in articles])
    return {one.number: _group(one, by, worked) for one in articles}


def _group(article: JudgedArticle, by: By, worked: Mapping[int, str]) -> str:
    if by is By.OUTLET:
        return article.outlet or "-"
    if by is By.WEEK and (at := worked.get(article.number)):
        year, week, _ = date.fromisoformat(at[:10]).isocalendar()
        return f"{year}-W{week:02}"
    return "-"


_Key = tuple[int, str]
"""Number of an article, name of an analyst."""
_BARE = Chain()
_NOT_OF_CLAIMS = ("answers", "reach", "credibility")


class _Hops(Enum):
    """Which of a claim's hops are read."""

    NONE = "none"
    SPEAKER = "speaker"
    """Who speaks in the last one, and no more."""
    ALL = "all"


def _hops_for(measures: Collection[str]) -> _Hops:
    """What some measures need."""
    of_hops = {*measures} - {*SPANS, "words", *_NOT_OF_CLAIMS}
    if not of_hops:
        return _Hops.NONE
    return _Hops.SPEAKER if of_hops == {"speaker"} else _Hops.ALL


def _claims(
    bench: Workbench,
    articles: Sequence[JudgedArticle],
    *,
    with_topics: bool,
    read: _Hops,
    with_credits: bool,
) -> dict[_Key, list[Claimed]]:
    """The claims of those who judged these articles, in text order, by article and analyst."""
    layers = bench.store.layers
    made: dict[_Key, list[Claimed]] = {
        (one.number, name): [] for one in articles for name in one.analysts
    }
    numbers = [one.number for one in articles]
    columns = layers.claims(numbers, with_topics=with_topics)
    if not columns.ids:
        return made
    chains: Mapping[int, Chain] = {}
    if read is _Hops.ALL:
        chains = _chains(layers.hops(numbers), bench.store.sources.merges())
    elif read is _Hops.SPEAKER:
        chains = _spoken(layers.speakers(numbers), bench.store.sources.merges())
    if with_credits:
        credited = bench.store.units.credited_otherwise() & {*numbers}
        chains = {**chains, **_credited(bench, sorted(credited), chains)}
    spans = zip(columns.starts, columns.ends, strict=True)
    found: Iterable[Claimed] = map(
        Claimed, columns.ids, spans, (chains.get(one, _BARE) for one in columns.ids)
    )
    if with_topics or any(columns.parts):
        found = _told_more(columns, found)
    for article, analyst, claim in zip(columns.articles, columns.analysts, found, strict=True):
        if (layer := made.get((article, analyst))) is not None:
            layer.append(claim)
    for layer in made.values():
        layer.sort(key=_place)
    return made


def _place(claim: Claimed) -> tuple[int, int]:
    return claim.span[0], claim.id


def _told_more(columns: ClaimColumns, claims: Iterable[Claimed]) -> Iterable[Claimed]:
    """The claims with the parts and topics that few have."""
    names: dict[str, str] = {}
    topics = columns.topics or [""] * len(columns.ids)
    for claim, parts, topic in zip(claims, columns.parts, topics, strict=True):
        if parts or topic:
            uid, _, name = topic.partition("\n")
            claim = claim._replace(parts=_parts(parts), topic=names.setdefault(uid, name))
        yield claim


def _parts(words: str) -> tuple[tuple[int, int], ...]:
    if not words:
        return ()
    ends = (part.split("-") for part in words.split(" "))
    return tuple((int(start), int(end)) for start, end in ends)


def _spoken(speakers: SpeakerColumns, merged: Mapping[str, str]) -> dict[int, Chain]:
    """Id of a claim -> who speaks in it, as a chain of one hop, one and the same for all claims of
    the same speaker."""
    alone = {who: Chain(Link(merged.get(who, who))) for who in set(speakers.who)}
    chains = dict(zip(speakers.claims, map(alone.__getitem__, speakers.who), strict=True))
    if len(chains) == len(speakers.claims):
        return chains
    jointly: dict[int, set[str]] = defaultdict(set)
    for claim, who in zip(speakers.claims, speakers.who, strict=True):
        jointly[claim].add(merged.get(who, who))
    for claim, names in jointly.items():
        if len(names) > 1:
            chains[claim] = Chain(Link(JOINT.join(sorted(names))))
    return chains


def _chains(hops: HopColumns, merged: Mapping[str, str]) -> dict[int, Chain]:
    """Id of a claim -> its chain, one and the same for all claims with the same hop."""
    links = {says: _link([says], merged) for says in set(hops.says)}
    alone = {says: Chain(link) for says, link in links.items()}
    chains = dict(zip(hops.claims, map(alone.__getitem__, hops.says), strict=True))
    if len(chains) == len(hops.claims):
        return chains
    often = {one for one, other in pairwise(hops.claims) if one == other}
    rows: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for claim, position, says in zip(hops.claims, hops.positions, hops.says, strict=True):
        if claim in often:
            rows[claim].append((position, says))
    for claim, every in rows.items():
        if len(every) == len({position for position, _ in every}):
            chains[claim] = Chain(*(links[says] for _, says in every))
        else:
            hops_of = groupby(every, itemgetter(0))
            together = ([says for _, says in hop] for _, hop in hops_of)
            chains[claim] = Chain(*(_link(hop, merged) for hop in together))
    return chains


def _credited(
    bench: Workbench, numbers: Sequence[int], chains: Mapping[int, Chain]
) -> dict[int, Chain]:
    """The chains of claims with the credits that reach them, as their own analysts answered these.
    numbers: of the articles in which credits may reach the words of one analyst and not of another:
    elsewhere they are the same to all, and make no difference."""
    ids = bench.store.layers.ids_of(numbers) if numbers else {}
    made: dict[tuple[Chain, tuple[str, ...]], Chain] = {}
    found: dict[int, Chain] = {}
    for number in numbers:
        for uid, told in chains_in(bench, number).items():
            if uid in ids and (through := tuple(step.words for step in told.relays)):
                chain = chains.get(ids[uid], _BARE)
                credited = Chain(*chain.links, through=through)
                found[ids[uid]] = made.setdefault((chain, through), credited)
    return found


def _link(rows: Sequence[str], merged: Mapping[str, str]) -> Link:
    """A hop; who stands in it in one order, and once where two of them were merged."""
    known, factuality, assertion, _ = rows[0].split("\n", 3)
    named = {source for row in rows if (source := row.split("\n", 3)[3])}
    who = JOINT.join(sorted({merged.get(one, one) for one in named})) or known
    return Link(who, known, _stance(factuality, assertion))


def _stance(factuality: str, assertion: str) -> str:
    """What a source does with the words; of a damaged hop what stands there."""
    try:
        firm = Factuality(factuality)
        said = Assertion(assertion) if assertion else Assertion.implied_by(firm)
    except ValueError:
        return f"{factuality} {assertion}"
    return stance_of(said, firm).value


def _answers(bench: Workbench, numbers: Sequence[int]) -> dict[int, list[Given]]:
    """What two or more answered to the same questions, by article."""
    found: dict[int, list[Given]] = defaultdict(list)
    told: dict[tuple[str, str], dict[str, str]] = {}
    for article, _, who, what, many in bench.store.layers.answers(numbers):
        if (values := told.get((who, what))) is None:
            answered = (_ANSWERED[one] for one in json.loads(what))
            values = told[who, what] = dict(zip(json.loads(who), answered, strict=True))
        found[article].append(Given(values, many))
    return found


def _reaches(bench: Workbench, numbers: Sequence[int]) -> dict[int, list[Given]]:
    """How far the credits reach that two or more confirmed, by article. Where only the name of one
    was corrected it reaches as far as the machine read it: its facts are looked at, of the articles
    alone where one was."""
    found: dict[int, list[Given]] = defaultdict(list)
    rows = bench.store.layers.credits(numbers)
    for article, every in groupby(rows, itemgetter(0)):
        credits = [[*some] for _, some in groupby(every, itemgetter(1))]
        credits = [some for some in credits if len(some) > 1]
        read = _read(bench, article) if any(row[3] for some in credits for row in some) else {}
        for some in credits:
            values = {
                analyst: AS_READ if reach in ("", read.get(fact)) else reach
                for _, fact, analyst, reach in some
            }
            found[article].append(Given(values))
    return found


def _read(bench: Workbench, number: int) -> dict[str, str]:
    """How far the machine read the credits of an article to reach."""
    return {
        fact.id: fact.attributes.reach
        for fact in facts_of(bench, number, Kind.RELAY)
        if isinstance(fact.attributes, Credit)
    }


def _ratings(bench: Workbench, numbers: Sequence[int]) -> dict[_Key, dict[int, int]]:
    """What analysts gave to claims, by article and analyst."""
    found: dict[_Key, dict[int, int]] = defaultdict(dict)
    for article, claim, analyst, credibility in bench.store.layers.ratings(numbers):
        found[article, analyst][claim] = credibility
    return found
