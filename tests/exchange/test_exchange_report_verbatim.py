"""What somebody said, word for word, stands with what is told in stronger words of others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, ROLE, article_of, example
from exchange_reports import digest_of, page

from workbench.domain.claim import Assertion, Claim, Hop, Link, LinkKind, Mode
from workbench.domain.span import Span
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report.verbatim import verbatim

UID = "a0000000-0000-4000-8000-000000000001"
INDONESIAN = (
    "Direktur itu memastikan pabrik takkan ditutup tahun ini.",
    "“Kami belum punya rencana menutup pabrik,” ujarnya.",
)
ENGLISH = (
    "The director promised that the plant would never close.",
    "“We have no plan to close the plant as of today,” she said.",
)
OFF_TOPIC = "“Hujan turun terus sejak kemarin,” ujarnya."


def saying(
    *told: tuple[str, Mode, str], links: tuple[Link, ...] = (), apart: str = "\n\n"
) -> AnnotatedArticle:
    """An article of sentences, each a claim of somebody."""
    text = apart.join(sentence for sentence, _, _ in told)
    claims = []
    for number, (sentence, mode, who) in enumerate(told, 1):
        start = text.index(sentence)
        hops = (Hop((who,), None, "ujar", mode),) if who else ()
        span = Span.of(text, start, start + len(sentence))
        claims.append(Claim(f"c{number}", UID, "ana", span, hops=hops))
    return AnnotatedArticle(article_of(text, UID, 1), text, claims=tuple(claims), links=links)


def first_page(article: AnnotatedArticle, lang: str = "en") -> str:
    bundle = replace(example(), articles=(article,))
    return page(digest_of(bundle), lang).root.classed("told")[0].words.strip()


PARAPHRASE, QUOTATION = INDONESIAN
SAME = (Link("l1", "ana", LinkKind.SAME, "c1", "c2"),)


def test_of_two_that_are_linked_as_the_same_the_quotation_leads() -> None:
    article = saying(
        (PARAPHRASE, Mode.INDIRECT, AHMAD), (QUOTATION, Mode.DIRECT, AHMAD), links=SAME
    )
    told = first_page(article)
    assert told.startswith("Statement 1 “Kami belum punya rencana menutup pabrik,” ujarnya")
    assert "takkan" not in told
    denying = replace(article.claims[1].hops[0], assertion=Assertion.DENIES)
    denied = replace(article.claims[1], hops=(denying,))
    told = first_page(replace(article, claims=(article.claims[0], denied)))
    assert PARAPHRASE in told.partition("\n")[0], "what is denied leads nothing that is asserted"


@pytest.mark.parametrize(
    ("lang", "says"), [("en", "In direct speech: “Kami"), ("id", "Kutipan langsungnya: “Kami")]
)
def test_with_an_analysts_words_stands_what_was_said(lang: str, says: str) -> None:
    article = saying(
        (PARAPHRASE, Mode.INDIRECT, AHMAD), (QUOTATION, Mode.DIRECT, AHMAD), links=SAME
    )
    restated = replace(article.claims[0], restatement="Pabrik itu tidak akan pernah ditutup.")
    told = first_page(replace(article, claims=(restated, article.claims[1])), lang)
    assert "Pabrik itu tidak akan pernah ditutup." in told
    assert says in told


def crowded(*first: tuple[str, Mode, str]) -> AnnotatedArticle:
    """An article in which so much was judged that of the rest one statement alone gets onto the
    first page."""
    judged = [f"Kapal nomor {one} tenggelam di laut dalam." for one in range(4)]
    article = saying(*first, *((one, Mode.INDIRECT, "") for one in judged))
    claims = tuple(
        replace(one, verdict="benar") if one.span.exact in judged else one for one in article.claims
    )
    return replace(article, claims=claims)


@pytest.mark.parametrize(("paraphrase", "quotation"), [INDONESIAN, ENGLISH])
@pytest.mark.parametrize(
    ("lang", "says"),
    [("en", "In direct speech right beside it: 2"), ("id", "Kutipan langsung di sebelahnya: 2")],
)
def test_what_the_same_speaker_says_right_behind_it_stands_with_a_paraphrase(
    paraphrase: str, quotation: str, lang: str, says: str
) -> None:
    one = (paraphrase, Mode.INDIRECT, AHMAD)
    told = first_page(crowded(one, (quotation, Mode.DIRECT, AHMAD)), lang)
    assert f"{says} {quotation[:20]}" in told
    strangers: tuple[tuple[str, Mode, str], ...] = (
        (quotation, Mode.DIRECT, ROLE),
        (quotation, Mode.INDIRECT, AHMAD),
        (OFF_TOPIC, Mode.DIRECT, AHMAD),
    )
    for stranger in strangers:
        assert says[:-2] not in first_page(crowded(one, stranger), lang)


@pytest.mark.parametrize(("title", "is_beside"), [("", True), (QUOTATION, False)])
def test_direct_speech_beside_a_paraphrase_is_told_once(title: str, is_beside: bool) -> None:
    one = saying((PARAPHRASE, Mode.INDIRECT, AHMAD), (QUOTATION, Mode.DIRECT, AHMAD))
    metadata = replace(one.article.metadata, title=title)
    told = first_page(replace(one, article=replace(one.article, metadata=metadata)))
    assert told.count("Kami belum punya rencana") == 1
    assert ("right beside it" in told) is is_beside
    assert told.startswith("Statement 1") is is_beside


@pytest.mark.parametrize(
    ("before", "stands"),
    [
        ("“Kami belum bicara soal pabrik,” ujarnya.", False),
        ("“Direktur belum memastikan nasib pabrik,” ujarnya.", True),
    ],
)
def test_what_came_before_a_paraphrase_has_to_say_more_of_the_same(
    before: str, stands: bool
) -> None:
    article = saying((before, Mode.DIRECT, AHMAD), (PARAPHRASE, Mode.INDIRECT, AHMAD))
    there = verbatim(digest_of(replace(example(), articles=(article,))))
    assert bool(there) is stands
    assert all(speech.place.claim.uid == "c1" and not speech.is_same for speech in there.values())


def test_what_stands_far_off_stands_beside_nothing() -> None:
    one, other = (PARAPHRASE, Mode.INDIRECT, AHMAD), (QUOTATION, Mode.DIRECT, AHMAD)
    for apart, stands in (("\n\n", 1), ("\n" * 300, 0)):
        article = saying(one, other, apart=apart)
        assert len(verbatim(digest_of(replace(example(), articles=(article,))))) == stands
