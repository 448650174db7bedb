"""The report's first page: how far it may be relied on, through whom, what is said twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from exchange_bundles import AHMAD, ROLE, example, span
from exchange_reports import changed, digest_of, page, printing

from workbench.domain.article import Basis, Metadata, Precision, Publication
from workbench.domain.claim import Assertion, ClaimState, Factuality, Hop, HopClass, Mode
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Event, Fact, Kind
from workbench.domain.relay import Relay, RelayBasis, RelayKind, RelayStatus
from workbench.domain.source import Source, SourceKind
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Scope


def test_words_that_another_article_has_too_are_told_once_on_the_first_page() -> None:
    (one,) = changed(links=(), assessments=(), tags=()).articles
    uid = "a0000000-0000-4000-8000-000000000009"
    again = replace(one.claims[1], uid="again", article=uid)
    denied = replace(one.claims[1].hops[0], assertion=Assertion.DENIES)
    denying = replace(again, uid="denying", hops=(denied,))
    article = replace(one.article, uid=uid, number=9, outlet="Lain")
    like = Relay(RelayKind.NEAR_DUPLICATE, RelayBasis.SIMILARITY, RelayStatus.SUGGESTED,
                 article=one.article.uid, score=0.64)  # fmt: skip
    claims = tuple(replace(each, span=span("Kami tidak\nmundur")) for each in one.claims[1:2])
    first = replace(one, claims=claims)
    second = AnnotatedArticle(article, one.text, relays=(like,), claims=(again, denying))
    told = digest_of(replace(example(), articles=(first, second)))
    assert [(s.number, s.said_before and s.said_before.number) for s in told.statements] == [
        (1, None), (2, None), (3, 1),
    ]  # fmt: skip
    shown = page(told).root.words
    assert "Word for word in KIBLAT.NET #1287 too." in shown
    assert "Word for word statement 1." in shown
    assert shown.count("no analyst has linked it") == 2, "on the first page and in its chapter"
    assert "1 more word for word in another article" in shown
    assert "2 statements whose credibility nobody has judged: 1, 2" in shown
    own = [sum(each.is_origin for each in said) for said in told.sayings.values()]
    assert own == [2, 0], "of who is asked, and of who is not named and passes it on"
    assert "juru bicara LNA and Ahmad al-Mismari 2 statements" in shown
    assert "#9 Lain and #1287 KIBLAT.NET share most of their text (64%)" in shown
    assert len(list(page(told).root.classed("told")[0].all("li"))) == 2
    through = Relay(RelayKind.RELAYS, RelayBasis.CREDIT, RelayStatus.SUGGESTED, "Sabah Harian",
                    span=span("Sumber: Daily Sabah"))  # fmt: skip
    lain = Source("00000000-0000-4000-8000-000000000009", "Sabah Harian", SourceKind.OUTLET)
    metadata = replace(article.metadata, outlet=lain.uid)
    origin = replace(
        second, article=replace(article, outlet="Sabah Harian", metadata=metadata), claims=(again,)
    )
    credits = replace(first, relays=(through,))
    copied = replace(example(), articles=(credits, origin))
    copied = replace(copied, sources=(*copied.sources, lain))
    root = page(digest_of(copied)).root
    assert "#1287 KIBLAT.NET credits #9 Sabah Harian and shares 64% of its text:" in root.words
    assert "in Sabah Harian #9" in root.classed("told")[0].words
    rejected = replace(second, relays=(replace(like, status=RelayStatus.REJECTED),))
    assert not digest_of(replace(example(), articles=(first, rejected))).alike
    early, late = (
        replace(each, publication=Publication(day, Precision.DAY, Basis.METADATA))
        for each, day in ((one.article.metadata, "2026-03-09"), (metadata, "2026-03-10"))
    )
    copy = replace(credits, article=replace(one.article, metadata=early))
    wrong_way = replace(
        origin, article=replace(origin.article, metadata=late), relays=rejected.relays
    )
    for lang, voice, dates in (
        ("en", "credits #9 Sabah Harian and shares 64% of its text: count them as one voice",
         "Yet #1287 KIBLAT.NET is dated 9 March 2026, before #9 Sabah Harian (10 March 2026)"),
        ("id", "mengutip #9 Sabah Harian dan 64% teksnya sama: hitung sebagai satu suara",
         "Padahal #1287 KIBLAT.NET bertanggal 9 Maret 2026, sebelum #9 Sabah Harian"),
    ):  # fmt: skip
        notices = page(digest_of(replace(copied, articles=(copy, wrong_way))), lang).root.words
        assert voice in notices
        assert dates in notices
    no_copy = replace(like, article=uid, status=RelayStatus.REJECTED)
    said_no = replace(copy, relays=(through, no_copy))
    told = digest_of(replace(copied, articles=(said_no, replace(wrong_way, relays=()))))
    assert not told.alike, "that the one which credits is the copy was itself denied"


@pytest.mark.parametrize(
    ("hop", "words", "told_once"),
    [
        ((), "Kapal motor itu tenggelam di selat pada Selasa malam.", True),
        ((), "Kapal itu tenggelam.", False),
        ((Hop((AHMAD,)),), "Kapal motor itu tenggelam di selat pada Selasa malam.", True),
    ],
)
def test_a_sentence_that_two_outlets_print_as_their_own_is_told_once(
    hop: tuple[Hop, ...], words: str, told_once: bool
) -> None:
    articles = tuple(printing(at, name, words, hop) for at, name in enumerate(("A", "B"), 1))
    told = digest_of(replace(example(), articles=articles))
    assert len(told.firsts) == (1 if told_once else 2)
    shown = page(told).root.classed("told")[0].words
    assert ("Word for word in B #2 too" in shown) is told_once


def test_it_stands_first_how_much_was_reviewed_and_that_nobody_compared() -> None:
    (article,) = example().articles
    drafts = tuple(replace(one, state=ClaimState.DRAFT) for one in article.claims)
    notice = page(digest_of(replace(changed(claims=drafts), ratings=()))).root.classed("notice")[0]
    assert notice.words == (
        "⚠ Not reviewed: all 3 claims here were recorded, and nobody has reviewed them since"
        " (3 are still drafts); no source is rated."
        " 1 of 3 claims is a machine's reading that budi accepted as it stood:"
        " who said what may be wrong."
    )
    assert "no contradiction is marked" in page(digest_of(changed(links=()))).root.words


@pytest.mark.parametrize(
    ("states", "lang", "says"),
    [
        ("done done done", "en", "⚠ Not reviewed: all 3 claims here were recorded, and nobody has"),
        ("done done done", "id", "⚠ Belum ditinjau: seluruh 3 petikan di sini sudah dicatat, tet"),
        ("done draft reviewed", "en", "⚠ Of 3 claims 2 have not been reviewed (1 is still a draft"),
        ("done draft reviewed", "id", "⚠ Dari 3 petikan, 2 belum ditinjau (1 masih draf); "),
        ("reviewed reviewed done", "en", "⚠ Of 3 claims 1 has not been reviewed; "),
        ("reviewed reviewed reviewed", "en", "⚠ All 3 claims here have been reviewed; 1 of "),
        ("reviewed reviewed reviewed", "id", "⚠ Seluruh 3 petikan di sini sudah ditinjau; 1 dari "),
    ],
)
def test_what_nobody_looked_at_again_never_reads_as_finished(
    states: str, lang: str, says: str
) -> None:
    (article,) = example().articles
    claims = tuple(
        replace(one, state=ClaimState(state))
        for one, state in zip(article.claims, states.split(), strict=True)
    )
    answered = changed(claims=claims, facts=(), links=())
    root = page(digest_of(answered), lang).root
    assert root.classed("notice")[0].words.startswith(says)
    for nothing in ("0 are", "0 masih", "0 dari", "0 of", "selesai,", "by budi, done"):
        assert nothing not in root.words
    (figures,), open_ones = root.classed("figures"), 3 - states.split().count("reviewed")
    asked = {"en": "0 questions of the machine", "id": "0 pertanyaan mesin"}[lang]
    assert (asked in figures.words) is (open_ones == 0)
    left = {"en": "{} claim{} that nobody has reviewed", "id": "{} petikan yang belum ditinjau"}
    line = left[lang].format(open_ones, "s" * (open_ones > 1))
    assert (line in figures.words) is (open_ones > 0)
    assert root.words.count(line) == 2 * (open_ones > 0), "on top, and among what is open"


@pytest.mark.parametrize(
    ("verdict", "fields", "ways"),
    [
        (Verdict.ACCEPTED, {"topic": "Libia", "time": "kemarin"}, ("1", "0", "0")),
        (Verdict.CORRECTED, {}, ("0", "1", "0")),
        (Verdict.ACCEPTED, {"restatement": "LNA tidak mundur."}, ("0", "1", "0")),
        (Verdict.ACCEPTED, {"fact": None}, ("0", "0", "1")),
    ],
)
def test_it_is_told_how_many_claims_are_the_machines_reading(
    verdict: Verdict, fields: dict[str, Any], ways: tuple[str, str, str]
) -> None:
    (article,) = example().articles
    claim = replace(article.claims[1], **({"restatement": "", "gloss": "", "note": ""} | fields))
    (fact,) = (one for one in article.facts if one.id == article.claims[1].fact)
    decision = Decision.on(
        fact, article=claim.article, analyst=claim.analyst, verdict=verdict, claim=claim.uid
    )
    bare = changed(claims=(claim,), decisions=(decision,), links=(), tags=(), assessments=())
    body = page(digest_of(bare)).root
    as_read, corrected, by_hand = ways
    assert (
        f"as the machine read them: {as_read}. Corrected by an analyst, or told in words of one:"
        f" {corrected}. Made by hand: {by_hand}."
    ) in body.words
    (notice,) = body.classed("notice")
    assert ("a machine's reading" in notice.words) is (as_read == "1")


def test_an_open_question_is_written_out_with_who_says_it_or_that_nobody_does() -> None:
    (article,) = example().articles
    words = span("Sembilan tewas")
    event = Fact(Kind.EVENT, words, Event(words, check=0.9), 0.6, "id.event", "x", "rules 1")
    facts = (*article.facts, event)
    (one,) = changed(facts=facts, states=(), decisions=(), links=()).articles
    uid = "a0000000-0000-4000-8000-000000000009"
    other = replace(one.article, uid=uid, number=9)
    second = AnnotatedArticle(other, one.text, facts=(event,))
    told = page(digest_of(replace(example(), articles=(one, second))))
    (questions,) = (one for one in told.root.classed("open") if one.name == "ul")
    assert "#1287 “Kami tidak mundur” (Ahmad al-Mismari)" in questions.words
    assert "#9 #1287 Sembilan tewas (printed without a source: who says so?)" in questions.words


def test_the_first_page_says_through_whom_and_where() -> None:
    told = digest_of(changed(links=()))
    said = " ".join(one.words for one in page(told).root.classed("why"))
    assert (
        "Said by juru bicara LNA (rated F; by role or group alone; hedged, "
        "“mengatakan”), through sumber (not named) "
        "and Daily Sabah (not confirmed), in KIBLAT.NET #1287."
    ) in said
    body = page(told).root.words
    assert "? via Daily Sabah, not confirmed" in body
    assert (
        "Through whom: Daily Sabah (2 statements, 2 of them not confirmed by anybody);"
        " sumber (1 statement)."
    ) in body


@pytest.mark.parametrize(
    ("mode", "words", "shown"),
    [
        (Mode.DIRECT, "“Kami tidak\nmundur,”", "“Kami tidak mundur”"),
        (Mode.INDIRECT, "“Kami tidak\nmundur,”", "reported: “Kami tidak mundur,”"),
        (Mode.MIXED, "Kami tidak\nmundur", "reported: Kami tidak mundur"),
        (Mode.DIRECT, "Kami tidak\nmundur", "“Kami tidak mundur”"),
    ],
)
def test_only_direct_speech_stands_in_marks_and_in_one_pair(
    mode: Mode, words: str, shown: str
) -> None:
    (article,) = example().articles
    claim = replace(article.claims[1], span=span(words), hops=(Hop(mode=mode),))
    told_claim = digest_of(changed(claims=(claim,), links=(), assessments=(), tags=()))
    heading = next(page(told_claim).root.classed("statement")[0].all("h3"))
    assert heading.words == f"1. {shown}"


@pytest.mark.parametrize(
    ("cue", "hops", "begins", "below_a_name"),
    [
        ("menaksir", (AHMAD,), "Ahmad al-Mismari menaksir: ", "menaksir: "),
        ("Menurut", (AHMAD,), "Menurut Ahmad al-Mismari: ", ""),
        ("katanya", (AHMAD,), "Kata Ahmad al-Mismari: ", ""),
        ("According to", (AHMAD,), "According to Ahmad al-Mismari: ", ""),
        ("Kata", (AHMAD, ROLE), "Kata Ahmad al-Mismari and juru bicara LNA: ", ""),
        ("disebutkan", (AHMAD,), "disebutkan: ", "disebutkan: "),
        ("menaksir", (), "menaksir: ", "menaksir: "),
        ("Menurut", (), "reported: ", ""),
        ("", (AHMAD,), "reported: ", "reported: "),
    ],
)
def test_before_indirect_words_stands_who_says_them_and_how(
    cue: str, hops: tuple[str, ...], begins: str, below_a_name: str
) -> None:
    (article,) = example().articles
    claim = replace(article.claims[1], span=span("Kami tidak\nmundur"),
                    hops=(Hop(hops, None, cue, Mode.INDIRECT),))  # fmt: skip
    root = page(digest_of(changed(claims=(claim,), links=(), assessments=(), tags=()))).root
    heading = next(root.classed("statement")[0].all("h3"))
    assert heading.words == f"1. {begins}Kami tidak mundur"
    (said,) = (one for one in root.classed("sayings")[:1] if one.name == "ul")
    assert said.words.strip() == f"1 {below_a_name}Kami tidak mundur"


@pytest.mark.parametrize(
    ("who", "begins", "mulai"),
    [
        ((AHMAD,), "Ahmad al-Mismari claims:", "Ahmad al-Mismari mengklaim:"),
        ((), "somebody, not named, claims:", "entah siapa mengklaim:"),
    ],
)
def test_a_heading_says_who_claims_or_that_it_is_not_known(
    who: tuple[str, ...], begins: str, mulai: str
) -> None:
    (article,) = example().articles
    for mode, shown in ((Mode.INDIRECT, "Kami tidak mundur"), (Mode.DIRECT, "“Kami tidak mundur”")):
        hops = (Hop((ROLE,)), Hop(who, None, "klaim", mode, assertion=Assertion.CLAIMS))
        claim = replace(article.claims[1], span=span("Kami tidak\nmundur"), hops=hops)
        bundle = changed(claims=(claim,), links=(), assessments=(), tags=())
        for lang, line in (("en", begins), ("id", mulai)):
            root = page(digest_of(bundle), lang).root
            heading = next(root.classed("statement")[0].all("h3"))
            assert heading.words == f"1. {line} {shown}"


def test_a_heading_names_whose_denial_it_is_and_not_whoever_else_says_the_words() -> None:
    (article,) = example().articles
    hops = (Hop((AHMAD,), assertion=Assertion.DENIES), Hop((ROLE,)))
    claim = replace(article.claims[1], span=span("Kami tidak\nmundur"), hops=hops)
    bundle = changed(claims=(claim,), links=(), assessments=(), tags=())
    heading = next(page(digest_of(bundle)).root.classed("statement")[0].all("h3"))
    assert heading.words == "1. Ahmad al-Mismari denies: Kami tidak mundur"


def test_who_recorded_the_claims_is_said_once_where_it_is_the_same_everywhere() -> None:
    (article,) = example().articles
    for analysts, times in ((("budi", "budi"), 0), (("budi", "rina"), 2)):
        claims = tuple(
            replace(article.claims[1], uid=f"c{at}", analyst=analyst, span=span(words), fact=None)
            for at, (analyst, words) in enumerate(zip(analysts, ("Kami", "mundur"), strict=True))
        )
        bundle = changed(claims=claims, links=(), assessments=(), tags=(), decisions=())
        (chapter,) = (one for one in page(digest_of(bundle)).root.classed("claims"))
        once = "All claims were recorded by budi, a draft."
        assert (once in chapter.words) is (times == 0)
        assert chapter.words.replace(once, "").count(", a draft") == times


def test_a_demand_reads_as_one_wherever_it_is_told() -> None:
    (article,) = example().articles
    hop = Hop((AHMAD,), None, "mendesak", Mode.INDIRECT, factuality=Factuality.UNDERSPECIFIED)
    claim = replace(article.claims[1], span=span("Kami tidak\nmundur"), hops=(hop,))
    body = page(digest_of(changed(claims=(claim,), links=(), assessments=(), tags=()))).root
    places = body.classed("told"), body.classed("statement"), body.classed("sayings")[:1]
    for (place,) in places:
        assert "mendesak: Kami tidak mundur" in place.words
    for (place,) in places[:2]:
        assert "a demand, a question or left open: not stated, “mendesak”" in place.words


@pytest.mark.parametrize(
    ("mode", "said"),
    [(Mode.INDIRECT, "Ahmad al-Mismari (hedged, “ujar”)"), (Mode.DIRECT, "al-Mismari (hedged)")],
)
def test_who_hedges_in_words_of_his_own_does_not_do_so_by_the_verb_behind_them(
    mode: Mode, said: str
) -> None:
    (article,) = example().articles
    hop = Hop((AHMAD,), None, "ujar", mode, factuality=Factuality.PROBABLE)
    claim = replace(article.claims[1], span=span("Kami tidak\nmundur"), hops=(hop,))
    body = page(digest_of(changed(claims=(claim,), links=(), assessments=(), tags=()))).root
    assert f"{said}, through Daily Sabah" in body.classed("told")[0].words


@pytest.mark.parametrize(
    ("cue", "how_firmly", "hedged"),
    [
        ("mengaku", Factuality.PROBABLE, False),
        ("Mengaku", Factuality.PROBABLE, False),
        ("mengaku", Factuality.POSSIBLE, True),
        ("mengklaim", Factuality.PROBABLE, True),
        ("menduga", Factuality.PROBABLE, True),
        ("", Factuality.PROBABLE, True),
    ],
)
def test_who_tells_of_himself_does_not_hedge_by_the_verb(
    cue: str, how_firmly: Factuality, hedged: bool
) -> None:
    (article,) = example().articles
    hop = Hop((AHMAD,), None, cue, Mode.INDIRECT, factuality=how_firmly)
    claim = replace(article.claims[1], span=span("Kami tidak\nmundur"), hops=(hop,))
    bundle = changed(claims=(claim,), links=(), assessments=(), tags=())
    for lang, mark in (("en", "hedged"), ("id", "tidak tegas")):
        root = page(digest_of(bundle), lang).root
        for (place,) in (root.classed("told"), root.classed("statement")):
            assert (mark in place.words) is hedged
            assert cue in place.words


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (SourceKind.PERSON, "Said by Ahmad al-Mismari"),
        (SourceKind.DOCUMENT, "According to Ahmad al-Mismari"),
    ],
)
def test_a_document_says_nothing(kind: SourceKind, said: str) -> None:
    (article,) = example().articles
    claim = replace(article.claims[1], hops=(Hop((AHMAD,)),))
    bundle = changed(claims=(claim,), links=(), assessments=(), tags=())
    sources = (replace(one, kind=kind) if one.uid == AHMAD else one for one in bundle.sources)
    body = page(digest_of(replace(bundle, sources=tuple(sources)))).root
    assert said in body.classed("why")[0].words


def test_a_story_goes_by_its_headline_and_what_has_no_date_is_counted() -> None:
    (one,) = example().articles
    uid = "a0000000-0000-4000-8000-000000000009"
    bare = Metadata(title="Tanpa tanggal")
    undated = AnnotatedArticle(replace(one.article, uid=uid, number=9, metadata=bare), one.text)
    bundle = replace(example(), articles=(one, undated))
    body = page(digest_of(bundle, Scope("#9", "story"))).root
    assert next(body.all("h1")).words == "Report on the story “Tanpa tanggal” (#9)"
    assert ", 1 without a date. " in next(body.all("header")).words


def test_an_origin_without_a_name_is_told_apart_in_the_count() -> None:
    (article,) = example().articles
    shown = []
    for kind in (HopClass.ROLE, HopClass.NAMED):
        claim = replace(article.claims[1], hops=(Hop((AHMAD,), hop_class=kind),))
        told = digest_of(changed(claims=(claim,), links=(), assessments=(), tags=()))
        shown.append(page(told).root.classed("figures")[0].words)
    assert "1 article\n1 statement\n" in shown[0]
    assert (
        "1 with one independent origin; 1 of these of who is told by role or group alone"
        in shown[0]
    )
    assert "1 with one independent origin\n" in shown[1]
