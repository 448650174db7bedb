"""The Markdown vault: heads, links, the text to the letter, and what people wrote stays."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from exchange_bundles import AHMAD, ROLE, TEXT, bundles, example, texts, words
from hypothesis import HealthCheck, given, settings
from hypothesis import example as such
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin
from vault_reading import (
    Read,
    anchors,
    links,
    marked,
    of_kind,
    read_note,
    read_vault,
    shown,
    text_lines,
    text_of,
)

from workbench.domain.choice import Choice
from workbench.domain.claim import Claim
from workbench.domain.relay import Relay, RelayBasis, RelayKind, RelayStatus
from workbench.exchange import write
from workbench.exchange.bundle import AnnotatedArticle, Bundle
from workbench.exchange.vault.kept import BEGIN, END, GONE, Became
from workbench.exchange.vault.quoting import quoted
from workbench.exchange.vault.words import escaped, file_name, quotation

SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def became(bundle: Bundle, folder: Path) -> dict[str, int]:
    """What writing makes of the notes."""
    return {one.why: one.count for one in write("vault", bundle, folder).became}


def note_of(folder: Path, uid: str) -> Read:
    (found,) = (note for note in read_vault(folder) if note.value("id").endswith(f'{uid}"'))
    return found


def the_article(bundle: Bundle) -> AnnotatedArticle:
    (annotated,) = bundle.articles
    return annotated


def with_article(bundle: Bundle, **changed: Any) -> Bundle:
    return replace(bundle, articles=(replace(the_article(bundle), **changed),))


FIRST, SECOND, BARE = the_article(example()).claims


# What stands in the notes ---------------------------------------------------------------------


def test_a_claim_says_where_its_words_stand_and_who_says_so(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    note = note_of(tmp_path, FIRST.uid)
    assert note.name == f"1287-{FIRST.span.start} Nine LNA men were killed"
    assert "> sembilan orangnya tewas\n" in note.body
    assert f"`workbench open '#1287' --at {FIRST.span.start}`" in note.body
    assert "1. [[KIBLAT.NET (outlet)|KIBLAT.NET]] (outlet)\n" in note.body
    assert (
        "1. sumber (anonymous, indirect, “Menurut”, named as “sumber”, asserts, CT+)" in note.body
    )
    assert "1. [[juru bicara LNA (unknown)|juru bicara LNA]] (role, indirect" in note.body
    assert (
        "- credibility 2, probably true, likely, low confidence (budi, rating hidden)" in note.body
    )
    assert f"- says the same as [[{note_of(tmp_path, BARE.uid).name}]] (rina)" in note.body
    assert "- role only (rina)" in note.body
    values = yaml.safe_load(note.head)
    assert values["wb-article"] == "[[1287 +Sembilan tewas]]"
    assert (values["wb-exact"], values["wb-start"]) == (FIRST.span.exact, str(FIRST.span.start))
    assert values["wb-tags"] == ["Rob! (budi)"]


def test_a_source_has_its_ratings_and_what_it_belongs_to(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    (note,) = (one for one in read_vault(tmp_path) if one.name == "Daily Sabah (outlet)")
    assert "- C, fairly reliable (rina, 2020-01-01)\n- B, usually reliable" in note.body
    assert (
        "- [[Turkuvaz (organisation)|Turkuvaz]] (owned, since 2008, rina): its imprint" in note.body
    )
    assert "- nothing any more (owned, since 2021-03, budi)" in note.body
    assert yaml.safe_load(note.head)["wb-reliability"] == "B"


def test_a_merged_source_has_no_note_and_what_names_it_leads_to_the_other(tmp_path: Path) -> None:
    bundle = example()
    role = next(one for one in bundle.sources if one.name == "juru bicara LNA")
    merged = tuple(replace(one, same_as=AHMAD) if one is role else one for one in bundle.sources)
    write("vault", bundle, tmp_path)
    folded = became(replace(bundle, sources=merged), tmp_path)
    assert folded[Became.REMOVED] == 1
    notes = read_vault(tmp_path)
    assert not [one for one in notes if one.name.startswith("juru bicara")]
    claim = note_of(tmp_path, FIRST.uid)
    assert "[[Ahmad al-Mismari (person)|juru bicara LNA]]" in claim.body
    assert yaml.safe_load(note_of(tmp_path, AHMAD).head)["wb-also"] == ["Ahmad", "juru bicara LNA"]


def test_a_source_merged_into_one_that_is_not_here_keeps_its_ratings(tmp_path: Path) -> None:
    lone = tuple(
        replace(one, same_as="gone") if one.uid == ROLE else one for one in example().sources
    )
    write("vault", replace(example(), sources=lone), tmp_path)
    assert "- F, " in note_of(tmp_path, ROLE).body


def second_article(relay: Relay | None) -> AnnotatedArticle:
    """Another article of the example, which derives from it or not."""
    annotated = the_article(example())
    uid = "a0000000-0000-4000-8000-000000000002"
    article = replace(annotated.article, uid=uid, number=1290)
    claim = Claim("c0000000-0000-4000-8000-000000000009", uid, "rina", FIRST.span)
    return AnnotatedArticle(article, TEXT, (relay,) if relay else (), claims=(claim,))


@pytest.mark.parametrize("status", RelayStatus)
def test_articles_that_are_alike_are_a_story_unless_somebody_rejected_it(
    tmp_path: Path, status: RelayStatus
) -> None:
    first = the_article(example())
    relay = Relay(
        RelayKind.NEAR_DUPLICATE, RelayBasis.SIMILARITY, status, article=first.article.uid
    )
    write("vault", replace(example(), articles=(first, second_article(relay))), tmp_path)
    stories = of_kind(read_vault(tmp_path), "story")
    if status is RelayStatus.REJECTED:
        assert not stories
        return
    (story,) = stories
    assert story.name == "story 1287 +Sembilan tewas"
    names = {name for name, _ in links(story)}
    assert {"1287 +Sembilan tewas", "1290 +Sembilan tewas"} <= names
    assert note_of(tmp_path, FIRST.uid).name in names
    for note in of_kind(read_vault(tmp_path), "article"):
        assert yaml.safe_load(note.head)["wb-story"] == f"[[{story.name}]]"


def test_without_the_text_a_claim_leads_to_the_article_as_a_whole(tmp_path: Path) -> None:
    write("vault", replace(example(), choice=Choice(without_text=True)), tmp_path)
    notes = read_vault(tmp_path)
    assert not any("## Text" in note.body for note in notes)
    assert ("1287 +Sembilan tewas", "") in set(links(note_of(tmp_path, FIRST.uid)))
    assert not any(at for note in notes for _, at in links(note))


# Heads ----------------------------------------------------------------------------------------


@SOME
@given(texts)
@such("\x85\x7f\ufffe\uffff\u2028\ufeff\x00\x1b😀𠮷yes")
@such('"\\ \n\t12:30 2024-08-05 ~ null')
def test_a_value_is_the_same_text_in_yaml(text: str) -> None:
    assert yaml.safe_load(f"k: {quoted(text)}\n") == {"k": text}


@pytest.mark.parametrize("text", ["yes", "1e3", "null", "~", "2024-08-05", "12:30", "=", "<<", "-"])
def test_what_looks_like_something_else_stays_text_in_yaml(text: str) -> None:
    assert yaml.safe_load(f"k: {quoted(text)}\n") == {"k": text}


def test_words_cannot_be_taken_for_a_link_that_is_yet_to_be_named(tmp_path: Path) -> None:
    forged = "\x001\x1fp0\x1fhere\x1fthere\x00"
    annotated = the_article(example())
    metadata = replace(annotated.article.metadata, title=forged)
    article = replace(annotated.article, metadata=metadata, outlet=forged)
    claims = tuple(replace(one, restatement=forged, topic=forged) for one in annotated.claims)
    sources = tuple(replace(one, name=forged, aliases=(forged,)) for one in example().sources)
    bundle = replace(with_article(example(), article=article, claims=claims), sources=sources)
    write("vault", bundle, tmp_path)
    notes = read_vault(tmp_path)
    assert not re.search("[\x00-\x09\x0b-\x1f]", "".join(note.head + note.body for note in notes))
    assert yaml.safe_load(note_of(tmp_path, article.uid).head)["wb-title"] == forged
    assert {yaml.safe_load(note.head)["wb-topic"] for note in of_kind(notes, "claim")} == {forged}


# Links and anchors ----------------------------------------------------------------------------


@settings(SOME, max_examples=40)
@given(bundles())
def test_heads_links_anchors_and_texts_hold_together(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        write("vault", bundle, Path(folder))
        notes = read_vault(Path(folder))
    by_name = {note.name: note for note in notes}
    assert len({name.casefold() for name in by_name}) == len(notes), "no two are called alike"
    for note in notes:
        for name, at in links(note):
            assert name in by_name, "a link leads to a note"
            assert not at or anchors(by_name[name]).count(at) == 1
    articles, claims = of_kind(notes, "article"), of_kind(notes, "claim")
    assert sorted(map(text_of, articles)) == sorted(one.text for one in bundle.articles)
    quotes = [claim.span.exact for annotated in bundle.articles for claim in annotated.claims]
    assert sorted(exact_of(note) for note in claims) == sorted(quotes)
    for note in claims:
        assert_its_words_are_highlighted_where_it_leads(note, by_name)


def exact_of(claim: Read) -> str:
    exact: str = yaml.safe_load(claim.head)["wb-exact"]
    return exact


def assert_its_words_are_highlighted_where_it_leads(claim: Read, notes: dict[str, Read]) -> None:
    exact = exact_of(claim).lstrip("\n")
    found = [(name, at) for name, at in links(claim) if at]
    assert len(found) == bool(exact)
    for name, at in found:
        line = next(line for line, anchor in text_lines(notes[name]) if anchor == at)
        first = exact.split("\n")[0]
        assert first in shown(line)
        start = first[: 1 + len(first) - len(first.lstrip())].strip()
        assert not start or any(start in piece for piece in marked(line))


def test_a_quotation_over_two_lines_is_highlighted_on_both(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    lines = list(text_lines(of_kind(read_vault(tmp_path), "article")[0]))
    assert [piece for line, _ in lines for piece in marked(line)] == [
        "Sembilan tewas 😀", "sembilan orangnya tewas", "“Kami tidak", "mundur,”",
    ]  # fmt: skip


# The text does nothing --------------------------------------------------------------------------

SYNTAX = (
    "%%", "![[x]]", "[[x]]", "#x", " #", "x:: y", "[x:: y]", "(x:: y)", "==x==", "`", "```", "~~~",
    "$x$", "<b>", "<!--", "-->", "<script>", "&amp;", "&#35;", "\\", "^a", "---", "***", "- [ ] x",
    "* x", "+ x", "1. x", "2) x", "> x", "| a |", "|---|", "    x", "\tx", "http://x.io",
    "www.x.io", "a@b.io", "[a](b)", "![a](b)", "[^1]", "^[x]", "<% x %>", "{{x}}", "_x_", "**x**",
    "~~x~~", "\u202e", "\x00", "\x1b[2J", "%% workbench:end %%", "=", "x", " ", "#\u00a0",
    "obsidian://x", "===",
)  # fmt: skip
"""What is something in Markdown, HTML, Obsidian or Dataview."""
lines = (
    st.lists(st.sampled_from(SYNTAX) | words, max_size=5)
    .map("".join)
    .map(lambda line: line.replace("\n", ""))
)
PARSER = (
    MarkdownIt("commonmark", {"html": True, "linkify": True})
    .enable(["table", "strikethrough", "linkify"])
    .use(dollarmath_plugin)
    .use(footnote_plugin)
    .use(tasklists_plugin)
)
"""What GFM and Obsidian have beside CommonMark, as far as the parser knows it."""
ACTIVE = re.compile(
    r"(?<!\\)(?:\\\\)*(?:%%|\[\[|\]\]|==|::|#(?=\w)|`|\$|<|\^(?=[A-Za-z0-9\[-])|~~|\*|_|&|:/)"
)
NUMBERED = re.compile(r"&#\d+;")
"""What begins something in Obsidian: with no backslash before it, or an even number."""


@settings(SOME, max_examples=300)
@given(lines.filter(bool))
@such("%% workbench:end %%")
@such("---")
@such("1. - x")
@such("- [ ] x.AL (KIBLAT.NET)")
@such("-\u00a0x")
def test_no_line_is_more_than_words(line: str) -> None:
    markdown = escaped(line)
    assert shown(markdown) == line
    assert not ACTIVE.search(NUMBERED.sub("", markdown)), markdown
    tokens = PARSER.parse(f"before\n\n{markdown} ^p0\n\nbehind\n")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"] * 3
    inside = tokens[4].children or []
    assert {token.type for token in inside} <= {"text", "text_special"}
    told = "".join(token.content for token in inside).removesuffix(" ^p0")
    assert visible(told) == visible(line), "it is shown as it was"


@pytest.mark.parametrize("words", ["a\\", "\\\\", "\\=="])
def test_what_is_highlighted_may_end_in_any_sign(words: str) -> None:
    markdown = escaped(f"x {words} y", [(2, 2 + len(words))])
    assert (shown(markdown), marked(markdown)) == (f"x {words} y", [words])


def visible(text: str) -> str:
    """Without what Markdown replaces or leaves as a number: NUL, and other controls."""
    return re.sub(
        rf"{NUMBERED.pattern}|[\x00-\x1f\x7f-\x9f\ufffd\ufdd0-\ufdef]|[^\x00-\U0001fffd]", "", text
    )


@settings(SOME, max_examples=150)
@given(st.lists(lines, max_size=4).map("\n".join))
def test_words_that_people_typed_are_a_quotation_and_no_more(said: str) -> None:
    kinds = {token.type for token in PARSER.parse(quotation(said))}
    assert kinds <= {
        "blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close",
    }  # fmt: skip


# Names ----------------------------------------------------------------------------------------


@SOME
@given(texts)
@such("CON")
@such("nul.txt (person)")
@such("..")
@such("a" * 400)
@such("é" * 400)
@such("e\u0301x")
@such("👩‍👩‍👧‍👦" * 30)
def test_every_system_takes_a_name(text: str) -> None:
    name = file_name(text)
    assert 0 < len(name.encode()) <= 101
    assert not re.search(r'[\[\]#^|\\/:*?"<>\x00-\x1f\x7f-\x9f\u202a-\u202e]', name)
    assert name == name.strip(" .")
    assert name == unicodedata.normalize("NFC", name)
    assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)", name)
    assert file_name(name) == name


def test_a_title_that_is_corrected_leaves_the_names_as_they_are(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    before = sorted(tmp_path.rglob("*.md"))
    annotated = the_article(example())
    metadata = replace(annotated.article.metadata, title="Sebelas tewas")
    article = replace(annotated.article, metadata=metadata)
    assert became(with_article(example(), article=article), tmp_path) == {
        Became.CHANGED: 1, Became.SAME: len(before) - 1,
    }  # fmt: skip
    assert sorted(tmp_path.rglob("*.md")) == before
    assert note_of(tmp_path, article.uid).value("title") == '"Sebelas tewas"'


def test_a_name_that_people_use_already_is_left_to_them(tmp_path: Path) -> None:
    theirs = tmp_path / "daily sabah (OUTLET).md"
    theirs.write_text("my own page\n")
    write("vault", example(), tmp_path)
    assert theirs.read_text() == "my own page\n"
    assert (tmp_path / "sources" / "Daily Sabah (outlet) 2.md").exists()
    assert "[[Daily Sabah (outlet) 2|Daily Sabah]]" in note_of(tmp_path, BARE.uid).body


# What is kept ---------------------------------------------------------------------------------


def stamps(folder: Path) -> dict[Path, tuple[int, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}


def test_a_second_writing_touches_nothing(tmp_path: Path) -> None:
    count = len(stamps(tmp_path)) or became(example(), tmp_path)[Became.NEW]
    before = stamps(tmp_path)
    assert became(example(), tmp_path) == {Became.SAME: count}
    assert stamps(tmp_path) == before


def test_a_change_touches_the_notes_that_tell_of_it(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    before = stamps(tmp_path)
    changed = replace(FIRST, restatement="Ten men were killed.")
    write("vault", with_article(example(), claims=(changed, SECOND, BARE)), tmp_path)
    touched = {path.name for path, stamp in stamps(tmp_path).items() if before[path] != stamp}
    named = {note_of(tmp_path, FIRST.uid).path.name, "1287 +Sembilan tewas.md"}
    assert touched == named


def test_two_new_folders_hold_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write("vault", replace(example(), exported_at=name, head=name), tmp_path / name)
        files = sorted((tmp_path / name).rglob("*.md"))
        written.append([(path.name, path.read_bytes()) for path in files])
    assert written[0] == written[1]


def edited(folder: Path, uid: str, edit: Callable[[str], str]) -> Path:
    path = note_of(folder, uid).path
    path.write_bytes(edit(path.read_bytes().decode()).encode())
    return path


def renewed() -> Bundle:
    """The example with something to change in the note of each claim."""
    annotated = the_article(example())
    claims = tuple(replace(one, verdict="keliru") for one in annotated.claims)
    return with_article(example(), claims=claims)


def test_what_people_wrote_stays_where_it_is(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    path = edited(
        tmp_path,
        FIRST.uid,
        lambda text: (
            text.replace("wb-kind:", "# mine\ntags:\n- a\n  - b\nwb-kind:")
            .replace("\n---\n%%", "\nstatus: ask [[Rina]]\nwb-old: x\n---\nabove\n\n%%")
            .replace(END, f"{END}\n\n## Mine\n%% mine %%\n---\nno head\n")
        ),
    )
    assert became(renewed(), tmp_path)[Became.CHANGED] == 3
    text = path.read_bytes().decode()
    assert 'wb-verdict: "keliru"\n' in text
    assert "# mine\ntags:\n- a\n  - b\nstatus: ask [[Rina]]\n---\nabove\n\n%%" in text
    assert text.endswith(f"{END}\n\n## Mine\n%% mine %%\n---\nno head\n\n")
    assert "wb-old" not in text
    assert became(renewed(), tmp_path) == {Became.SAME: len(read_vault(tmp_path))}


def test_a_head_that_obsidian_wrote_anew_is_known(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    path = edited(
        tmp_path, FIRST.uid, lambda text: re.sub(r'(?m)^(wb-\w+): "(.*)"$', r"\1: \2", text)
    )
    assert "wb-kind: claim\n" in path.read_text()
    assert became(example(), tmp_path)[Became.CHANGED] == 1
    assert 'wb-kind: "claim"\n' in path.read_text()


def test_a_note_that_was_moved_and_renamed_is_followed(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    (tmp_path / "Kerja" / "Libya").mkdir(parents=True)
    article = the_article(example()).article
    moved = note_of(tmp_path, article.uid).path.rename(tmp_path / "Kerja" / "Libya" / "KIBLAT.md")
    write("vault", renewed(), tmp_path)
    assert note_of(tmp_path, article.uid).path == moved
    claim = note_of(tmp_path, FIRST.uid)
    assert any(name == "KIBLAT" and at for name, at in links(claim))
    assert claim.value("article") == '"[[KIBLAT]]"'


KEYS = ("\n", "\r\n", "\t", "--- \n", "%% mine %%\n", "# x\n", "kata", "é", "\x85", BEGIN)
typed = st.lists(st.sampled_from(KEYS), max_size=5).map("".join)
OWN_HEADS = (
    "",
    "mine: 1\n",
    "tags:\n- a\n- b\n",
    "# wb-x: 1\n",
    '"a b": >\n  c\n',
    "x: [\n  1]\n",
    "judul: satu\u2028dua\x85tiga\x0bempat\n",
)


@settings(SOME, max_examples=20)
@given(typed.map(lambda one: one and f"{one}\n"), typed, st.sampled_from(OWN_HEADS))
def test_whatever_people_typed_around_the_marks_is_there_again(
    above: str, below: str, head: str
) -> None:
    with TemporaryDirectory() as folder:
        write("vault", example(), Path(folder))
        path = note_of(Path(folder), FIRST.uid).path
        old = path.read_bytes().decode()
        before, _, after = old.partition("---\n%%")
        path.write_bytes(f"{before}{head}---\n{above}%%{after}{below}".encode())
        told = became(renewed(), Path(folder))
        new = path.read_bytes().decode()
        if Became.BROKEN in told:
            assert re.search(rf"(?m)^{BEGIN}\s*?$", above + below), "a mark too many"
            return
        assert 'wb-verdict: "keliru"\n' in new
        assert f"{head}---\n{above}%%" in new
        assert new.endswith(f"{END}\n{below}")
        assert became(renewed(), Path(folder)).keys() == {Became.SAME}


@pytest.mark.parametrize("theirs", ["\r\nbaris\r\n", "no line feed", "\x00\x85", "\n\n"])
def test_bytes_of_people_are_not_made_better(tmp_path: Path, theirs: str) -> None:
    write("vault", example(), tmp_path)
    path = note_of(tmp_path, FIRST.uid).path
    mine = theirs.encode() + b"\xff\xfe"
    path.write_bytes(path.read_bytes() + mine)
    write("vault", renewed(), tmp_path)
    assert b"keliru" in path.read_bytes()
    assert path.read_bytes().endswith(mine)


def test_line_ends_of_another_system_are_taken(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    path = edited(tmp_path, FIRST.uid, lambda text: (text + "mine\n").replace("\n", "\r\n"))
    write("vault", example(), tmp_path)
    text = path.read_bytes().decode()
    assert text.count(BEGIN) == text.count(END) == 1
    assert text.endswith("mine\r\n")
    assert became(example(), tmp_path)[Became.SAME] == len(read_vault(tmp_path))


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace(END, ""),
        lambda text: text.replace(BEGIN, ""),
        lambda text: text.replace(END, f"{END}\n{BEGIN}\nx\n{END}"),
        lambda text: text.replace(BEGIN, "%%").replace(END, BEGIN).replace("\n%%\n", f"\n{END}\n"),
    ],
)
def test_a_note_with_broken_marks_is_left_alone_and_told(
    tmp_path: Path, edit: Callable[[str], str]
) -> None:
    write("vault", example(), tmp_path)
    path = note_of(tmp_path, FIRST.uid).path
    path.write_text(edit(path.read_text()))
    before = path.read_bytes()
    assert became(renewed(), tmp_path)[Became.BROKEN] == 1
    assert path.read_bytes() == before


def test_marks_that_are_gone_come_back_behind_what_is_there(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    path = note_of(tmp_path, FIRST.uid).path
    head, _, _ = path.read_text().partition(BEGIN)
    path.write_text(f"{head}only mine")
    write("vault", example(), tmp_path)
    assert f"---\nonly mine\n{BEGIN}\n# Nine LNA men" in path.read_text()
    assert became(example(), tmp_path)[Became.SAME] == len(read_vault(tmp_path))


def test_the_note_of_a_claim_that_is_gone_goes(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    path = note_of(tmp_path, BARE.uid).path
    without = with_article(example(), claims=(FIRST, SECOND))
    assert became(without, tmp_path)[Became.REMOVED] == 1
    assert not path.exists()
    assert Became.REMOVED not in became(without, tmp_path)


@pytest.mark.parametrize("where", ["head", "body"])
def test_the_note_of_a_claim_that_is_gone_stays_where_people_wrote_in_it(
    tmp_path: Path, where: str
) -> None:
    write("vault", example(), tmp_path)
    path = note_of(tmp_path, BARE.uid).path
    old = path.read_text()
    mine = old.replace("\n---\n%", "\nmine: 1\n---\n%") if where == "head" else f"{old}mine\n"
    path.write_text(mine)
    without = with_article(example(), claims=(FIRST, SECOND))
    for _ in range(2):
        assert became(without, tmp_path)[Became.MARKED] == 1
        text = path.read_text()
        assert 'wb-gone: "yes"\n' in text
        assert text.count(GONE) == 1
        assert "mine" in text
        assert "> Sembilan tewas 😀" in text
    write("vault", example(), tmp_path)
    assert path.read_text() == mine, "it is there again"


def test_what_this_export_does_not_hold_is_left_alone(tmp_path: Path) -> None:
    both = replace(example(), articles=(the_article(example()), second_article(None)))
    write("vault", both, tmp_path)
    before = stamps(tmp_path)
    other = replace(example(), articles=(second_article(None),))
    assert became(other, tmp_path)[Became.ELSEWHERE] == 4, "an article and its three claims"
    assert stamps(tmp_path) == before


def test_what_was_not_asked_for_is_not_gone(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    before = stamps(tmp_path)
    ours = replace(with_article(example(), claims=(FIRST, BARE)), choice=Choice(analysts=("rina",)))
    assert became(ours, tmp_path)[Became.ELSEWHERE] == 1
    assert stamps(tmp_path).keys() == before.keys()


def test_what_is_hidden_is_not_looked_at(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    path = note_of(tmp_path, FIRST.uid).path
    (tmp_path / ".trash").mkdir()
    thrown = path.rename(tmp_path / ".trash" / path.name)
    assert became(renewed(), tmp_path)[Became.NEW] == 1
    assert "keliru" not in thrown.read_text()
    assert path.exists()


FULL = """
import resource, sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from test_exchange_vault import renewed
from workbench.exchange import write
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    write("vault", renewed(), Path(sys.argv[1]))
except OSError as error:
    sys.exit(f"refused: {error.strerror}")
"""


@pytest.mark.parametrize("room", [0, 700, 1200, 3000])
def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, room: int) -> None:
    write("vault", example(), tmp_path)
    before = stamps(tmp_path)
    done = subprocess.run(
        [sys.executable, "-B", "-c", FULL, tmp_path, str(room), *sys.path],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": ""},
    )  # fmt: skip
    assert "refused: File too large" in done.stderr
    assert stamps(tmp_path) == before


def test_rights_of_a_note_stay(tmp_path: Path) -> None:
    write("vault", example(), tmp_path)
    path = note_of(tmp_path, FIRST.uid).path
    path.chmod(0o640)
    write("vault", renewed(), tmp_path)
    assert path.stat().st_mode & 0o777 == 0o640
    assert read_note(path).value("verdict") == '"keliru"'
