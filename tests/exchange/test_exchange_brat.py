from __future__ import annotations

import os
import re
from collections.abc import Sized
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from exchange_bundles import TEXT, article_of, bundles, example, span
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.domain.claim import Claim, ClaimState, Factuality, HopClass, LinkKind, Mode
from workbench.domain.decision import Decision, Verdict
from workbench.domain.source import Source
from workbench.domain.span import Span
from workbench.errors import DataError, UsageError
from workbench.exchange import read, write
from workbench.exchange.brat.standoff import parse
from workbench.exchange.brat.vocabulary import FACTS
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Unread
from workbench.exchange.spans.vocabulary import word_of

SHARED = Path(os.environ.get("WORKBENCH_SHARED", Path(__file__).parents[2].parent / "shared"))
REAL = SHARED / "brat-news"


def check_strictly(ann: str, text: str) -> None:
    """The rules that brat's own parser applies, written down apart from our code."""
    assert ann.splitlines() == ann.split("\n")[:-1], "a line break of another kind"
    ids: set[str] = set()
    references: list[tuple[str, str]] = []
    for line in ann.splitlines():
        identity, data, *rest = line.split("\t", 2)
        assert re.fullmatch(r"[TERAN#]\d+", identity), line
        assert identity not in ids, f"{identity} comes twice"
        ids.add(identity)
        kind, *words = data.split(" ")
        assert "" not in words
        if identity[0] == "T":
            check_textbound(data.split(" ", 1)[1], rest[0], text)
        elif identity[0] == "E":
            roles = [pair.split(":") for pair in (kind, *words)]
            assert len({role for role, _ in roles}) == len(roles)
            references += [(identity, who) for _, who in roles]
            assert roles[0][1].startswith("T"), "an event needs a trigger"
        elif identity[0] == "R":
            assert [word.split(":")[0] for word in words] == ["Arg1", "Arg2"]
            assert rest == [""]
            references += [(identity, word.split(":")[1]) for word in words]
        else:
            assert len(words) == (1 if identity[0] == "#" else 2)
            assert "\t" not in (rest[0] if rest else "")
            references.append((identity, words[0]))
            if identity[0] == "A":
                assert re.fullmatch(r"[A-Za-z]+", words[1])
            if identity[0] == "N":
                assert re.fullmatch(r"[a-z]+:\S+", words[1])
    for who, target in references:
        assert target in ids, f"{who} points at {target}"


def check_textbound(offsets: str, words: str, text: str) -> None:
    pieces = [tuple(map(int, piece.split(" "))) for piece in offsets.split(";")]
    at = 0
    for start, end in pieces:
        assert at <= start < end <= len(text)
        at = end
    assert words == " ".join(text[start:end] for start, end in pieces)
    assert words.strip(), "brat takes a blank mark for a missing one"


def covered(found: Span, text: str) -> set[int]:
    """The code points a span means, line breaks aside: those no brat mark can hold."""
    inside = {at for start, end in found.pieces for at in range(start, end)}
    return {at for at in inside if len(("x" + text[at]).splitlines()[0]) == 2}


def flat(words: str) -> str:
    return " ".join(words.split())


def blank(found: Span, text: str) -> bool:
    return not "".join(text[at] for at in covered(found, text)).strip()


def meaning(claim: Claim, text: str) -> list[Any]:
    fields = (
        claim.restatement, claim.gloss, claim.topic, claim.time, claim.place, claim.note,
        claim.verdict,
    )  # fmt: skip
    hops = [
        (
            hop.sources,
            covered(hop.span, text) if hop.span and not blank(hop.span, text) else None,
            flat(hop.cue),
            hop.mode,
            hop.hop_class,
            hop.factuality,
        )
        for hop in claim.hops
    ]
    return [
        claim.uid, claim.article, covered(claim.span, text), [flat(words) for words in fields],
        claim.state, flat(claim.fact or ""), hops,
    ]  # fmt: skip


def articles(items: Any) -> list[AnnotatedArticle]:
    return [item for item in items if isinstance(item, AnnotatedArticle)]


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(bundles())
def test_a_folder_is_valid_and_reads_back_with_the_same_claims(bundle: Bundle) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        result = write("brat", bundle, folder)
        for path in folder.glob("*.ann"):
            text = path.with_suffix(".txt").read_bytes().decode()
            check_strictly(path.read_bytes().decode(), text)
        again = {
            item.article.uid: item for item in articles(read("brat", folder, {"analyst": "x"}))
        }
        written = 0
        for item in bundle.articles:
            assert again[item.article.uid].text == item.text
            assert again[item.article.uid].article.number == item.article.number
            kept = [claim for claim in item.claims if not blank(claim.span, item.text)]
            written += len(kept)
            found = again[item.article.uid].claims
            assert [meaning(c, item.text) for c in found] == [meaning(c, item.text) for c in kept]
            assert [flat(c.analyst) for c in found] == [flat(c.analyst) or "x" for c in kept]
        assert result.claims == written


def test_the_example_folder_is_as_documented(tmp_path: Path) -> None:
    write("brat", example(), tmp_path)
    stem = "001287-a0000000-0000-4000-8000-000000000001"
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"annotation.conf", "visual.conf", f"{stem}.txt", f"{stem}.ann"}
    assert (tmp_path / f"{stem}.txt").read_bytes() == TEXT.encode()
    for name in ("annotation.conf", "visual.conf"):
        first = (tmp_path / name).read_text("utf-8").splitlines()[0]
        assert first == "# Table of publishers: 2026-11-28"
    lines = (tmp_path / f"{stem}.ann").read_text("utf-8").splitlines()
    assert [line.partition("\t")[2] for line in lines if " Family " in line.replace("\t", " ")]
    contents = [line.split("\t")[1:] for line in lines if "\tContent " in line]
    whole = span("sembilan orangnya tewas")
    assert [f"Content {whole.start} {whole.end}", whole.exact] in contents
    quote = span("“Kami tidak\nmundur,”")
    broken = quote.start + len("“Kami tidak")
    assert [
        f"Content {quote.start} {broken};{broken + 1} {quote.end}", "“Kami tidak mundur,”",
    ] in contents  # fmt: skip
    events = [line.split("\t")[1] for line in lines if line.startswith("E")]
    assert re.fullmatch(r"Attribution:T\d+ Content:T\d+ Cue:T\d+ Source:T\d+", events[0])
    assert re.fullmatch(r"Attribution:T\d+ Content:E1 Cue:T\d+ Source:T\d+", events[1])
    assert any(re.fullmatch(r"R1\tSame Arg1:E1 Arg2:E4\t", line) for line in lines)
    assert any("\tAnnotatorNotes E1\tNine LNA men were killed." in line for line in lines)


def test_the_example_comes_back_with_sources_and_links(tmp_path: Path) -> None:
    bundle = example()
    write("brat", bundle, tmp_path)
    items = list(read("brat", tmp_path, {"analyst": "rina"}))
    (item,) = articles(items)
    (before,) = bundle.articles
    assert [one.hops for one in item.claims] == [one.hops for one in before.claims]
    assert [one.span for one in item.claims] == [one.span for one in before.claims]
    assert item.claims[0] == before.claims[0]
    assert item.links == before.links
    assert {one.name for one in items if isinstance(one, Source)} == {
        "juru bicara LNA", "Ahmad al-Mismari",
    }  # fmt: skip


def test_one_analyst_may_be_written_alone(tmp_path: Path) -> None:
    result = write("brat", example(), tmp_path, {"analyst": "budi"})
    assert result.claims == 1
    (item,) = articles(read("brat", tmp_path, {"analyst": "budi"}))
    assert [claim.uid[-1] for claim in item.claims] == ["2"]


def test_a_rejected_name_is_not_written(tmp_path: Path) -> None:
    (item,) = example().articles
    place = item.facts[1]
    no = Decision.on(place, article=item.article.uid, analyst="rina", verdict=Verdict.REJECTED)
    for decisions, expected in (((), 1), ((no,), 0)):
        folder = tmp_path / str(expected)
        folder.mkdir()
        write("brat", replace_articles(replace(item, decisions=decisions)), folder)
        (path,) = folder.glob("*.ann")
        assert len(re.findall(r"\tPlace \d", path.read_text("utf-8"))) == expected


def replace_articles(*items: AnnotatedArticle) -> Bundle:
    return Bundle(head="", exported_at="", tool="", sources=example().sources, articles=items)


def test_what_has_no_place_is_counted(tmp_path: Path) -> None:
    text = "a\n \nb"
    article = article_of(text, "a2", 2)
    nothing = Claim("c1", "a2", "rina", Span.of(text, 1, 4))
    result = write(
        "brat", replace_articles(AnnotatedArticle(article, text, claims=(nothing,))), tmp_path
    )
    assert result.claims == 0
    assert result.lost == (("claims on blank text", 1, "a span needs a letter"),)


def test_the_configuration_lists_every_word_that_is_written(tmp_path: Path) -> None:
    write("brat", replace_articles(), tmp_path)
    conf = (tmp_path / "annotation.conf").read_text("utf-8")
    sections = dict(re.findall(r"(?ms)^\[(\w+)\]\n(.*?)(?=^\[|\Z)", conf))
    values = dict(re.findall(r"(?m)^(\w+) +Arg:\w+, Value:(\S+)$", sections["attributes"]))
    for name, kind in (
        ("Mode", Mode), ("Class", HopClass), ("Factuality", Factuality), ("State", ClaimState),
    ):  # fmt: skip
        assert values[name].split("|") == [word_of(value) for value in kind]
    entities = set(sections["entities"].split())
    missing = {"Source", "Cue", "Content", "Relay", "Marked", *FACTS.values()} - entities
    assert not missing, f"list {missing} under !Found in workbench/exchange/brat/annotation.conf"
    assert {word_of(kind) for kind in LinkKind} <= set(sections["relations"].split())
    assert "\nAttribution " in sections["events"]


FOREIGN = (
    "Ayu said on Monday that rain fell, and that roads closed. "
    "“Go home,” police and Budi told us.\n"
)


def foreign(folder: Path, *lines: str, text: str = FOREIGN) -> Path:
    (folder / "doc.txt").write_bytes(text.encode())
    (folder / "doc.ann").write_bytes("".join(f"{line}\n" for line in lines).encode())
    return folder


def mark(identity: str, kind: str, *words: str) -> str:
    starts = [FOREIGN.index(one) for one in words]
    offsets = ";".join(f"{at} {at + len(one)}" for at, one in zip(starts, words, strict=True))
    return f"{identity}\t{kind} {offsets}\t{' '.join(words)}"


def test_somebody_elses_attributions_become_claims(tmp_path: Path) -> None:
    foreign(
        tmp_path,
        mark("T1", "Source", "Ayu"),
        mark("T2", "Cue", "said"),
        mark("T3", "Content", "that rain fell", "that roads closed"),
        mark("T4", "Attribution", "said"),
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        "#1\tAnnotatorNotes E1\tcheck the roads",
        mark("T5", "Source", "police"),
        mark("T6", "Source", "Budi"),
        mark("T7", "Attribution", "told"),
        mark("T8", "Content", "“Go home,”"),
        "E2\tAttribution:T7 Content:T8 Source:T5 Source2:T6",
        "E3\tAttribution-no-source:T7 Content:T8",
    )
    items = list(read("brat", tmp_path, {"analyst": "rina"}))
    (item,) = articles(items)
    named = {one.uid: one.name for one in items if isinstance(one, Source)}
    first, second, third = item.claims
    assert list(first.span.pieces) == [(19, 33), (39, 56)]
    assert (first.note, first.restatement) == ("check the roads", "")
    assert [named[uid] for uid in first.hops[0].sources] == ["Ayu"]
    assert (first.hops[0].cue, first.hops[0].mode) == ("said", Mode.INDIRECT)
    assert [named[uid] for uid in second.hops[0].sources] == ["police", "Budi"]
    assert second.hops[0].span is not None
    assert second.hops[0].span.exact == "police and Budi"
    assert (second.hops[0].cue, second.hops[0].mode) == ("told", Mode.DIRECT)
    assert third.hops[0].hop_class is HopClass.UNATTRIBUTED
    assert item.article.foreign_id == "doc"
    assert list(read("brat", tmp_path, {"analyst": "rina"})) == items, "uids follow from the text"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["T1\tSource 0 3\tBudi"], "doc.ann: line 1: the text there is 'Ayu', not 'Budi'"),
        (
            ["T1\tContent 0 56\tAyu said on Monday that rain fell, and"],
            "the text there is '… fell, and that roads closed', not '… fell, and'",
        ),
        (["T1\tSource 0 3\tAyu", "T1\tCue 4 8\tsaid"], "line 2: a second T1"),
        (["T1\tSource 0 999\tAyu"], "outside the text"),
        (["T1\tSource 4 8;3 5\tsaid  s"], "doc.ann: line 1: piece 4..8 is empty, in another"),
        (["T1\tSource 4 8;0 3\tAyu  said"], "the text there is 'said Ayu'"),
        (["T1\tSource 0 3 Ayu"], "no type with offsets"),
        (["# by hand", "A1\tMode E9 Direct"], "line 2: A1 refers to E9"),
        (["#1 AnnotatorNotes T1 a note"], "line 1: '#1 AnnotatorNotes T1 a note' is no standoff"),
        (["#\tAnnotatorNotes T1\ta note"], "line 1: #@1 refers to T1"),
        (["*\tAlias T1 T2"], "line 1: *@1 refers to T1"),
        (["T1\tSource 0 3\tAyu", "E1\tAttribution:T9"], "line 2: event E1 has no"),
        (["nonsense"], "no standoff line"),
        (
            ["T1\tX 0 3\tAyu", "E1\tAttribution:T1 Content:E2", "E2\tAttribution:T1 Content:E1"],
            "line 2: E1 holds itself",
        ),
        (
            ["T1\tX 0 3\tAyu", "T2\tContent 4 8\tsaid", "E1\tAttribution:T1 Content:E2 Content2:E3",
             "E2\tAttribution:T1 Content:E4", "E3\tAttribution:T1 Content:E4",
             "E4\tAttribution:T1 Content:T2"],
            "line 5: event E1 holds E4 twice",
        ),
        (
            ["T1\tX 0 3\tAyu", "T2\tContent 4 8\tsaid", "E1\tAttribution:T1 Content:T2",
             "A1\tMode E1 Loud"],
            "line 4: 'Loud' is no Mode",
        ),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_by_name_and_line(
    tmp_path: Path, lines: list[str], words: str
) -> None:
    with pytest.raises(DataError) as caught:
        list(read("brat", foreign(tmp_path, *lines), {"analyst": "rina"}))
    assert words in str(caught.value)
    assert "doc.ann" in str(caught.value)


def test_a_hostile_reference_names_nothing(tmp_path: Path) -> None:
    foreign(
        tmp_path,
        mark("T1", "Content", "that rain fell"),
        mark("T2", "Attribution", "said"),
        "E1\tAttribution:T2 Content:T1",
        "N1\tReference E1 claim:../../etc/passwd\tx",
        "N2\tReference E1 source:\u202eevil\tx",
    )
    items = list(read("brat", tmp_path, {"analyst": "rina"}))
    (claim,) = articles(items)[0].claims
    assert re.fullmatch(r"[0-9a-f-]{36}", claim.uid)
    assert claim.hops[0].sources == ()
    assert not any(isinstance(one, Source) for one in items)


pieces = st.sampled_from(
    ["T1", "E1", "E2", "A1", "N1", "#1", "*", "R1", "\t", " ", ":", ";", "0", "3", "99", "\n",
     "Ayu",
     "Attribution:T1", "Content:E2", "Content:T1", "Source:T1", "x", "\u2028", "\r", "²", "-1"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=25).map("".join))
def test_any_annotation_file_is_read_or_refused_never_a_crash(ann: str) -> None:
    with TemporaryDirectory() as name:
        folder = foreign(Path(name), "T9\tCue 0 3\tAyu", "E9\tAttribution:T9 Content:T9", ann)
        try:
            items = list(read("brat", folder, {"analyst": "rina"}))
            found = "doc.ann" if articles(items)[0].claims else "nothing"
        except DataError as error:
            found = str(error)
        assert "doc.ann" in found


def test_a_content_without_an_attribution_is_a_claim_without_hops(tmp_path: Path) -> None:
    foreign(
        tmp_path,
        "# exported on Monday, by hand",
        "#\tno note either",
        mark("T1", "Content", "that rain fell"),
        mark("T2", "Content", "roads closed"),
        mark("T3", "Person", "Ayu"),
        mark("T4", "Cue", "said"),
        "E1\tDiscuss:T4 Content:T2",
        "E2\tAttribution:T4 Source:T3",
        "#1\tAnnotatorNotes T1\tcheck it",
        "#\tAnnotatorNotes T1\ttwice",
        "#2\tAnnotatorNotes T3\twho?",
        "A1\tLoud T4",
        "N1\tReference T3 Wikipedia:7\tAyu",
        "R1\tUpdates Arg1:T2 Arg2:T1\t",
        "R2\tKnows Arg1:T3 Arg2:T1\t",
        "*\tAlias T1 T3",
    )
    *_, item, unread = read("brat", tmp_path, {"analyst": "rina"})
    assert isinstance(item, AnnotatedArticle)
    first, second = item.claims
    assert (first.span.exact, first.note, first.hops) == ("that rain fell", "check it\ntwice", ())
    assert (second.span.exact, second.hops) == ("roads closed", ())
    (link,) = item.links
    assert (link.kind, link.claim, link.other) == (LinkKind.UPDATES, second.uid, first.uid)
    assert isinstance(unread, Unread)
    assert [(loss.what, loss.count) for loss in unread.lost] == [
        ("attributions without content", 1),
        ("marks of other types", 1),
        ("events of other types", 1),
        ("relations", 1),
        ("equivalences", 1),
        ("attributes", 1),
        ("references to databases", 1),
        ("notes", 1),
    ]


def test_two_files_on_one_text_keep_their_claims_apart(tmp_path: Path) -> None:
    for who, words in (("ayu", "that rain fell"), ("budi", "that roads closed")):
        (tmp_path / who).mkdir()
        foreign(tmp_path / who, mark("T1", "Content", words))
    one, other = articles(read("brat", tmp_path, {"analyst": "rina"}))
    assert one.article.uid == other.article.uid
    assert one.claims[0].uid != other.claims[0].uid
    assert [item.claims[0].span.exact for item in (one, other)] == [
        "that rain fell", "that roads closed",
    ]  # fmt: skip


def test_pieces_stand_in_any_order(tmp_path: Path) -> None:
    places = [(FOREIGN.index(one), one) for one in ("roads closed", "that rain fell", "and")]
    offsets = ";".join(f"{at} {at + len(words)}" for at, words in places)
    for as_written in (places, sorted(places)):
        words = " ".join(one for _, one in as_written)
        foreign(tmp_path, f"T1\tContent {offsets}\t{words}")
        (claim,) = articles(read("brat", tmp_path, {"analyst": "rina"}))[0].claims
        assert claim.span.pieces == tuple(sorted((at, at + len(one)) for at, one in places))
        claim.span.check(FOREIGN)


def test_an_attribution_of_several_attributions_is_a_claim_for_each(tmp_path: Path) -> None:
    foreign(
        tmp_path,
        mark("T1", "Source", "Ayu"),
        mark("T2", "Attribution", "said"),
        mark("T3", "Content", "that rain fell"),
        mark("T4", "Content", "that roads closed"),
        mark("T5", "Source", "police"),
        mark("T6", "Content", "on Monday"),
        "E1\tAttribution:T2 Source:T1 Content:E2 Content2:E3 Content3:T6",
        "E2\tAttribution:T2 Source:T5 Content:T3",
        "E3\tAttribution:T2 Content:T4",
    )
    items = list(read("brat", tmp_path, {"analyst": "rina"}))
    names = {one.uid: one.name for one in items if isinstance(one, Source)}
    (item,) = articles(items)
    assert [
        (claim.span.exact, [[names[uid] for uid in hop.sources] for hop in claim.hops])
        for claim in item.claims
    ] == [
        ("on Monday", [["Ayu"]]),
        ("that rain fell", [["Ayu"], ["police"]]),
        ("that roads closed", [["Ayu"], []]),
    ]
    assert len({claim.uid for claim in item.claims}) == 3


def test_a_file_without_its_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "doc.ann").write_text("")
    with pytest.raises(DataError, match=r"doc\.ann has no text beside it"):
        list(read("brat", tmp_path, {"analyst": "rina"}))


def test_reading_needs_to_know_whose_claims_they_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="reading brat needs 'analyst'"):
        read("brat", tmp_path)


@pytest.mark.skipif(not REAL.is_dir(), reason="no shared brat files")
def test_real_brat_files_give_back_every_line() -> None:
    counts = dict.fromkeys("TERAN#*", 0)
    for path in sorted(REAL.glob("*.ann")):
        text = path.with_suffix(".txt").read_bytes().decode()
        ann = path.read_bytes().decode()
        found = parse(ann, text)
        lines = [line for line in ann.split("\n") if line]
        parts: dict[str, Sized] = {
            "T": found.textbounds, "E": found.events, "R": found.relations, "A": found.attributes,
            "N": found.references, "#": found.remarks, "*": found.equivalences,
        }  # fmt: skip
        for prefix, some in parts.items():
            assert len(some) == sum(line.startswith(prefix) for line in lines), path.name
            counts[prefix] += len(some)
        for bound in found.textbounds.values():
            assert bound.span(text).exact == text[bound.pieces[0][0] : bound.pieces[-1][1]]
    assert counts["T"] == 119
    assert counts["E"] == 23
    assert counts["#"] == 4


def real_folders() -> list[Path]:
    """Every folder of shared files that has brat files in it."""
    return sorted({path.parent for path in SHARED.rglob("*.ann")})


@pytest.mark.skipif(not real_folders(), reason="no shared brat files")
@pytest.mark.parametrize("folder", real_folders(), ids=lambda one: one.name)
def test_real_files_come_back_with_the_same_claims_and_nothing_is_left_out_untold(
    folder: Path, tmp_path: Path
) -> None:
    items = list(read("brat", folder, {"analyst": "rina"}))
    found = articles(items)
    files = sorted(folder.glob("*.ann"))
    assert [item.article.foreign_id for item in found] == [path.stem for path in files]
    lines = [line for path in files for line in path.read_text("utf-8").split("\n") if line]
    contents = sum(line.startswith("T") and "\tContent " in line for line in lines)
    assert sum(len(item.claims) for item in found) >= bool(contents)
    told = sum(loss.count for item in items if isinstance(item, Unread) for loss in item.lost)
    assert told == len(lines) or contents, "without a claim, every line is told of"

    sources = tuple(one for one in items if isinstance(one, Source))
    bundle = Bundle(head="", exported_at="", tool="", sources=sources, articles=found)
    write("brat", bundle, tmp_path)
    again = {item.text: item for item in articles(read("brat", tmp_path, {"analyst": "rina"}))}
    assert len(again) == len(found), "two of these files are on one text: write them apart"
    for item in found:
        back = again[item.text].claims
        assert [meaning(c, item.text) for c in back] == [meaning(c, item.text) for c in item.claims]
