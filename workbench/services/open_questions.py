"""What an analyst keeps open, and what articles since say to it: kept, closed, read, sent away.

Each analyst's is her own: nobody is told of a colleague's. What is told of the articles is told as
`told_counterparts` has it, so that of colleagues' claims those count that she may see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from workbench.domain.counterpart import Place
from workbench.domain.journal import Change, Entry
from workbench.domain.kept_open import WORDS_LENGTH, Heard, Hearing, KeptOpen, Reply
from workbench.domain.open_question import OpenQuestion, ToldReply
from workbench.domain.stated import Stated, ToldCounterpart
from workbench.errors import ConflictError, UsageError
from workbench.extract import guess_language
from workbench.present.counting import counted
from workbench.services.board import claims_named
from workbench.services.relating import linking
from workbench.services.replies import compare_opened, signed
from workbench.services.sources import NameBook
from workbench.services.told_counterparts import Statements, StatementsOf, standing
from workbench.services.view import view_article
from workbench.services.workbench import Workbench, clean_words

_SIGNED = ("id", "en")
"""Languages whose words are known to stand for something, the likeliest first."""
_MOST_TOLD = 60
"""Articles that are read for a list: those in which something is new first, then the newest."""


def keep_question_open(bench: Workbench, words: str, *, lang: str = "") -> KeptOpen:
    """Keep a question in words open. lang: guessed without it. Raises UsageError where there are no
    words, or too many."""
    asked = " ".join(clean_words(words).split())
    if not asked or len(asked) > WORDS_LENGTH:
        raise UsageError(f"a question has 1 to {WORDS_LENGTH} characters", "Say it in a sentence.")
    mine = bench.store.kept_open.of(bench.analyst)
    same = next((one for one in mine if one.is_question and one.words == asked), None)
    return _opened(bench, same, words=asked, lang=lang or _language_of(asked))


def _language_of(words: str) -> str:
    """The language of a question: as of any text, and where its few words leave that open the one
    in which the most of them stand for something."""
    return guess_language(words) or max(_SIGNED, key=lambda lang: len(signed(words, lang)[1].acts))


def keep_statement_open(bench: Workbench, place: Place) -> KeptOpen:
    """Keep what an article says at a place open."""
    article = bench.store.articles.get(place.number)
    exact = bench.store.articles.text(place.number)[place.start : place.end]
    key = (article.uid, place.start, place.end)
    same = next((one for one in bench.store.kept_open.of(bench.analyst) if one.is_at(key)), None)
    return _opened(bench, same, exact, article.metadata.lang, key)


def keep_claim_open(bench: Workbench, reference: str) -> KeptOpen:
    """Keep a claim open that the analyst may see, by the beginning of its uid. Raises
    NotFoundError, UsageError."""
    (uid,) = claims_named(bench, [reference])
    (claim,) = bench.store.claims.many([uid])
    number = bench.store.articles.resolve(claim.article)
    return keep_statement_open(bench, Place(number, claim.span.start, claim.span.end))


def _opened(
    bench: Workbench,
    same: KeptOpen | None,
    words: str,
    lang: str,
    key: tuple[str, int, int] = ("", 0, 0),
) -> KeptOpen:
    """Keep it open from now on; what is open already stays as it is, what was closed is opened
    again, and asked of all that came since it was kept first."""
    if same and same.is_open:
        return same
    if same:
        after = replace(same, closed="")
    else:
        since = bench.store.kept_open.newest()
        after = KeptOpen(bench.uid(), bench.analyst, bench.now(), since, words, lang, *key)
    bench.act("keep open", [Change.between("kept_open", same, after)], _about(bench, after))
    compare_opened(bench)
    return after


def close_question(bench: Workbench, kept: KeptOpen, reason: str) -> Entry | None:
    """Ask of it no more, and say why. Raises UsageError without a reason."""
    why = " ".join(clean_words(reason).split())
    if not why or len(why) > WORDS_LENGTH:
        raise UsageError("it is closed with a reason", "Say what settled it, in a sentence.")
    change = Change.between("kept_open", kept, replace(kept, closed=why))
    return bench.act("close", [change], _about(bench, kept))


def hear_all(bench: Workbench, questions: Iterable[OpenQuestion], hearing: Hearing) -> int:
    """Answer every reply that is told to these, as one act; how many were answered otherwise or
    not at all."""
    known = _heard(bench)
    changes = [
        change
        for one in questions
        for change in _hearing(
            bench, one.kept, [each.one.said.key for each in one.replies], hearing, known
        )
    ]
    bench.act(hearing.value, changes, counted(len(changes), "statement"))
    return len(changes)


def only(question: OpenQuestion, *replies: ToldReply) -> OpenQuestion:
    """The question with some of its replies alone."""
    return replace(question, replies=replies)


def news_of(questions: Iterable[OpenQuestion]) -> list[OpenQuestion]:
    """Those to which something new was said, with that alone."""
    return [
        only(one, *(each for each in one.replies if each.is_new)) for one in questions if one.new
    ]


def _heard(bench: Workbench) -> dict[str, Heard]:
    """What the analyst answered so far, by uid."""
    return {one.uid: one for one in bench.store.kept_open.heard(bench.analyst)}


def _hearing(
    bench: Workbench,
    kept: KeptOpen,
    said: Iterable[tuple[str, int, int]],
    hearing: Hearing,
    known: Mapping[str, Heard],
) -> list[Change]:
    """What says so."""
    at, changes = bench.now(), []
    for key in dict.fromkeys(said):
        after = Heard(kept.uid, *key, bench.analyst, at, hearing)
        before = known.get(after.uid)
        if before is None or before.hearing is not hearing:
            changes.append(Change.between("heard", before, after))
    return changes


def _about(bench: Workbench, kept: KeptOpen) -> str:
    if kept.is_question:
        return "a question in words"
    return f"a statement in #{bench.store.articles.resolve(kept.article)}"


def open_questions(bench: Workbench, *, with_closed: bool = False) -> list[OpenQuestion]:
    """What the analyst keeps open, those with something new first; what was sent away is left out.
    Reads the articles that replies are in: not for the key path."""
    compare_opened(bench)
    kept = [one for one in bench.store.kept_open.of(bench.analyst) if with_closed or one.is_open]
    waiting = _Waiting(bench, kept)
    told = _Telling(bench, waiting)
    numbers = bench.store.articles.numbers_of({one.article for one in kept if one.article})
    found = [
        OpenQuestion(
            one,
            numbers.get(one.article),
            tuple(
                ToldReply(each, heard)
                for reply, heard in waiting.of(one)
                if (each := told.reply(reply))
            ),
            sum(heard is None for _, heard in waiting.of(one)),
        )
        for one in kept
    ]
    return sorted(found, key=lambda one: (one.new == 0, not one.kept.is_open))


def new_questions(bench: Workbench) -> int:
    """To how many things that the analyst keeps open something new was said. Reads no article."""
    compare_opened(bench)
    kept = [one for one in bench.store.kept_open.of(bench.analyst) if one.is_open]
    waiting = _Waiting(bench, kept)
    return sum(any(heard is None for _, heard in waiting.of(one)) for one in kept)


class _Waiting:
    """The replies to what an analyst keeps open that were not sent away, and whose statements she
    has not rejected, with her answers."""

    def __init__(self, bench: Workbench, kept: Sequence[KeptOpen]) -> None:
        replies = bench.store.kept_open.replies(one.uid for one in kept)
        numbers = {one.place.number for one in replies}
        stands = standing(bench, numbers)
        replies = [one for one in replies if stands(one.place)]
        self._uids = bench.store.articles.uids_of(numbers)
        self._heard: defaultdict[str, list[Heard]] = defaultdict(list)
        for one in bench.store.kept_open.heard(bench.analyst):
            self._heard[one.kept].append(one)
        grouped = groupby(replies, attrgetter("kept"))
        self._of = {uid: [*self._left(uid, those)] for uid, those in grouped}
        self.starts: defaultdict[int, set[int]] = defaultdict(set)
        """Number of an article -> where replies in it begin."""
        self.new_in: set[int] = set()
        """Numbers of articles in which one waits for an answer."""
        for reply, heard in (each for those in self._of.values() for each in those):
            number, start, _ = reply.place
            self.starts[number].add(start)
            if heard is None:
                self.new_in.add(number)

    def of(self, kept: KeptOpen) -> Sequence[tuple[Reply, Heard | None]]:
        """Those to one thing, the newest articles first."""
        return self._of.get(kept.uid, ())

    def _left(self, kept: str, replies: Iterable[Reply]) -> Iterator[tuple[Reply, Heard | None]]:
        for reply in sorted(replies, key=lambda one: (-one.place.number, -one.score)):
            key = (self._uids[reply.place.number], reply.place.start, reply.place.end)
            heard = next((one for one in self._heard[kept] if one.holds_for(kept, key)), None)
            if heard is None or heard.hearing is Hearing.SEEN:
                yield reply, heard


class _Telling:
    """How replies are told, each article read once."""

    def __init__(self, bench: Workbench, waiting: _Waiting) -> None:
        self._starts = waiting.starts
        self._statements = StatementsOf(bench, most=_MOST_TOLD)
        newest = sorted(self._starts, key=lambda one: (one in waiting.new_in, one), reverse=True)
        self._read_for = {*newest[:_MOST_TOLD]}

    def reply(self, reply: Reply) -> ToldCounterpart | None:
        """A reply told; None where its article cannot be read, or too many were."""
        number = reply.place.number
        if number not in self._read_for:
            return None
        there = self._statements.of(number, self._starts[number])
        said = there.at(reply.place) if there else None
        if said is None:
            return None
        return ToldCounterpart(said, reply.stance, reply.is_ours, reply.score, reply.differs)


def link_reply(bench: Workbench, question: OpenQuestion, reply: ToldReply) -> Entry | None:
    """Link a reply to the statement that is kept open as it was proposed, and answer it with that,
    as one act; None where the analyst did both already. Raises as `statement_of`."""
    ours, one = statement_of(bench, question), reply.one
    is_ours = one.is_ours or not one.stance.has_direction
    linked = linking(bench, ours, one, one.stance.kind, is_ours=is_ours)
    seen = _hearing(bench, question.kept, [one.said.key], Hearing.SEEN, _heard(bench))
    about = f"{one.stance.kind.value}, #{ours.article.number} and #{one.said.article.number}"
    return bench.act("link", [*linked, *seen], about)


def statement_of(bench: Workbench, question: OpenQuestion) -> Stated:
    """The statement that is kept open as it is told, to be linked. Raises UsageError for a question
    in words, ConflictError where nothing found and no claim stands there any more."""
    kept = question.kept
    if question.number is None:
        raise UsageError("a question in words is linked to nothing", "Record a claim of it first.")
    place = Place(question.number, kept.start, kept.end)
    said = Statements(bench, view_article(bench, question.number), NameBook(bench)).at(place)
    if said is None:
        raise ConflictError(f"the statement in #{question.number} is gone", "Look at its article.")
    return said
