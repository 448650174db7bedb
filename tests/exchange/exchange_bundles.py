"""Bundles for the exchange tests: one written by hand, and a strategy for hostile ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any

from hypothesis import strategies as st

from workbench.domain.article import (
    Article,
    ArticleState,
    Basis,
    Metadata,
    Precision,
    Publication,
    ReadingState,
)
from workbench.domain.claim import (
    Assertion,
    Assessment,
    Claim,
    ClaimState,
    Confidence,
    Factuality,
    Hop,
    HopClass,
    Likelihood,
    Link,
    LinkKind,
    Mode,
)
from workbench.domain.codebook import Example, Flag, Guideline, GuidelineKind
from workbench.domain.counterpart import Unrelated
from workbench.domain.coverage import Nothing
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import (
    LINE_KINDS,
    NAME_KINDS,
    Credit,
    Event,
    Fact,
    Kind,
    Line,
    Name,
    Quantity,
    Quote,
    Speaker,
    SpeakerClass,
    Time,
)
from workbench.domain.family import Belonging, Tie
from workbench.domain.habit import Habit, HabitKind, plain
from workbench.domain.naming import fold_name
from workbench.domain.note import Note, NoteSubject
from workbench.domain.past import Key, Past
from workbench.domain.relay import (
    Around,
    Reach,
    Relay,
    RelayBasis,
    RelayJudgement,
    RelayKind,
    RelayStatus,
)
from workbench.domain.ruling import Answer, Cause, Choice, Dispute, Ruling, Side, unit_uid
from workbench.domain.source import Rating, Source, SourceKind, Unalike
from workbench.domain.span import Span
from workbench.domain.tag import Tag
from workbench.domain.topic import Topic
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Header, PastOf

TEXT = (
    "Sembilan tewas 😀\nTRIPOLI – Menurut sumber, juru bicara LNA mengatakan kepada wartawan bahwa "
    "sembilan orangnya tewas.\n“Kami tidak\nmundur,” kata Ahmad.\nالجيش يقول\nSumber: Daily Sabah\n"
)
AT = "2020-01-10T00:00:00Z"
OUTLET, ROLE, AHMAD = (f"00000000-0000-4000-8000-00000000000{n}" for n in "123")
RELAYED, OWNER, ARMY = (f"00000000-0000-4000-8000-00000000000{n}" for n in "456")


def article_of(text: str, uid: str, number: int, **metadata: Any) -> Article:
    return Article(
        uid=uid,
        number=number,
        metadata=Metadata(**metadata),
        outlet="KIBLAT.NET",
        sha256=sha256(text.encode()).hexdigest(),
        raw_sha256=sha256(text.encode()).hexdigest(),
        normaliser="1",
        retrieved_at="2020-01-10T01:02:03Z",
        retrieved_how="file",
        foreign_id="a-1",
        length=len(text),
    )


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def example() -> Bundle:
    """Two claims of two analysts: a two-hop chain with an anonymous hop, and a joint statement."""
    uid = "a0000000-0000-4000-8000-000000000001"
    content = span("sembilan orangnya tewas")
    quote = span("“Kami tidak\nmundur,”")
    speaker = Speaker(span("Ahmad"), "Ahmad al-Mismari", ("Ahmad al-Mismari",), score=0.9)
    fact = Fact(
        Kind.QUOTE, quote, Quote(Mode.DIRECT, span("kata"), speaker, (speaker,)), 0.95,
        "id.quote.direct.cue_after", "quotation marks, then a cue", "rules 1",
    )  # fmt: skip
    place = Fact(
        Kind.PLACE,
        span("TRIPOLI"),
        Name("Tripoli", country="LY"),
        0.9,
        "id.place",
        "known",
        "rules 1",
    )
    first = Claim(
        "c0000000-0000-4000-8000-000000000001", uid, "rina", content,
        restatement="Nine LNA men were killed.", gloss="Sembilan anggota LNA tewas", topic="Libya",
        time="2020-01-08", place="Tripoli", state=ClaimState.DONE, note="=check this",
        hops=(
            Hop((), span("sumber"), "Menurut", Mode.INDIRECT, HopClass.ANONYMOUS),
            Hop((ROLE,), span("juru bicara LNA"), "mengatakan", Mode.INDIRECT, HopClass.ROLE,
                Factuality.PROBABLE),
        ),
    )  # fmt: skip
    second = Claim(
        "c0000000-0000-4000-8000-000000000002", uid, "budi", quote, fact=fact.id, version=3,
        hops=(Hop((ROLE, AHMAD), span("Ahmad"), "kata", Mode.DIRECT),),
    )  # fmt: skip
    bare = Claim("c0000000-0000-4000-8000-000000000003", uid, "rina", span("Sembilan tewas 😀"))
    relay = Relay(
        RelayKind.RELAYS, RelayBasis.CREDIT, RelayStatus.SUGGESTED, "Daily Sabah",
        span=span("Sumber: Daily Sabah"),
    )  # fmt: skip
    decision = Decision.on(
        fact, article=uid, analyst="budi", verdict=Verdict.ACCEPTED, claim=second.uid
    )
    when = Publication("2020-01-09T21:15+07:00", Precision.MINUTE, Basis.PAGE)
    annotated = AnnotatedArticle(
        article_of(TEXT, uid, 1287, title="+Sembilan tewas", outlet=OUTLET, publication=when),
        TEXT,
        (relay,),
        (fact, place),
        (first, second, bare),
        (decision,),
        (ArticleState(uid, "rina", ReadingState.DONE),),
        (Assessment(first.uid, "budi", 2, Likelihood.LIKELY, Confidence.LOW, "one origin"),),
        (Link("10000000-0000-4000-8000-000000000001", "rina", LinkKind.SAME, first.uid, bare.uid),),
        (
            Note("n1", "rina", NoteSubject.ARTICLE, uid, "who\nelse?", "2020-01-10T02:00:00Z"),
            Note("n2", "rina", NoteSubject.HOP, f"{first.uid}/1", "role only", ""),
        ),
        (
            RelayJudgement(
                "j1", uid, "rina", RelayKind.RELAYS, RelayStatus.CONFIRMED, "Daily Sabah"
            ),
            RelayJudgement(
                "j2", uid, "budi", RelayKind.NEAR_DUPLICATE, RelayStatus.REJECTED, other="a-2"
            ),
        ),
        (Nothing(uid, "rina", span("Sumber: Daily Sabah")),),
        "Nine killed 😀",
        {"section": "Libya", "tags": ["LNA", None], "score": 0.5, "in print": {"page": 3}},
        tags=(
            Tag(uid, None, "rina", "dua sumber", AT), Tag(uid, first.uid, "budi", "Rob!", AT),
        ),
        unrelated=(Unrelated(uid, 0, 14, f"{uid}0", 3, 9, "rina", AT),),
        pasts=(
            PastOf(("claim", first.uid), Past(*states("1", "2"), uid, analyst="rina")),
            PastOf(("note", "n-gone"), Past(*states("3", "4"), uid, True, "budi")),
        ),
    )  # fmt: skip
    return Bundle(
        head="ab" * 32,
        exported_at="2020-01-11T00:00:00Z",
        tool="workbench 0.1.0",
        sources=(
            Source(OUTLET, "KIBLAT.NET", SourceKind.OUTLET, provisional=False),
            Source(ROLE, "juru bicara LNA", version=2),
            Source(AHMAD, "Ahmad al-Mismari", SourceKind.PERSON, ("Ahmad",), "LY"),
            Source(RELAYED, "Daily Sabah", SourceKind.OUTLET),
            Source(OWNER, "Turkuvaz", SourceKind.ORGANISATION),
            Source(ARMY, "LNA", SourceKind.GROUP),
        ),
        ratings=(
            Rating("r1", RELAYED, "rina", "C", "", "2020-01-01T00:00:00Z"),
            Rating("r2", RELAYED, "rina", "B", "better since", "2020-02-01T00:00:00Z"),
            Rating("r3", ROLE, "budi", "F", "", "2020-01-01T00:00:00Z"),
        ),
        belongings=(
            Belonging("b1", RELAYED, OWNER, Tie.OWNED, "2008", "rina", "its imprint", AT),
            Belonging("b2", RELAYED, None, Tie.OWNED, "2021-03", "budi", "", AT),
            Belonging("b3", ROLE, ARMY, Tie.PART, "", "budi", "", AT),
        ),
        unalikes=(Unalike.between(ROLE, AHMAD, "rina", AT),),
        habits=(
            Habit(OUTLET, HabitKind.REACH, "dikutip …", "article", "rina", AT, Reach.STATEMENT),
            Habit("", HabitKind.NAME, "afp", "Agence France-Presse", "budi", AT),
        ),
        topics=(Topic("Rob"), Topic("Banjir", same_as="rob"), Topic("Panen", is_retired=True)),
        publishers="2026-11-28",
        pasts=(PastOf(("source", ROLE), Past(frozenset(["5" * 32]), frozenset(["6" * 32]), ROLE)),),
        notes=(Note("n3", "rina", NoteSubject.SOURCE, ROLE, "a party", "2020-01-10T03:00:00Z"),),
        articles=(annotated,),
    )


def decided() -> Bundle:
    """The same, where an adjudicator ruled on what the two differ in, and there is a codebook."""
    bundle = example()
    (item,) = bundle.articles
    first, second, _ = item.claims
    sides = (Side("rina", first.uid, "0" * 32), Side("budi", second.uid, "f" * 32, is_kept=True))
    uid = unit_uid(item.article.uid, (first.uid, second.uid))
    ruling = Ruling(
        uid, item.article.uid, Choice.ONE, sides, "other speaker", "citra", AT, cause=Cause.SLIP,
        why="he speaks for them",
    )  # fmt: skip
    disputes = (Dispute(uid, "rina", Answer.SETTLED, "he is named", AT, "as a source"),)
    flags = (Flag(second.uid, "budi", "is that said at all?", AT),)
    shown = (
        Example(item.article.uid, span("Sembilan tewas 😀"), is_for=False, words="no water"),
        Example(None, Span(0, 3, "rob")),
    )
    guidelines = (
        Guideline(GuidelineKind.TOPIC, "Rob", "Sea on land.", "citra", AT, examples=shown),
        Guideline(GuidelineKind.RULE, "denials", "", "rina", AT, "assertion:denies"),
    )
    item = replace(item, rulings=(ruling,), disputes=disputes, flags=flags)
    return replace(bundle, guidelines=guidelines, articles=(item,))


def states(now: str, before: str) -> tuple[frozenset[str], frozenset[str]]:
    """A state and the one that it came from, each told by a digit."""
    return frozenset([now * 32]), frozenset([before * 32])


TRICKY = "a Z9.\n\r\t\x00\x1b[\u2028\x85\u200d\u202e😀𠮷é\u0301\u0300שלוםعربي“”\"'=+-@;:#*|\\"
texts = st.text(st.one_of(st.sampled_from(TRICKY), st.characters(codec="utf-8")), max_size=60)
words = st.text(st.one_of(st.sampled_from(TRICKY), st.characters(codec="utf-8")), max_size=8)
names = st.text("abc é", max_size=6)
uids = st.uuids().map(str)
scores = st.floats(0, 1)
pairs = st.lists(words, max_size=2).map(tuple)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-5, 10**20)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


# A strategy that is made anew for each value is checked anew, which takes longer than drawing.
maybe_words, maybe_uid, maybe_score, maybe_number = map(maybe, (words, uids, scores, numbers))
some_words = words.filter(bool)
one_of = cache(st.sampled_from)
"""One of an enumeration."""


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    cuts = (
        sorted(draw(st.sets(st.integers(start + 1, end - 1), max_size=4)))
        if end > start + 1
        else []
    )
    if len(cuts) % 2:
        cuts = cuts[1:]
    edges = [start, *cuts, end]
    return Span.of(text, start, end, list(zip(edges[::2], edges[1::2], strict=True)))


def speakers(text: str) -> st.SearchStrategy[Speaker]:
    return st.builds(
        Speaker, spans(text), maybe_words, pairs, one_of(SpeakerClass), one_of(Factuality),
        scores, scores, one_of(Assertion),
    )  # fmt: skip


def quotes(text: str) -> st.SearchStrategy[Quote]:
    said = speakers(text)
    chain = st.lists(said, max_size=2).map(tuple)
    return st.builds(Quote, one_of(Mode), maybe(spans(text)), maybe(said), chain)


def quantities(text: str) -> st.SearchStrategy[Quantity]:
    return st.builds(
        Quantity, maybe_number, maybe_number, maybe_words, maybe_words, st.booleans(),
        maybe(spans(text)),
    )  # fmt: skip


def events(text: str) -> st.SearchStrategy[Event]:
    some = spans(text)
    other = maybe(some)
    return st.builds(
        Event, some, other, other, other, other, other, maybe(speakers(text)), words, words, scores
    )


offsets = st.tuples(st.integers(0, 99), st.integers(0, 99))
arounds = st.builds(Around, maybe(offsets), maybe(offsets))
WITHOUT_SPANS: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TIME: st.builds(Time, maybe_words, maybe_words, resolved=st.booleans()),
    Kind.RELAY: st.builds(
        Credit, words, words, one_of(Reach).map(str), maybe(offsets), maybe(offsets), st.booleans()
    ),
    **dict.fromkeys(NAME_KINDS, st.builds(Name, words, maybe_words, maybe_words)),
    **dict.fromkeys(LINE_KINDS, st.just(Line())),
}
WITH_SPANS: dict[Kind, Callable[[str], st.SearchStrategy[Any]]] = {
    Kind.QUOTE: quotes,
    Kind.QUANTITY: quantities,
    Kind.EVENT: events,
}


@st.composite
def facts(draw: st.DrawFn, text: str) -> Fact:
    kind = draw(one_of(Kind))
    shape = WITHOUT_SPANS[kind] if kind in WITHOUT_SPANS else WITH_SPANS[kind](text)
    return Fact(
        kind, draw(spans(text)), draw(shape), draw(scores), draw(words), draw(words), draw(words)
    )


@st.composite
def hops(draw: st.DrawFn, text: str, sources: list[str]) -> Hop:
    chosen = st.lists(st.sampled_from(sources), max_size=3, unique=True) if sources else st.just([])
    return Hop(
        tuple(draw(chosen)), draw(maybe(spans(text))), draw(words), draw(one_of(Mode)),
        draw(one_of(HopClass)), draw(one_of(Factuality)), draw(one_of(Assertion)),
    )  # fmt: skip


@st.composite
def claims(draw: st.DrawFn, text: str, article: str, sources: list[str]) -> Claim:
    return Claim(
        draw(uids), article, draw(words), draw(spans(text)),
        draw(words), draw(words), draw(words), draw(words), draw(words),
        draw(one_of(ClaimState)), draw(words),
        draw(maybe_words), tuple(draw(st.lists(hops(text, sources), max_size=3))),
        draw(words), draw(st.integers(0, 99)),
    )  # fmt: skip


def relays(text: str) -> st.SearchStrategy[Relay]:
    return st.builds(
        Relay, one_of(RelayKind), one_of(RelayBasis),
        one_of(RelayStatus), words, words, maybe(spans(text)) if text else st.none(),
        maybe_score, one_of(Reach), arounds, st.booleans(), words,
    )  # fmt: skip


@st.composite
def judgements(draw: st.DrawFn, article: str, text: str) -> RelayJudgement:
    outlet, other = (draw(some_words), "") if draw(st.booleans()) else ("", draw(uids))
    reached = draw(st.booleans())
    return RelayJudgement(
        draw(uids), article, draw(words), draw(one_of(RelayKind)),
        draw(st.sampled_from([RelayStatus.CONFIRMED, RelayStatus.REJECTED])), outlet, other,
        draw(some_words) if reached else "", draw(one_of(Reach)) if reached else Reach.ARTICLE,
        draw(maybe(spans(text))) if reached else None, draw(arounds) if reached else Around(),
    )  # fmt: skip


@st.composite
def rulings(draw: st.DrawFn, article: str, claims: list[str]) -> Ruling:
    """Of claims that are there, and of others."""
    of = maybe(st.sampled_from(claims) | uids if claims else uids)
    sides = tuple(draw(st.lists(st.builds(Side, words, of, words, st.booleans()), max_size=3)))
    choice = draw(one_of(Choice))
    uid = unit_uid(article, [side.claim for side in sides if side.claim])
    return Ruling(
        uid, article, choice, sides, draw(words), draw(words), draw(words),
        draw(uids) if choice is Choice.THIRD else None, draw(maybe(one_of(Cause))), draw(words),
    )  # fmt: skip


clean_words = st.text("a Z9😀é", max_size=8)


def joined(key: Key) -> Key:
    """A key whose uid looks like one of its kind."""
    ways = {
        "decision": "{}:quote-0-4:rina", "nothing": "{}:0-4:rina", "state": "{}:rina",
        "dispute": "{}:rina", "flag": "{}:rina", "guideline": "rule:{}",
        "unrelated": "{}:0:4:b:0:9:rina",
        "assessment": "{}:rina", "unalike": "{}:other", "habit": "{}:reach:dikutip",
    }  # fmt: skip
    return key[0], ways.get(key[0], "{}").format(key[1])


@st.composite
def some_pasts(draw: st.DrawFn, entities: str) -> tuple[PastOf, ...]:
    keys = st.tuples(st.sampled_from(entities.split()), uids).map(joined)
    ids = st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}")
    found = []
    for key in draw(st.lists(keys, max_size=2, unique=True)):
        states = draw(st.frozensets(ids, min_size=1, max_size=2))
        ancestors = draw(st.frozensets(ids, max_size=3)) - states
        is_gone = draw(st.booleans()) and key[0] != "metadata"
        past = Past(states, ancestors, draw(clean_words), is_gone, draw(clean_words))
        found.append(PastOf(key, past))
    return tuple(found)


pasts = some_pasts(
    "claim decision assessment link note tag state relay nothing metadata carried flag ruling "
    "dispute unrelated"
)
source_pasts = some_pasts("source rating belonging unalike habit topic guideline")
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=5,
)  # fmt: skip


maybe_published = maybe(st.builds(Publication, some_words, one_of(Precision), one_of(Basis)))


@st.composite
def annotated_articles(draw: st.DrawFn, sources: list[str]) -> AnnotatedArticle:
    text = draw(texts)
    uid = draw(uids)
    article = article_of(
        text, uid, draw(st.integers(0, 10**6)), title=draw(words), author=draw(words),
        outlet=draw(maybe(st.sampled_from(sources) if sources else uids)), lang=draw(words),
        publication=draw(maybe_published),
    )  # fmt: skip
    if not text:
        return AnnotatedArticle(
            article, text, tuple(draw(st.lists(relays(text), max_size=1))), translation=draw(words)
        )
    found = tuple(draw(st.lists(facts(text), max_size=3)))
    made = tuple(draw(st.lists(claims(text, uid, sources), max_size=3, unique_by=lambda c: c.uid)))
    assessments: list[Assessment] = []
    links: list[Link] = []
    for claim in made:
        if draw(st.booleans()):
            assessments.append(
                Assessment(
                    claim.uid, draw(words), draw(st.integers(1, 6)),
                    draw(maybe(one_of(Likelihood))),
                    draw(maybe(one_of(Confidence))), draw(words), draw(st.booleans()),
                )
            )  # fmt: skip
            other = draw(st.sampled_from([claim.uid for claim in made]) | uids)
            links.append(Link(draw(uids), draw(words), draw(one_of(LinkKind)), claim.uid, other))
    decisions = [
        Decision.on(fact, article=uid, analyst=draw(words), verdict=draw(one_of(Verdict)),
                    claim=draw(maybe_uid))
        for fact in found
    ]  # fmt: skip
    whole = spans(text).map(lambda span: Span.of(text, span.start, span.end))
    state = st.builds(ArticleState, st.just(uid), words, one_of(ReadingState), words)
    note = st.builds(
        Note, uids, words, one_of(NoteSubject), words, words, words, maybe(spans(text))
    )
    subjects = st.none() | st.sampled_from(made).map(lambda one: one.uid) if made else st.none()
    tags = st.builds(Tag, st.just(uid), subjects, words, some_words, words)
    flags = st.builds(Flag, st.sampled_from([one.uid for one in made] or [""]), *[words] * 3)
    places = st.just(uid), st.just(0), st.just(len(text)), st.just(f"{uid}z")
    unrelated = st.builds(Unrelated, *places, st.just(2), st.integers(3, 9), words, words)
    decided = tuple(draw(st.lists(rulings(uid, [one.uid for one in made]), max_size=2)))
    said = st.sampled_from([one.uid for one in decided] or [""])
    disputes = st.builds(Dispute, said, words, one_of(Answer), words, words, words)
    return AnnotatedArticle(
        article, text, tuple(draw(st.lists(relays(text), max_size=2))), found, made,
        tuple(decisions), tuple(draw(st.lists(state, max_size=2))), tuple(assessments),
        tuple(links), tuple(draw(st.lists(note, max_size=2))),
        tuple(draw(st.lists(judgements(uid, text), max_size=2))),
        tuple(draw(st.lists(st.builds(Nothing, st.just(uid), words, whole), max_size=2))),
        draw(texts),
        draw(st.dictionaries(words, json_values, max_size=3)),
        tags=tuple(draw(st.lists(tags, max_size=2))),
        rulings=decided, disputes=tuple(draw(st.lists(disputes, max_size=2))) if decided else (),
        flags=tuple(draw(st.lists(flags, max_size=2))) if made else (),
        unrelated=tuple(draw(st.lists(unrelated, max_size=2))) if text else (),
        pasts=draw(pasts),
    )  # fmt: skip


some_sources = st.builds(
    Source, uids, words, one_of(SourceKind), pairs,
    words, words, st.booleans(), maybe_uid, st.integers(0, 9),
)  # fmt: skip
examples = st.builds(Example, maybe_uid, spans("Sebuah contoh."), st.booleans(), words)
some_guidelines = st.builds(
    Guideline, one_of(GuidelineKind), words.filter(fold_name), words, words, words,
    st.sampled_from(["", "assertion:denies"]), st.lists(examples, max_size=2).map(tuple),
)  # fmt: skip
some_topics = st.builds(Topic, words.filter(fold_name), st.booleans())
source_notes = st.builds(Note, uids, words, st.just(NoteSubject.SOURCE), words, words, words)


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    known = draw(st.lists(some_sources, max_size=3, unique_by=lambda s: s.uid))
    sources = [source.uid for source in known]
    ratings = st.builds(
        Rating, uids, st.sampled_from(sources), words, st.sampled_from("ABCDEF"), words, words
    )
    some = st.sampled_from(sources)
    days = st.sampled_from(["", "2019", "2019-05", "2019-05-14"])
    ties = st.sampled_from(Tie)
    belongings = st.builds(Belonging, uids, some, st.none() | some, ties, days, words, words, words)
    pairs = st.lists(some, min_size=2, max_size=2, unique=True)
    unalikes = st.builds(lambda two, *said: Unalike.between(*two, *said), pairs, words, words)
    outlets = st.sampled_from(["", *sources])
    reaches, phrases = st.sampled_from(Reach), words.map(plain)
    reach, kind = reaches.map(str), st.just(HabitKind.REACH)
    habits = st.builds(Habit, outlets, kind, phrases, reach, words, words, st.none() | reaches)
    habits |= st.builds(Habit, outlets, st.just(HabitKind.NAME), phrases, words, words, words)
    return Bundle(
        head=draw(words),
        exported_at=draw(words),
        tool=draw(words),
        publishers=draw(words),
        belongings=tuple(draw(st.lists(belongings, max_size=2))) if sources else (),
        unalikes=tuple(draw(st.lists(unalikes, max_size=1))) if len(sources) > 1 else (),
        habits=tuple(draw(st.lists(habits, max_size=2))),
        topics=tuple(draw(st.lists(some_topics, max_size=2))),
        guidelines=tuple(draw(st.lists(some_guidelines, max_size=2))),
        sources=tuple(known),
        ratings=tuple(draw(st.lists(ratings, max_size=2))) if sources else (),
        notes=tuple(draw(st.lists(source_notes, max_size=1))),
        pasts=draw(source_pasts),
        articles=tuple(draw(st.lists(annotated_articles(sources), max_size=2))),
    )


def once(some: Iterable[Any]) -> tuple[Any, ...]:
    """What has a uid, without what has one that came before: no store holds such."""
    return tuple({one.uid: one for one in reversed(list(some))}.values())[::-1]


def storable(bundle: Bundle) -> Bundle:
    """The bundle with one thing to a uid."""
    articles = tuple(
        replace(
            one,
            links=once(one.links),
            tags=once(one.tags),
            notes=once(one.notes),
            rulings=once(one.rulings),
            disputes=once(one.disputes),
            flags=once(one.flags),
            unrelated=(),  # the other article is not there
        )
        for one in {one.article.uid: one for one in bundle.articles}.values()
    )
    return replace(bundle, ratings=once(bundle.ratings), articles=articles)


def gathered(items: Any) -> Bundle:
    """What reading gave, as a bundle again."""
    kinds: dict[type, list[Any]] = {
        kind: []
        for kind in (
            Header,
            Source,
            Rating,
            Belonging,
            Unalike,
            Habit,
            Topic,
            Guideline,
            Note,
            PastOf,
            AnnotatedArticle,
        )
    }
    for item in items:
        kinds[type(item)].append(item)
    header = kinds[Header][0]
    return Bundle(
        head=header.head,
        exported_at=header.exported_at,
        tool=header.tool,
        sources=tuple(kinds[Source]),
        ratings=tuple(kinds[Rating]),
        belongings=tuple(kinds[Belonging]),
        unalikes=tuple(kinds[Unalike]),
        habits=tuple(kinds[Habit]),
        topics=tuple(kinds[Topic]),
        guidelines=tuple(kinds[Guideline]),
        publishers=header.publishers,
        choice=header.choice,
        notes=tuple(kinds[Note]),
        pasts=tuple(kinds[PastOf]),
        articles=tuple(kinds[AnnotatedArticle]),
    )
