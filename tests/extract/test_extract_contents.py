"""What was said in Indonesian: which words of a sentence are the content, and that there is one."""

from __future__ import annotations

from workbench.domain.fact import Kind, Quote
from workbench.extract import extract


def said(text: str) -> list[tuple[str, str | None]]:
    """The words of each content, and the words that name who said it."""
    found = []
    for fact in extract(text, lang="id"):
        if fact.kind is Kind.QUOTE:
            assert isinstance(fact.attributes, Quote)
            speaker = fact.attributes.speaker
            found.append((fact.span.words, speaker.span.exact if speaker else None))
    return found


def hops(text: str) -> list[list[str | None]]:
    """The names of each chain, outermost first."""
    found = []
    for fact in extract(text, lang="id"):
        if fact.kind is Kind.QUOTE:
            assert isinstance(fact.attributes, Quote)
            found.append([hop.name for hop in fact.attributes.hops])
    return found


GLUED = (
    "Wulan Lestari mengatakan, ekspor kopi naik 7 persen.,Pada bulan Mei, stok menipis.,"
    "“Petani senang,” ujar Wulan.,Kementerian Pertanian memperkirakan panen raya mundur.,"
    "Dia menjelaskan, gudang masih penuh."
)


def test_a_comma_for_a_paragraph_ends_what_was_said() -> None:
    assert said(GLUED) == [
        ("ekspor kopi naik 7 persen", "Wulan Lestari"),
        ("“Petani senang,”", "Wulan"),
        ("panen raya mundur", "Kementerian Pertanian"),
        ("gudang masih penuh", "Dia"),
    ]


def test_nobody_of_another_sentence_passes_words_on() -> None:
    assert all(len(chain) == 1 for chain in hops(GLUED))


def test_a_quotation_without_a_blank_before_it_is_a_sentence_of_its_own() -> None:
    text = "Ia menuturkan sebagian siasat para penipu.“Korban diberi hadiah,” ujar dia lagi."
    assert said(text) == [
        ("sebagian siasat para penipu", "Ia"),
        ("“Korban diberi hadiah,”", "dia"),
    ]
