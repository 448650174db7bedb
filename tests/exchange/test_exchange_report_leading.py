"""What the report's first page tells: the story of the headlines, each side once, and why that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, ROLE, article_of, example
from exchange_reports import digest_of, page

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.claim import Assertion, Claim, Hop, HopClass, Link, LinkKind, Mode
from workbench.domain.relay import Relay, RelayBasis, RelayKind, RelayStatus
from workbench.domain.source import Source, SourceKind
from workbench.domain.span import Span
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Digest, Scope
from workbench.exchange.report.leading import Why, leading
from workbench.exchange.report.nearly import nearly
from workbench.exchange.report.weighing import heaviness, is_cause, roots_of

STORY = Scope("#1", "story")
Said = tuple[str, tuple[Hop, ...]]


def by(*who: str, cue: str = "", stance: Assertion = Assertion.ASSERTS) -> tuple[Hop, ...]:
    return (Hop(who, None, cue, Mode.INDIRECT, assertion=stance),)


def article(
    number: int,
    title: str,
    *said: Said,
    outlet: str = "",
    day: str = "",
    links: tuple[Link, ...] = (),
) -> AnnotatedArticle:
    """An article of sentences, each of which is a claim: `c1.0` is the first of the first one."""
    text = "\n".join(words for words, _ in said)
    printed = Publication(day, Precision.DAY, Basis.METADATA) if day else None
    found = article_of(text, f"a0000000-0000-4000-8000-{number:012}", number, title=title,
                       publication=printed)  # fmt: skip
    claims = tuple(
        Claim(
            f"c{number}.{at}", found.uid, "ana",
            Span.of(text, text.index(words), text.index(words) + len(words)), hops=hops,
        )
        for at, (words, hops) in enumerate(said)
    )  # fmt: skip
    named = replace(found, outlet=outlet or f"Media {number}")
    return AnnotatedArticle(named, text, claims=claims, links=links)


def told(*articles: AnnotatedArticle, scope: Scope | None = STORY) -> Digest:
    return digest_of(replace(example(), articles=articles), scope)


def first_of(digest: Digest) -> list[tuple[str, Why]]:
    first = leading(digest, nearly(digest))
    return [(one.statement.words, one.why) for one in first.told]


FILLING: tuple[Said, ...] = tuple(
    (f"Petugas nomor {at} memeriksa kartu warga di balai desa.", by(ROLE)) for at in range(9)
)


@pytest.mark.parametrize(
    ("title", "fact"),
    [
        ("Bendungan Jebol, Warga Diungsikan", "Tembok bendungan itu jebol di tiga tempat."),
        ("Dam Bursts After Days of Rain", "The dam burst in three places."),
        ("Pasar Meledak Dini Hari", "Suara ledakan terdengar dari pasar ikan."),
    ],
)
def test_what_the_headline_tells_comes_first_wherever_it_stands(title: str, fact: str) -> None:
    digest = told(article(1, title, *FILLING, (fact, ())))
    assert first_of(digest)[0] == (fact, Why.HEADLINE)
    assert "what has words of the articles' headlines" in page(digest).root.words


def test_a_dispute_is_told_from_both_sides_and_each_side_once() -> None:
    sides = (
        ("Kami menutup sungai.", by(AHMAD)),
        ("Sungai sudah tertutup pagi tadi.", by(AHMAD)),
        ("Sungai tidak pernah ditutup.", by(ROLE)),
    )
    links = tuple(Link(f"l{at}", "ana", LinkKind.CONTRADICTS, f"c1.{at}", "c1.2") for at in (0, 1))
    first = first_of(told(article(1, "", *sides, links=links)))
    disputed = [words for words, why in first if why is Why.DISPUTED]
    assert disputed == [sides[0][0], sides[2][0]]


def test_a_dispute_in_a_set_of_several_matters_is_told_whole_or_not_at_all() -> None:
    disputing = [
        article(
            at,
            "",
            (f"Jalan {at} ditutup.", by(AHMAD)),
            (f"Gang {at} juga ditutup.", by(ROLE)),
            (f"Jalan {at} terbuka.", ()),
            links=tuple(
                Link(f"l{at}.{one}", "ana", LinkKind.CONTRADICTS, f"c{at}.{one}", f"c{at}.2")
                for one in (0, 1)
            ),
        )
        for at in (1, 2)
    ]
    first = first_of(told(*disputing, scope=None))
    disputed = [words for words, why in first if why is Why.DISPUTED]
    assert disputed == ["Jalan 1 ditutup.", "Gang 1 juga ditutup.", "Jalan 1 terbuka."]


def test_a_cause_and_each_voice_are_told_before_more_of_the_same() -> None:
    cause = "Kebocoran pipa diduga menjadi penyebabnya."
    other = "Saya mendengar orang berteriak."
    digest = told(article(1, "", *FILLING, (cause, by(ROLE)), (other, by(AHMAD))))
    reasons = dict(first_of(digest))
    assert reasons[cause] is Why.CAUSE
    assert reasons[other] is Why.VOICE
    assert [one for one in reasons.values() if one is Why.VOICE] == [Why.VOICE]
    assert len(reasons) == 8, "a page is not filled with what nothing speaks for"


@pytest.mark.parametrize(
    "stance", [Assertion.NO_COMMENT, Assertion.REFUSES, Assertion.HAS_NOT_SAID]
)
def test_what_somebody_did_not_say_comes_after_all_that_somebody_said(stance: Assertion) -> None:
    silent = ("nasib para tawanan di pulau itu", by(AHMAD, stance=stance))
    few = told(article(1, "Nasib Tawanan di Pulau", silent, *FILLING[:3]))
    assert [words for words, _ in first_of(few)][-1] == silent[0]
    many = told(article(1, "Nasib Tawanan di Pulau", silent, *FILLING))
    assert silent[0] not in dict(first_of(many))


@pytest.mark.parametrize(
    ("short", "long", "alike"),
    [
        ("menerima jeda tiga hari tanpa syarat", "mereka menerima jeda tiga hari tanpa syarat", 1),
        ("the port will open again on Friday", "the port will open again on Friday at noon", 1),
        ("pelabuhan akan dibuka lagi Jumat", "pelabuhan tidak akan dibuka lagi Jumat", 0),
        ("pelabuhan akan dibuka", "pelabuhan akan dibuka lagi Jumat", 0),
        ("the port will open again soon", "soon again the port will open", 0),
    ],
)  # fmt: skip
def test_what_a_copy_tells_in_fewer_words_is_told_once(short: str, long: str, alike: int) -> None:
    digest = told(article(1, "", (long, by(AHMAD))), article(2, "", (short, by(ROLE))))
    assert len(first_of(digest)) == 2 - alike
    for lang, says, counted in (
        ("en", "Perhaps the same as this", "1 pair with almost the same words"),
        ("id", "Mungkin sama dengan ini", "1 pasang yang kata-katanya hampir sama"),
    ):
        root = page(digest, lang).root
        assert root.classed("told")[0].words.count(says) == alike
        assert root.classed("claims")[0].words.count(says) == 2 * alike
        assert (counted in root.classed("figures")[0].words) is bool(alike)


@pytest.mark.parametrize(
    ("lang", "together", "apart"),
    [
        ("en", "one origin at most together", "nobody has linked"),
        ("id", "bersama-sama paling banyak satu sumber asal", "belum ada yang menautkannya"),
    ],
)
@pytest.mark.parametrize("way", ["one", "two", "doubtful"])
def test_two_that_came_the_same_way_have_one_origin_at_most_together(
    lang: str, together: str, apart: str, way: str
) -> None:
    courier, other = (
        Source(f"00000000-0000-4000-8000-00000000007{at}", f"Kurir {at}", SourceKind.OUTLET)
        for at in (1, 2)
    )
    basis = RelayBasis.REFERENCE if way == "doubtful" else RelayBasis.CREDIT
    states = (RelayStatus.CONFIRMED, RelayStatus.SUGGESTED)
    if way != "doubtful":
        states = (RelayStatus.CONFIRMED, RelayStatus.CONFIRMED)
    texts = ("mereka menerima jeda tiga hari tanpa syarat", "menerima jeda tiga hari tanpa syarat")
    pair = [
        article(at, "", (text, by(who)), outlet=f"Media {at}")
        for at, text, who in ((1, texts[0], AHMAD), (2, texts[1], ROLE))
    ]
    credits = (courier, other if way == "two" else courier)
    pair = [
        replace(one, relays=(Relay(RelayKind.RELAYS, basis, state, source.name),))
        for one, source, state in zip(pair, credits, states, strict=True)
    ]
    bundle = replace(example(), articles=tuple(pair))
    bundle = replace(bundle, sources=(*bundle.sources, courier, other))
    root = page(digest_of(bundle, STORY), lang).root
    figures, first, claims = (root.classed(name)[0].words for name in ("figures", "told", "claims"))
    for words, times in ((figures, 1), (first, 1), (claims, 2)):
        assert words.count(together) == times * (way == "one")
        assert words.count(apart) == times * (way != "one")
    badge = {"en": "perhaps the same as {}: one at most together",
             "id": "mungkin sama dengan {}: bersama-sama paling banyak satu"}[lang]  # fmt: skip
    assert [badge.format(number) in claims for number in (1, 2)] == [way == "one"] * 2


def test_of_two_that_may_be_the_same_the_one_that_the_other_came_from_is_told() -> None:
    words = "gelombang di selat mencapai tiga meter"
    outlet = replace(example().sources[0], uid="00000000-0000-4000-8000-000000000077", name="Asal")
    copy = article(1, "", (words, (Hop((outlet.uid,)), *by(AHMAD))))
    origin = article(2, "", (f"{words} pagi ini", by(AHMAD)), outlet="Asal")
    metadata = replace(origin.article.metadata, outlet=outlet.uid)
    origin = replace(origin, article=replace(origin.article, metadata=metadata))
    bundle = replace(example(), articles=(copy, origin))
    bundle = replace(bundle, sources=(*bundle.sources, outlet))
    assert [one for one, _ in first_of(digest_of(bundle, STORY))] == [f"{words} pagi ini"]


def test_of_many_matters_the_weightiest_are_told_the_newest_first() -> None:
    light = [
        article(at, f"Lomba {at}", (f"Lomba {at} diikuti pelajar.", ()), day=f"2026-01-0{at}")
        for at in range(1, 8)
    ]  # fmt: skip
    heavy = [
        article(8, "Dua Tewas", ("Dua nelayan tewas di teluk.", ()), day="2026-02-01"),
        article(9, "Anggaran 3 Triliun", ("Anggarannya 3 triliun.", ()), day="2026-02-03"),
        article(10, "Mayor Sentenced", ("The judge sentenced the mayor.", ()), day="2026-02-02"),
    ]
    digest = told(*light, *heavy, scope=None)
    words = [one for one, _ in first_of(digest)]
    assert len(words) == 8
    assert words[:3] == [heavy[at].claims[0].span.words for at in (1, 2, 0)]
    order = page(digest).root.words
    assert "Of 10 different stories a machine chose" in order
    assert "one statement each of the weightiest stories" in order
    assert "marked as disputed, from" not in order
    two = article(11, "Dua Tewas", ("Dua orang tewas di jalan.", ()), ("Jalan licin.", by(ROLE)))
    few = page(told(two, heavy[1], scope=None)).root.words
    assert "Of 2 different stories a machine chose, by their words: what has words of" in few
    assert "Dari 10 berita yang berbeda dipilih mesin" in page(digest, "id").root.words


@pytest.mark.parametrize(
    ("lang", "says"),
    [("en", "It is not told who says so"), ("id", "Tidak disebut siapa yang mengat")],
)
def test_hearsay_is_said_by_nobody_and_asks_for_nothing(lang: str, says: str) -> None:
    hop = Hop((), None, "dilaporkan", Mode.INDIRECT, hop_class=HopClass.UNATTRIBUTED)
    first = page(told(article(1, "", ("Kapal itu dilaporkan bocor.", (hop,)))), lang).root
    (line,) = first.classed("told")
    assert says in line.words
    assert "(“dilaporkan”)" in line.words
    assert "Said by" not in line.words
    assert "Dikatakan oleh" not in line.words


def test_everybody_who_passes_on_is_counted_alike_on_the_first_page_and_in_the_chapter() -> None:
    hops = (Hop((ROLE,)), Hop((AHMAD,)))
    said = [(f"Berita ke-{at} dari pelabuhan ikan itu.", hops) for at in range(4)]
    root = page(told(article(1, "", *said, ("Ombak sedang tinggi.", by(ROLE))))).root
    assert "Through whom: juru bicara LNA (4 statements)." in root.words
    assert "juru bicara LNA 1 statement, passes on 4" in root.words
    assert "juru bicara LNA (1)" in root.words, "of who says most"


def test_words_are_weighed_by_their_roots() -> None:
    assert roots_of("Ledakan di Pasar") & roots_of("pasar itu meledak") == {"ledak", "pasar"}
    assert roots_of("PPM menolak 72 jam") >= {"ppm", "72"}
    assert not roots_of("yang akan dengan")
    assert heaviness("Dua orang tewas dalam serangan") > heaviness("Dua orang datang")
    assert heaviness("The award was accepted warmly") == 0
    assert is_cause("The fire was blamed on a lamp")
    assert not is_cause("The fire was put out")
