"""Export: gathering what leaves, in a format, and putting it in place in one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from workbench import __version__
from workbench.domain.article import Article
from workbench.domain.choice import EVERYTHING, Choice
from workbench.domain.fact import Kind
from workbench.domain.family import Belonging
from workbench.domain.filter.tree import Filter
from workbench.domain.found import Found
from workbench.domain.past import first_past
from workbench.domain.source import Source, final_uids
from workbench.domain.told import ToldFacts
from workbench.domain.topic import Topic
from workbench.errors import DataError, UnreadError, UsageError
from workbench.exchange import find_format, formats, write
from workbench.exchange.bundle import UNSEEN, AnnotatedArticle, Bundle, Losses, PastOf, Written
from workbench.extract import EXTRACTOR
from workbench.policy import Deed
from workbench.services.choosing import Leaving, terms_chosen
from workbench.services.codebook import stamp_of
from workbench.services.extraction import facts_of, make_current, told_facts
from workbench.services.handed_rulings import decided_on, guidelines_for
from workbench.services.layer import seeing_layer
from workbench.services.lineage import descent_of, lineage_of
from workbench.services.placing import (
    ZIP,
    into_file,
    into_folder,
    into_kept_folder,
    into_zip,
    placed,
)
from workbench.services.publishers import publishers_version
from workbench.services.readings import readings
from workbench.services.seen import SeenWork, kept_back, seen_of_two, why_kept_back
from workbench.services.view import ArticleView, view_article, view_of
from workbench.services.workbench import Workbench

_NOT_YET = '{}, and blind is "on"; whether there is any is not told'
_LISTED = "workbench formats lists formats."


def export(
    bench: Workbench,
    format_name: str,
    out: Path,
    *,
    choice: Choice = EVERYTHING,
    options: Mapping[str, str] | None = None,
) -> Written:
    """Write what is chosen to out, in a format; a folder of files goes into an archive where out
    ends in .zip. Raises UsageError, or BusyError when the disk is full; the old file stays
    then."""
    bench.policy.require(Deed.WRITE_FILES)
    chosen = find_format(format_name)
    stays = "no file is half written" if chosen.is_kept else "what was there is unchanged"
    with placed(out, stays), gathered(bench, choice, is_told=chosen.tells_facts) as bundle:
        if chosen.is_folder:
            into = into_kept_folder if chosen.is_kept else into_folder
            into = into_zip if out.suffix.lower() == ZIP else into
            return into(out, lambda part: write(format_name, bundle, part, options))
        return into_file(out, lambda stream: write(format_name, bundle, stream, options))


def format_by_ending(out: Path) -> str:
    """The format of a file that is called so, where its ending is that of one alone. Raises
    UsageError."""
    ending = out.suffix.lower()
    has = [
        one.name
        for one in formats()
        if one.writes and not one.is_folder and ending in one.extensions
    ]
    if len(has) == 1:
        return has[0]
    listed = f"{ending} is that of {' and '.join(has)}: say which." if has else _LISTED
    raise UsageError("an export needs --format and --out", listed)


def print_export(
    bench: Workbench,
    format_name: str,
    out: BinaryIO,
    *,
    choice: Choice = EVERYTHING,
    options: Mapping[str, str] | None = None,
) -> Written:
    """Write what is chosen to an open stream, in a format that is one file: no file is
    touched. Raises UsageError."""
    chosen = find_format(format_name)
    if chosen.is_folder:
        raise UsageError(f"{format_name} is a folder of files", "Name one: --out FOLDER.")
    with gathered(bench, choice, is_told=chosen.tells_facts) as bundle:
        return write(format_name, bundle, out, options)


@contextmanager
def gathered(
    bench: Workbench, choice: Choice = EVERYTHING, *, is_told: bool = False
) -> Iterator[Bundle]:
    """All that is chosen, articles as a stream, and all of it of one moment: what others write
    while it is taken is not in it. is_told: their facts are told, for a format that tells them as
    the contract does."""
    terms = terms_chosen(bench, choice)
    # Before the moment: decisions may move, and what is written then is not seen any more.
    make_current(bench, bench.store.articles.numbers(terms, analyst=bench.analyst))
    with bench.store.snapshot():
        seeing = seeing_layer(bench, choice)
        leaving = Leaving.of(seeing, choice)
        bench = seeing if leaving.layer else bench
        yield leaving.bundle(_whole(bench, terms, leaving.eyes(bench.analyst), is_told=is_told))


def _whole(bench: Workbench, terms: Filter, eyes: str, *, is_told: bool) -> Bundle:
    """All that there is of these articles. eyes: whose answers their relays have."""
    numbers = bench.store.articles.numbers(terms, analyst=bench.analyst)
    sources, belongings = bench.store.sources.all(), bench.store.belongings.all()
    if terms:
        named = _with_those_above(_named(bench, numbers), sources, belongings)
        sources = [source for source in sources if source.uid in named]
    given = _finally(sources)
    unjudged = kept_back(bench, numbers)
    withheld = Losses()
    withheld.add(UNSEEN, _NOT_YET.format(why_kept_back(bench)), len(unjudged))
    histories = bench.store.sources.all_ratings()
    guidelines = guidelines_for(bench, numbers, is_all=not terms)
    told = {*given, *(one.uid for one in guidelines)}
    return Bundle(
        head=bench.store.journal.head()[1],
        exported_at=bench.now(),
        tool=f"workbench {__version__}",
        sources=tuple(sources),
        ratings=tuple(rating for one in sources for rating in histories.get(one.uid, ())),
        belongings=tuple(
            one for one in belongings if {one.source, one.owner or one.source} <= given.keys()
        ),
        unalikes=tuple(
            one for one in bench.store.sources.unalikes() if {one.source, one.other} <= given.keys()
        ),
        habits=tuple(
            one for one in bench.store.relays.habits() if not one.outlet or one.outlet in given
        ),
        topics=_topics(bench, numbers, is_all=not terms),
        guidelines=guidelines,
        codebook=stamp_of(bench),
        publishers=publishers_version(),
        changed_at=bench.store.journal.stamp(),
        extractor=EXTRACTOR,
        notes=tuple(bench.store.notes.on(source.uid for source in sources)),
        pasts=tuple(_pasts_of_sources(bench, told, is_all=not terms)),
        articles=_annotated(bench, numbers, given, is_told=is_told, eyes=eyes),
        leave_out=bench.store.leave_out,
        readings=readings,
        whose=tuple(bench.store.judged.whose(numbers, viewer=bench.viewer)),
        unjudged=len(unjudged),
        withheld=withheld,
    )


def _finally(sources: Iterable[Source]) -> dict[str, Source | None]:
    """The sources by uid, merged ones as what they were merged into, if that can be read."""
    there = {source.uid: source for source in sources}
    finals = final_uids({one.uid: one.same_as for one in there.values() if one.same_as})
    return {uid: there.get(finals.get(uid, uid)) for uid in there}


def _pasts_of_sources(bench: Workbench, given: Container[str], *, is_all: bool) -> Iterator[PastOf]:
    """Of what is told of these sources, of the list of topics, and of these entries of the
    codebook; of what is gone where it was about them. A past that only says which source of ours
    one of elsewhere is stays here."""
    for key, past in bench.store.pasts.of_sources():
        entity, uid = key
        if entity == "guideline":
            is_told = uid in given and not past.is_gone
        else:
            is_told = past.about in given or (entity == "topic" and not past.is_gone)
        if (is_all or is_told) and (entity != "source" or past.about == uid):
            yield PastOf(key, past)


def _pasts(bench: Workbench, view: ArticleView) -> Iterator[PastOf]:
    """Of the article's records; of claims too whose topic is called otherwise by now, since others
    would take them for other records."""
    if not bench.store.pasts.are_there and not any(claim.topic_now for claim in view.claims):
        return
    seen = SeenWork(bench, view.number)
    pasts = dict(bench.store.pasts.of_article(view.article.uid))
    kept = {key: past for key, past in pasts.items() if not past.analyst or seen([past])}
    for claim in view.claims:
        key = "claim", claim.uid
        if claim.topic_now and key not in kept:
            kept[key] = first_past(key, claim.to_record())
    yield from (PastOf(key, past) for key, past in kept.items())


def _topics(bench: Workbench, numbers: list[int], *, is_all: bool) -> tuple[Topic, ...]:
    """The list of topics, or what these articles' claims are of, with the other names of those; in
    an order in which none points to one behind it."""
    listed = {one.uid: one for one in bench.store.topics.all()}
    finals = final_uids({one.uid: one.same_as for one in listed.values() if one.same_as})
    if listed and not is_all:
        named = bench.store.topics.of_articles(numbers, viewer=bench.viewer)
        listed = {uid: one for uid, one in listed.items() if finals.get(uid, uid) in named}
    ordered: dict[str, Topic] = {}

    def give(topic: Topic) -> None:
        if topic.same_as and topic.same_as not in ordered:
            give(listed[topic.same_as])
        ordered.setdefault(topic.uid, topic)

    for topic in listed.values():
        give(topic)
    return tuple(ordered.values())


def _annotated(
    bench: Workbench,
    numbers: Iterable[int],
    known: Mapping[str, Source | None],
    *,
    is_told: bool,
    eyes: str,
) -> Iterator[AnnotatedArticle]:
    """The articles that can be read. known: the sources by uid, merged ones as what they are now.
    is_told: their facts are told and not looked into. eyes: whose answers their relays have."""
    for number in numbers:
        try:
            article = (is_told and _told_article(bench, number, known, eyes)) or _read_article(
                bench, number, known, eyes
            )
            yield article
        except UnreadError:
            bench.store.leave_out(f"article #{number}")


def _told_article(
    bench: Workbench, number: int, known: Mapping[str, Source | None], eyes: str
) -> AnnotatedArticle | None:
    """An article whose facts are told, read in one go; None where that takes more than reading what
    is kept."""
    with suppress(DataError), bench.store.snapshot():
        article = bench.store.articles.get(number)
        if told := told_facts(bench, article):
            view = view_of(bench, article, Found(told.credits), sources=known)
            return _annotated_view(bench, _with_known_sources(bench, view, known), eyes, told)
    return None


def _read_article(
    bench: Workbench, number: int, known: Mapping[str, Source | None], eyes: str
) -> AnnotatedArticle:
    view = view_article(bench, number)
    return _annotated_view(bench, _with_known_sources(bench, view, known), eyes)


def _annotated_view(
    bench: Workbench, view: ArticleView, eyes: str, told: ToldFacts | None = None
) -> AnnotatedArticle:
    extra = bench.store.articles.extra(view.number)
    item = annotated(view, extra, eyes, told)
    uid = view.article.uid
    unrelated = (one for one in bench.store.counterparts.unrelated(uid) if one.article == uid)
    return replace(
        item,
        pasts=tuple(_pasts(bench, view)),
        unrelated=tuple(seen_of_two(bench, unrelated)),
        **decided_on(bench, view),
    )


def _with_known_sources(
    bench: Workbench, view: ArticleView, known: Mapping[str, Source | None]
) -> ArticleView:
    """Without the claims that name a source which cannot be read."""
    kept = tuple(
        claim for claim in view.claims if all(known.keys() >= {*hop.sources} for hop in claim.hops)
    )
    if len(kept) == len(view.claims):
        return view
    uids = {claim.uid for claim in kept}
    for claim in view.claims:
        if claim.uid not in uids:
            bench.store.leave_out(f"claim {claim.uid}")
    return replace(
        view,
        claims=kept,
        assessments=tuple(one for one in view.assessments if one.claim in uids),
        links=tuple(one for one in view.links if {one.claim, one.other} & uids),
    )


def annotated(
    view: ArticleView, extra: Mapping[str, Any], eyes: str, told: ToldFacts | None = None
) -> AnnotatedArticle:
    """An article's view as formats move it, with what its container said beyond known fields. eyes:
    whose answers its relays have."""
    return AnnotatedArticle(
        article=view.article,
        text=view.text,
        relays=view.lineage.descent.relays_of(eyes),
        facts=() if told else view.facts,
        told=told.all if told else None,
        claims=view.claims,
        decisions=view.decisions,
        states=view.states,
        assessments=view.assessments,
        links=view.links,
        notes=view.notes,
        judgements=view.judgements,
        nothings=view.nothings,
        tags=tuple(tag for tag in view.tags if tag.claim is None or view.claim(tag.claim)),
        late=view.late,
        chains={claim.uid: view.chain_of(claim) for claim in view.claims},
        alike={one.uid: alike for one in view.claims if (alike := view.lineage.alike(one))},
        translation=view.translation,
        extra=extra,
    )


def loss_report(written: Written, format_name: str, out: Path) -> dict[str, Any]:
    """What an export holds and could not keep, as `export --json` prints it."""
    return {
        "format": format_name,
        "out": str(out),
        "articles": written.articles,
        "claims": written.claims,
        "lost": [loss._asdict() for loss in written.lost],
        "became": [one._asdict() for one in written.became],
    }


def list_formats() -> list[dict[str, Any]]:
    """What formats there are, as `formats --json` prints them."""
    return [
        {
            "name": one.name,
            "title": one.title,
            "extensions": list(one.extensions),
            "folder": one.is_folder,
            "kept": one.is_kept,
            "reads": one.reads,
            "writes": one.writes,
            "lost": one.lost,
            "keeps": one.keeps._asdict(),
            "without_text": one.without_text,
            "offsets": one.offsets,
            "proved": one.proved,
            "needs": one.needs or None,
            "options": [
                option._asdict() | {"values": list(option.values)} for option in one.options
            ],
        }
        for one in formats()
    ]


def _named(bench: Workbench, numbers: list[int]) -> set[str]:
    """Uids of every source that these articles name."""
    named: set[str] = set()
    for number in numbers:
        try:
            article = bench.store.articles.get(number)
        except UnreadError:
            continue  # it is left out
        named |= {article.metadata.outlet} if article.metadata.outlet else set()
        named |= _relayed(bench, article)
        for claim in SeenWork(bench, number)(bench.store.claims.of_article(number)):
            named |= {uid for hop in claim.hops for uid in hop.sources}
    return named


def _with_those_above(
    named: Set[str], sources: Iterable[Source], belongings: Iterable[Belonging]
) -> set[str]:
    """Uids of sources, with those they were merged into and what all of them belong to."""
    leads: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        leads[source.uid] |= {source.same_as} if source.same_as else set()
    for belonging in belongings:
        leads[belonging.source] |= {belonging.owner} if belonging.owner else set()
    found, waiting = set(named), list(named)
    while waiting:
        new = leads[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _relayed(bench: Workbench, article: Article) -> set[str]:
    """Uids of the outlets that relays of the article name, whoever answered them and however."""
    credits = facts_of(bench, article.number, Kind.RELAY)
    judgements = SeenWork(bench, article.number)(bench.store.relays.judgements(article.number))
    descent = descent_of(bench, article, credits, (), judgements=judgements)
    return set(lineage_of(bench, article, descent).known.values())
