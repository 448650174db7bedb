"""What is done to the codebook's entries: words, names, examples.

On a shared store that is for adjudicators and supervisors. An entry that somebody else changed
meanwhile is not overwritten: whoever acts hands in the entry that she saw.
"""

from __future__ import annotations

import re
from dataclasses import replace

from workbench.domain.codebook import Example, Guideline, GuidelineKind
from workbench.domain.filter.fields import CLAIM_FIELDS
from workbench.domain.filter.parsing import parse_filter
from workbench.domain.journal import Change, Entry
from workbench.domain.member import Task
from workbench.domain.naming import fold_name
from workbench.domain.span import Span, shorten
from workbench.domain.tag import LONGEST
from workbench.domain.text import occurrences
from workbench.errors import NotFoundError, UsageError
from workbench.services.workbench import Workbench, clean_words

MOST_WORDS = 20_000
"""Code points of an entry's words."""
MOST_QUOTED = 2_000
"""Code points of an example."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""What a terminal would act on, or an editor take for an end of a line."""


def clean_line(words: str) -> str:
    """Words on one line, with one blank between them."""
    return " ".join(_CONTROLS.sub("", clean_words(words)).split())


def clean_subject(words: str) -> str:
    """What an entry is on, on one line. Raises UsageError where nothing is left, or too much."""
    subject = clean_line(words)
    if not fold_name(subject):
        raise UsageError("an entry of the codebook needs a name")
    if len(subject) > LONGEST:
        raise UsageError(f"the name of an entry is {LONGEST} letters at most")
    return subject


def clean_lines(words: str) -> str:
    """An entry's words as they are kept: lines, nothing behind or around them, and nothing that a
    terminal would act on. Raises UsageError where they are too many."""
    lines = clean_words(words).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shown = (_CONTROLS.sub("", line.replace("\t", "    ")).rstrip() for line in lines)
    kept = "\n".join(shown).strip()
    if len(kept) > MOST_WORDS:
        raise UsageError(f"an entry is {MOST_WORDS} letters at most", "Make two of it.")
    return kept


def clean_where(kind: GuidelineKind, where: str) -> str:
    """The claims that an entry is about, as a filter. Raises UsageError where it means nothing."""
    words = " ".join(clean_words(where).split())
    if words and kind.is_of_claims:
        raise UsageError(f"a {kind.value} says by itself which claims it is about")
    parse_filter(words, CLAIM_FIELDS)
    return words


def written(
    bench: Workbench,
    kind: GuidelineKind,
    subject: str,
    words: str,
    where: str = "",
    examples: tuple[Example, ...] = (),
) -> Guideline:
    """An entry as the analyst writes it now. Raises UsageError."""
    return Guideline(
        kind,
        clean_subject(subject),
        clean_lines(words),
        bench.analyst,
        bench.now(),
        clean_where(kind, where),
        examples,
    )


def add_entry(
    bench: Workbench, kind: GuidelineKind, subject: str, words: str, where: str = ""
) -> Entry | None:
    """Put an entry into the codebook. Raises UsageError where it has one on that."""
    entry = written(bench, kind, subject, words, where)
    if any(one.uid == entry.uid for one in bench.store.codebook.all()):
        raise UsageError(f"the codebook has {named(entry)} already", "Change that.")
    return change_entries(bench, "add guideline", [(None, entry)], named(entry))


def edit_entry(
    bench: Workbench, seen: Guideline, *, words: str | None = None, where: str | None = None
) -> Entry | None:
    """Let an entry say something else. seen: as it was when that was written. Raises ConflictError
    where somebody else changed it since."""
    entry = written(
        bench,
        seen.kind,
        seen.subject,
        seen.words if words is None else words,
        seen.where if where is None else where,
        seen.examples,
    )
    return change_entries(bench, "change guideline", [(seen, entry)], named(entry))


def rename_entry(bench: Workbench, seen: Guideline, subject: str) -> Entry | None:
    """Have an entry be on something else, or written otherwise."""
    entry = replace(seen, subject=clean_subject(subject), analyst=bench.analyst, at=bench.now())
    about = f"{named(seen)} to {entry.subject}"
    if entry.uid == seen.uid:
        return change_entries(bench, "rename guideline", [(seen, entry)], about)
    if any(one.uid == entry.uid for one in bench.store.codebook.all()):
        raise UsageError(f"the codebook has {named(entry)} already", "Change that.")
    return change_entries(bench, "rename guideline", [(seen, None), (None, entry)], about)


def remove_entry(bench: Workbench, seen: Guideline) -> Entry | None:
    """Take an entry out of the codebook; its versions stay."""
    return change_entries(bench, "remove guideline", [(seen, None)], named(seen))


def add_example(
    bench: Workbench, seen: Guideline, number: int, span: Span, *, is_for: bool, why: str
) -> Entry | None:
    """Show with words of an article what an entry means, or does not mean. Raises UsageError, and
    SpanError where the words do not stand there."""
    article = bench.store.articles.get(number)
    span.check(bench.store.articles.text(number))
    example = example_of(article.uid, span, is_for=is_for, why=why)
    if any((one.article, one.span) == (article.uid, span) for one in seen.examples):
        raise UsageError("these words are an example of it already")
    about = f"“{shorten(span.exact, 30)}” of #{number} for {named(seen)}"
    return _with_examples(bench, seen, (*seen.examples, example), "add example", about)


def words_in(bench: Workbench, number: int, words: str, *, at: int | None = None) -> Span:
    """Where words stand in an article. at: where they begin, of several places. Raises
    NotFoundError where they do not stand there, and UsageError where several places are meant."""
    text = bench.store.articles.text(number)
    places = [place for place in occurrences(text, words) if at in (None, place[0])]
    if not places:
        raise NotFoundError(f"{shorten(words)!r} does not stand there in #{number}")
    if len(places) > 1:
        starts = ", ".join(str(start) for start, _ in places[:8])
        raise UsageError(f"{shorten(words)!r} stands in #{number} at {starts}", "Say --at OFFSET.")
    return Span.of(text, *places[0])


def example_of(article: str | None, span: Span, *, is_for: bool, why: str) -> Example:
    """An example as it is kept. Raises UsageError where it is too long."""
    if len(span.exact) > MOST_QUOTED:
        raise UsageError(f"an example is {MOST_QUOTED} letters at most", "Choose fewer words.")
    return Example(article, span, is_for, clean_line(why))


def remove_example(bench: Workbench, seen: Guideline, place: int) -> Entry | None:
    """Take one of an entry's examples out."""
    left = (*seen.examples[:place], *seen.examples[place + 1 :])
    about = f"“{shorten(seen.examples[place].span.exact, 30)}” of {named(seen)}"
    return _with_examples(bench, seen, left, "remove example", about)


def _with_examples(
    bench: Workbench, seen: Guideline, examples: tuple[Example, ...], op: str, about: str
) -> Entry | None:
    entry = replace(seen, examples=examples, analyst=bench.analyst, at=bench.now())
    return change_entries(bench, op, [(seen, entry)], about)


def change_entries(
    bench: Workbench,
    op: str,
    changes: list[tuple[Guideline | None, Guideline | None]],
    about: str,
) -> Entry | None:
    """Make entries others, as one act; None where they say so already. Raises ConflictError."""
    require_writer(bench)
    real = [
        Change.between("guideline", before, after)
        for before, after in changes
        if not (after.says_as(before) if after else before is None)
    ]
    return bench.act(op, real, about)


def require_writer(bench: Workbench) -> None:
    """Raise RoleError where the analyst may not change the codebook."""
    bench.require(Task.GUIDE)


def named(entry: Guideline) -> str:
    """An entry in words: its kind and what it is on."""
    return f"{entry.kind.value} {entry.subject}"
