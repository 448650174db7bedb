"""Names of people, organisations and places: found, typed, settled and located.

A language with a model has its names tagged, any other has them read by rules; what follows is the
same for both. What nothing types and nothing repeats stays without a kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workbench.domain.fact import Kind
from workbench.extract.acronyms import acronyms_in, bracketed, initials_in
from workbench.extract.bearers import BearerReader
from workbench.extract.cast import canonical, settle
from workbench.extract.fields import with_fields
from workbench.extract.joined import with_joined
from workbench.extract.kept import compiled
from workbench.extract.located import with_countries
from workbench.extract.mended import mended, pairs_apart
from workbench.extract.mention import Mention
from workbench.extract.name_rules import NameRules, rules_for
from workbench.extract.openings import opened
from workbench.extract.particles import with_particles
from workbench.extract.runs import RunReader
from workbench.extract.spelled import without_terms
from workbench.extract.tagged import TaggedReader
from workbench.extract.tagger import Tagger, tagger_for

_LOWERCASE = compiled(r"(?<![\w-])[a-zà-ÿ][\w-]{2,}")

_STOP = compiled(r"[.!?](?<=\w\w\w.)\s+")
_WORD = compiled(r"[A-Za-z][\w'’-]*")
_HEADLINE, _LONG, _FEWEST = 200, 5, 3
"""Code points of a headline; letters of a word that has a capital there, and how many of those it
takes to know one."""
_UNKNOWN = 0.4
"""How sure a name of no kind is, as the reader of tags has it."""

Blocks = Sequence[tuple[int, int]]


def find_names(
    text: str, blocks: Blocks, sentence_starts: frozenset[int], lang: str
) -> list[Mention]:
    """The names in the blocks of a text, in order, each with its canonical name."""
    rules = rules_for(lang)
    tagger = tagger_for(rules.lang)
    if tagger is not None:
        mentions = _tagged(text, blocks, sentence_starts, rules, tagger)
    else:
        mentions = _read(text, blocks, sentence_starts, rules)
    mentions = without_terms(text, mentions, blocks, sentence_starts, rules)
    settled = settle(mentions, rules.org_heads[0], rules.heading, rules.org_words)
    named = canonical(
        settled, text, rules.nicknames, by_surname=rules.by_surname, by_place=tagger is not None,
        familiar=rules.familiar, places=rules.places,
    )  # fmt: skip
    return with_countries(named, rules)


def _tagged(
    text: str, blocks: Blocks, starts: frozenset[int], rules: NameRules, tagger: Tagger
) -> list[Mention]:
    reader = TaggedReader(rules, tagger, text, _lowercase(text))
    read = [mention for block in blocks for mention in reader.read(*block, starts)]
    named = [mention for mention in read if mention.words.lower() not in rules.legal_forms]
    mentions = [piece for mention in named for piece in _by_sentence(mention, starts)]
    mentions = _doubled(text, _without_callings(_without_ranks(mentions, rules), rules))
    mentions = with_joined(text, mended(text, mentions, rules), rules.lang)
    mentions = with_fields(text, mentions, rules)
    mentions = BearerReader(text, mentions, rules, tagger.lists["person_words"]).read(blocks)
    mentions = opened(text, pairs_apart(text, mentions, rules), blocks, rules.lang)
    mentions = with_particles(text, mentions, rules.lang)
    mentions = acronyms_in(text, bracketed(text, mentions, blocks, rules), blocks)
    return initials_in(text, mentions, blocks, rules)


def _read(text: str, blocks: Blocks, starts: frozenset[int], rules: NameRules) -> list[Mention]:
    lowercase = _lowercase(text)
    mentions: list[Mention] = []
    for start, end in blocks:
        is_headline = rules.by_surname and _is_headline(text, start, end, blocks)
        for run in rules.run.finditer(text, start, end):
            words = [
                (run.start() + m.start(), run.start() + m.end(), m.group())
                for m in rules.word.finditer(run.group())
            ]
            reader = RunReader(rules, text, starts, lowercase, end)
            for piece in reader.repeated(words) if is_headline else (words,):
                mentions.extend(reader.read(piece))
    joined = with_joined(text, mentions, rules.lang) if rules.by_surname else mentions
    return with_fields(text, joined, rules)


def _is_headline(text: str, start: int, end: int, blocks: Blocks) -> bool:
    """Whether a text's first line has capitals throughout but for small words."""
    if start != blocks[0][0] or len(blocks) < 2 or end - start > _HEADLINE:
        return False
    words = [word for word in _WORD.findall(text, start, end) if len(word) >= _LONG]
    return len(words) >= _FEWEST and sum(word[0].isupper() for word in words) >= 0.9 * len(words)


def _without_ranks(mentions: list[Mention], rules: NameRules) -> list[Mention]:
    """Persons who open a sentence without the rank that was read with the name: "Kombes | Henik",
    where somebody else is called by the rest, or that person elsewhere."""
    called = Counter(
        word for one in mentions if one.kind is Kind.PERSON for word in one.words.split()
    )
    apart = []
    for mention in mentions:
        rank, blank, rest = mention.words.partition(" ")
        is_ranked = mention.kind is Kind.PERSON and mention.subject_like and not mention.title
        is_ranked = is_ranked and bool(blank) and rank.lower() in rules.titles[0]
        if is_ranked and all(called[word] > 1 for word in rest.split()):
            start = mention.end - len(rest)
            mention = mention._replace(start=start, words=rest, name=rest, title=rank)
        apart.append(mention)
    return apart


def _without_callings(mentions: list[Mention], rules: NameRules) -> list[Mention]:
    """Persons who open a sentence without what they are: "Pebalap | Ken Okada", "Sosok | Rina"."""
    apart = []
    for mention in mentions:
        calling, blank, rest = mention.words.partition(" ")
        if mention.subject_like and blank and calling.lower() in rules.callings:
            may_be = mention.kind is Kind.PERSON or (mention.kind is None and " " in rest)
            if may_be and rest[:1].isupper() and not mention.title:
                start = mention.end - len(rest)
                mention = mention._replace(
                    start=start, words=rest, name=rest, title=calling, kind=Kind.PERSON
                )
        apart.append(mention)
    return apart


def _doubled(text: str, mentions: list[Mention]) -> list[Mention]:
    """Names with the rest of a last word that is said twice: "Muslim Jaya Butar | -butar"."""
    whole = []
    for mention in mentions:
        if mention.subject_like and text.startswith("-", mention.end) and _is_noun(text, mention):
            continue
        is_hyphened = mention.kind is not None and text.startswith("-", mention.end)
        last = mention.words.rpartition(" ")[2] if is_hyphened else ""
        if last and text.startswith(last.lower(), mention.end + 1):
            end = mention.end + len(last) + 1
            if not text[end : end + 1].isalnum():
                mention = mention.over(text, mention.start, end)
                if mention.kind is Kind.PLACE and mention.words.count(" ") > 1:
                    mention = mention._replace(kind=Kind.PERSON, rule="name.person.form")
        whole.append(mention)
    return whole


def _is_noun(text: str, mention: Mention) -> bool:
    """Whether a sentence opens with one word that is said twice: "Bayang-bayang"."""
    if " " in mention.words:
        return False
    end = mention.end + len(mention.words) + 1
    doubled = text.startswith(f"-{mention.words.lower()}", mention.end)
    return doubled and not text[end : end + 1].isalnum()


def _by_sentence(mention: Mention, starts: frozenset[int]) -> list[Mention]:
    """A name, or the two that a sentence's end parts: "Alun-Alun. Hanif"."""
    if mention.words.isalpha():
        return [mention]
    for gap in _STOP.finditer(mention.words):
        if mention.start + gap.end() not in starts:
            continue
        before, behind = mention.words[: gap.start()], mention.words[gap.end() :]
        start = mention.start + gap.end()
        first = mention._replace(
            end=mention.start + gap.start(), words=before, name=before, kind=None,
            rule="name.unknown", score=_UNKNOWN,
        )  # fmt: skip
        return [
            first,
            mention._replace(start=start, words=behind, name=behind, title="", subject_like=True),
        ]
    return [mention]


def _lowercase(text: str) -> frozenset[str]:
    """Words that the text writes without a capital."""
    return frozenset(_LOWERCASE.findall(text[:200_000]))
