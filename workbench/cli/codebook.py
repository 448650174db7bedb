"""`workbench codebook`: what counts as a claim, what topics and verdicts mean, with examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli.context import (
    Arguments,
    VerbParser,
    Verbs,
    add_below,
    add_json,
    add_limit,
    add_shared,
    at_work,
    offset,
    policy,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.domain.codebook import Guideline
    from workbench.domain.journal import Entry
    from workbench.services.board import BoardRow
    from workbench.services.codebook_text import TakenCodebook
    from workbench.services.workbench import Workbench

_KINDS = ("claim", "rule", "topic", "verdict")
"""The values of `domain.codebook.GuidelineKind`, which the help shall not have to load."""
_ENTRY = "what it is on, or topic:NAME, verdict:NAME, rule:NAME, claim:NAME"
_CLAIM = "the start of its uid"


def add(verbs: Verbs) -> None:
    """Add the verb and what it does."""
    parser = verbs.add_parser(
        "codebook",
        help="what counts as a claim, what topics and verdicts mean, with examples",
        description="The guidelines of a database. Each act that changes them is a version, and "
        "each claim is of the version that it was made under: what a change may touch is listed. "
        "On a shared database adjudicators and supervisors change it, and everybody reads it.",
    )
    parser.set_defaults(run=run_show, json=False, entry=None, as_of=None)
    add_shared(parser)
    add_json(parser, "entry")
    what = parser.add_subparsers(metavar="WHAT", title="what", description="show without it")
    _add_reading(what)
    _add_writing(what)
    _add_claims(what)


def _add_reading(what: Verbs) -> None:
    one = add_below(what, "show", "all of it as Markdown, or one entry", run_show)
    one.add_argument("entry", nargs="?", metavar="ENTRY", help=_ENTRY)
    one.add_argument("--as-of", type=offset, metavar="N", help="as it was in that version")
    add_json(one, "entry")
    one = add_below(what, "versions", "what changed it, when, by whom", run_versions)
    add_json(one, "version")
    one = add_below(what, "diff", "how a version differs from another one", run_diff)
    one.add_argument("one", nargs="?", type=offset, metavar="N", help="the one before without it")
    one.add_argument("other", nargs="?", type=offset, metavar="M", help="the newest without it")


def _add_writing(what: Verbs) -> None:
    add_below(what, "edit", "all of it in $VISUAL or $EDITOR, as Markdown", run_edit)
    add_below(what, "export", "all of it as Markdown, to be edited and imported", run_export)
    one = add_below(what, "import", "take in what export printed, as it was edited", run_import)
    one.add_argument("path", type=Path, metavar="FILE", help="Markdown; - for standard input")
    one.add_argument(
        "--whole", action="store_true", help="remove what it does not have, wherever it is from"
    )
    one = add_below(what, "add", "an entry", run_add)
    one.add_argument("kind", choices=_KINDS, metavar="KIND", help=", ".join(_KINDS))
    one.add_argument("name", metavar="NAME", help="the topic, the verdict, or what it is on")
    one.add_argument("words", nargs="?", default="", metavar="WORDS", help="what it says")
    _add_where(one, "the claims that a rule is about, as 'assertion:denies'; all without it")
    one = add_below(what, "set", "have an entry say something else", run_set)
    one.add_argument("entry", metavar="ENTRY", help=_ENTRY)
    one.add_argument("words", nargs="?", metavar="WORDS", help="what it says; - for standard input")
    _add_where(one, "the claims that a rule is about")
    one = add_below(what, "rename", "have an entry be on something else", run_rename)
    one.add_argument("entry", metavar="ENTRY", help=_ENTRY)
    one.add_argument("name", metavar="NAME", help="what it is to be on")
    one = add_below(
        what, "example", "show with words of an article what an entry means", run_example
    )
    one.add_argument("entry", metavar="ENTRY", help=_ENTRY)
    one.add_argument("article", metavar="ARTICLE", help="number or uid")
    one.add_argument("words", metavar="WORDS", help="as they stand there, in one place")
    one.add_argument("--at", type=offset, metavar="OFFSET", help="where, of several places")
    one.add_argument("--not", dest="is_not", action="store_true", help="it does not mean these")
    one.add_argument("--why", default="", metavar="WORDS", help="why")
    one = add_below(what, "remove", "take an entry, or an example of it, out", run_remove)
    one.add_argument("entry", metavar="ENTRY", help=_ENTRY)
    one.add_argument("--example", type=offset, metavar="N", help="its Nth example alone")


def _add_where(parser: VerbParser, words: str) -> None:
    parser.add_argument("--where", metavar="FILTER", help=words)


def _add_claims(what: Verbs) -> None:
    one = add_below(what, "flag", "say that it does not tell how a claim is recorded", run_flag)
    one.add_argument("claim", metavar="CLAIM", help=_CLAIM)
    one.add_argument("why", nargs="?", default="", metavar="WORDS", help="without: take it off")
    one = add_below(what, "flags", "the claims that are flagged", run_flags)
    add_json(one, "flag")
    one = add_below(what, "settle", "take the flags of claims off", run_settle)
    one.add_argument("claims", nargs="+", metavar="CLAIM", help=_CLAIM)
    one = add_below(what, "touched", "the claims that changes of it may touch", run_touched)
    one.add_argument("entries", nargs="*", metavar="ENTRY", help=f"{_ENTRY}; all without it")
    one.add_argument(
        "--since", type=offset, default=0, metavar="N", help="by changes after that version"
    )
    one.add_argument("--mine", action="store_true", help="of the analyst's own alone")
    one.add_argument("--flagged", action="store_true", help="of the flagged ones alone")
    add_limit(one)
    add_json(one, "claim")
    one = add_below(what, "keep", "say of own claims that they are right under it", run_keep)
    one.add_argument("claims", nargs="+", metavar="CLAIM", help=_CLAIM)


# Reading ---------------------------------------------------------------------------------------


def run_show(arguments: Arguments) -> int:
    """Print the codebook, or an entry of it."""
    from workbench.cli.output import print_json, print_line, say
    from workbench.services.codebook import (
        article_numbers,
        find_entry,
        read_codebook,
        read_version,
    )
    from workbench.services.codebook_text import entry_lines, text_at

    with at_work(arguments) as bench:
        version = arguments.as_of
        codebook = read_codebook(bench) if version is None else read_version(bench, version)
        entries: Sequence[Guideline] = codebook.entries
        if arguments.entry:
            entries = [find_entry(bench, arguments.entry, entries)]
        numbers = article_numbers(bench, entries)
        text = "" if arguments.entry or arguments.json else text_at(bench, version)
    if arguments.json:
        for entry in entries:
            print_json(codebook.to_record(entry, numbers))
        return 0
    if not entries:
        say("the codebook has no entry yet: workbench codebook edit, or codebook add, writes one")
        return 0
    alone = [line for entry in entries for line in entry_lines(entry, numbers)]
    for line in text.rstrip("\n").split("\n") if text else alone:
        print_line(line)
    return 0


def run_versions(arguments: Arguments) -> int:
    """List what changed the codebook."""
    from workbench.cli.output import columns, print_json, print_line
    from workbench.services.codebook import list_versions, record_of_version
    from workbench.services.guidelines import named

    with at_work(arguments) as bench:
        versions = list_versions(bench)
    if arguments.json:
        for one in versions:
            print_json(record_of_version(one))
        return 0
    rows = [
        (
            str(one.number),
            one.at.replace("T", " ")[:16],
            one.analyst,
            one.op,
            ", ".join(f"{named(change.entry)} {change.what}" for change in one.changes),
        )
        for one in versions
    ]
    for line in columns(rows):
        print_line(line)
    return 0


def run_diff(arguments: Arguments) -> int:
    """Print how two versions differ."""
    from workbench.cli.output import print_line
    from workbench.services.codebook_text import difference

    with at_work(arguments) as bench:
        newest = len(bench.store.codebook.acts())
        other = newest if arguments.other is None else arguments.other
        one = max(0, other - 1) if arguments.one is None else arguments.one
        lines = difference(bench, one, other)
    for line in lines:
        print_line(line)
    return 0


# Writing ---------------------------------------------------------------------------------------


def run_edit(arguments: Arguments) -> int:
    """Write the codebook in an editor, and take it in when that ends."""
    from workbench.cli.output import say
    from workbench.editor import draft, editor_of, words_of, write_in
    from workbench.errors import ReadOnlyError, UsageError
    from workbench.policy import Deed
    from workbench.services.codebook_text import HOW, take_text, text_at
    from workbench.services.guidelines import require_writer

    policy().require(Deed.START_PROGRAMS)
    editor = editor_of()
    if not editor:
        raise UsageError("neither $VISUAL nor $EDITOR is set", "codebook export, then import.")
    with at_work(arguments) as bench:
        require_writer(bench)
        if bench.store.is_read_only:
            raise ReadOnlyError(bench.store.why_read_only)
        text = text_at(bench, how=HOW)
    with draft("codebook.md", text) as file:
        if code := write_in(editor, file):
            raise UsageError(f"the editor ended with {code}: nothing was taken")
        written = words_of(file)
        if written == text:
            say("nothing was changed")
            return 0
        with at_work(arguments) as bench:
            taken = take_text(bench, written)
    return _say_taken(taken)


def run_export(arguments: Arguments) -> int:
    """Print the text to the letter: show's is made safe for a terminal."""
    import sys

    from workbench.services.codebook_text import HOW, text_at

    with at_work(arguments) as bench:
        text = text_at(bench, how=HOW)
    sys.stdout.buffer.write(text.encode("utf-8"))
    return 0


def run_import(arguments: Arguments) -> int:
    """Take in a text."""
    from workbench.services.codebook_text import read_file, take_text

    with at_work(arguments) as bench:
        given = str(arguments.path) == "-"
        text = _standard_input() if given else read_file(bench, arguments.path)
        taken = take_text(bench, text, whole=arguments.whole)
    return _say_taken(taken)


def _standard_input() -> str:
    import sys

    from workbench.services.codebook_text import read_stream

    return read_stream(sys.stdin.buffer, "standard input")


def _say_taken(taken: TakenCodebook) -> int:
    from workbench.cli.output import say
    from workbench.present.counting import counted
    from workbench.services.guidelines import named

    for change in taken.changes:
        say(f"{change.what}: {named(change.entry)}")
    if not taken.changes:
        say("nothing changed: it is so already")
    if taken.kept:
        say(f"{counted(taken.kept, 'entry', 'entries')} that it does not have stay")
    if taken.unplaced:
        words = ", ".join(f"“{one}”" for one in taken.unplaced)
        say(f"without a place, as no article here has it there: {words}")
    return 0


def run_add(arguments: Arguments) -> int:
    """Add an entry."""
    from workbench.domain.codebook import GuidelineKind
    from workbench.services.guidelines import add_entry

    with at_work(arguments) as bench:
        kind, where = GuidelineKind(arguments.kind), arguments.where or ""
        entry = add_entry(bench, kind, arguments.name, arguments.words, where)
    return _said(entry)


def run_set(arguments: Arguments) -> int:
    """Change an entry."""
    from workbench.services.codebook import find_entry
    from workbench.services.guidelines import edit_entry

    words = _standard_input() if arguments.words == "-" else arguments.words
    with at_work(arguments) as bench:
        seen = find_entry(bench, arguments.entry)
        entry = edit_entry(bench, seen, words=words, where=arguments.where)
    return _said(entry)


def run_rename(arguments: Arguments) -> int:
    """Rename an entry."""
    from workbench.services.codebook import find_entry
    from workbench.services.guidelines import rename_entry

    with at_work(arguments) as bench:
        entry = rename_entry(bench, find_entry(bench, arguments.entry), arguments.name)
    return _said(entry)


def run_example(arguments: Arguments) -> int:
    """Add an example."""
    from workbench.services.codebook import find_entry
    from workbench.services.guidelines import add_example, words_in

    with at_work(arguments) as bench:
        number = bench.store.articles.resolve(arguments.article)
        span = words_in(bench, number, arguments.words, at=arguments.at)
        entry = add_example(
            bench,
            find_entry(bench, arguments.entry),
            number,
            span,
            is_for=not arguments.is_not,
            why=arguments.why,
        )
    return _said(entry)


def run_remove(arguments: Arguments) -> int:
    """Take an entry or an example out."""
    from workbench.errors import NotFoundError
    from workbench.services.codebook import find_entry
    from workbench.services.guidelines import named, remove_entry, remove_example

    with at_work(arguments) as bench:
        seen, place = find_entry(bench, arguments.entry), arguments.example
        if place is None:
            return _said(remove_entry(bench, seen))
        if not 1 <= place <= len(seen.examples):
            has = len(seen.examples)
            raise NotFoundError(f"{named(seen)} has no example {place}", f"It has {has}.")
        return _said(remove_example(bench, seen, place - 1))


# Claims ----------------------------------------------------------------------------------------


def run_flag(arguments: Arguments) -> int:
    """Flag a claim, or take one's flag off."""
    from workbench.services.board import claims_named
    from workbench.services.flags import flag_claim

    with at_work(arguments) as bench:
        (uid,) = claims_named(bench, [arguments.claim])
        entry = flag_claim(bench, bench.store.claims.get(uid), arguments.why)
    return _said(entry)


def run_flags(arguments: Arguments) -> int:
    """List flags."""
    from workbench.cli.output import print_json, print_line
    from workbench.present.assertion import said
    from workbench.services.flags import list_flags

    with at_work(arguments) as bench:
        flags = list_flags(bench)
    for one in flags:
        if arguments.json:
            print_json(one.to_record())
            continue
        flag, claim = one.flag, one.claim
        print_line(f"{claim.uid[:8]}  #{one.number}  {claim.analyst}  {said(claim)}")
        print_line(f"  {flag.words}  ({flag.analyst}, {flag.at[:10]})")
    return 0


def run_settle(arguments: Arguments) -> int:
    """Take flags off."""
    from workbench.services.board import claims_named
    from workbench.services.flags import list_flags, settle_flags

    with at_work(arguments) as bench:
        uids = claims_named(bench, arguments.claims)
        flags = [one.flag for one in list_flags(bench) if one.claim.uid in uids]
        entry = settle_flags(bench, flags)
    return _said(entry)


def run_touched(arguments: Arguments) -> int:
    """List the claims that changes may touch."""
    import shlex

    from workbench.cli.output import say
    from workbench.present.counting import counted
    from workbench.services.codebook import (
        all_touched,
        find_entry,
        touched_among,
        touched_claims,
        touched_kept_back,
    )
    from workbench.services.seen import why_kept_back

    with at_work(arguments) as bench:
        entries = [find_entry(bench, words) for words in arguments.entries]
        where = all_touched(bench, entries, since=arguments.since)
        if where is None:
            say("nothing of it was changed")
            return 0
        where = touched_among(where, mine=arguments.mine, flagged=arguments.flagged)
        _print_claims(bench, touched_claims(bench, where, arguments.limit), arguments)
        if many := 0 if arguments.mine else touched_kept_back(bench):
            say(f"without colleagues' on {counted(many, 'article')}: {why_kept_back(bench)}")
    say(f"workbench claims --where {shlex.quote(where)}")
    return 0


def _print_claims(bench: Workbench, rows: Iterable[BoardRow], arguments: Arguments) -> None:
    from workbench.cli.output import print_json, print_line
    from workbench.present.assertion import said
    from workbench.services.codebook import versions_of

    under = versions_of(bench, "claim")
    for row in rows:
        claim = row.claim
        if arguments.json:
            print_json(row.told.to_record())
            continue
        topic = f"  [{claim.topic_name}]" if claim.topic else ""
        version = f"version {under.get(claim.uid, 0)}"
        about = f"{claim.uid[:8]}  #{row.told.article.number}  {claim.analyst}  {version}{topic}"
        print_line(f"{about}  {said(claim)}")


def run_keep(arguments: Arguments) -> int:
    """Keep claims as they are."""
    from workbench.services.board import claims_named
    from workbench.services.flags import let_stand

    with at_work(arguments) as bench:
        uids = claims_named(bench, arguments.claims)
        entry = let_stand(bench, bench.store.claims.many(uids))
    return _said(entry)


def _said(entry: Entry | None) -> int:
    from workbench.cli.output import say

    say(f"{entry.op}: {entry.about}" if entry else "nothing changed: it is so already")
    return 0
