"""What somebody has not said is what an article observes: no answer, and no statement of theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, example
from exchange_reports import digest_of, page, printing

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.claim import Assertion, Hop
from workbench.exchange.report import Scope
from workbench.exchange.report.statements import stems_of

SAID = Hop((AHMAD,), cue="mengatakan")
SILENT = Hop((AHMAD,), cue="tanpa menyinggung").asserting(Assertion.HAS_NOT_SAID)


@pytest.mark.parametrize(
    ("lang", "by", "about", "answered", "total"),
    [
        (
            "id", "Tidak dikatakan oleh", "bukan tanggapan, dan bukan pernyataannya",
            "Ditanggapi oleh", "1 yang menurut artikelnya tidak dikatakan narasumbernya",
        ),
        (
            "en", "Not said by", "no answer, and no statement of theirs",
            "Answered by", "1 that a source has not said, as an article observes",
        ),
    ],
)  # fmt: skip
def test_what_is_not_said_is_told_as_an_observation_and_is_nobodys(
    lang: str, by: str, about: str, answered: str, total: str
) -> None:
    spoke = printing(1, "Warta", "Pasukan mereka menerima jeda itu.", (SAID,))
    silent = printing(2, "Koran", "nasib para tawanan", (SILENT,))
    told = digest_of(replace(example(), articles=(spoke, silent)), Scope("#1", "story"))
    root = page(told, lang).root
    (line,) = (one.words for one in root.classed("claims")[0].classed("why") if by in one.words)
    assert about in line
    assert answered not in root.words
    assert total in root.classed("figures")[0].words
    ((said,),) = told.sayings.values()
    assert stems_of(said.statement.words) == stems_of("Pasukan mereka menerima jeda itu.")
    (row,) = (one.words for one in root.classed("sources")[0].all("tr") if "Ahmad" in one.words)
    silence = next(one for one in told.statements if one.stance is Assertion.HAS_NOT_SAID)
    assert not row.rstrip().endswith(str(silence.number))


@pytest.mark.parametrize(
    ("lang", "says"),
    [("id", "Hari terbit #1 (9 Maret 2026) dibaca dari awal teksnya: bisa jadi itu hari"),
     ("en", "The day of #1 (9 March 2026) was read at the head of its text: it may be that of")],
)  # fmt: skip
def test_a_day_that_its_text_prints_may_be_that_of_the_event(lang: str, says: str) -> None:
    plain = printing(1, "Warta", "Gudang itu meledak Senin (9/3/2026) malam.", (SAID,))
    for basis in (Basis.DATELINE, Basis.ANALYST):
        day = Publication("2026-03-09", Precision.DAY, basis)
        metadata = replace(plain.article.metadata, publication=day)
        dated = replace(plain, article=replace(plain.article, metadata=metadata))
        told = digest_of(replace(example(), articles=(dated,)), Scope("#1", "story"))
        notices = " ".join(one.words for one in page(told, lang).root.classed("notice"))
        assert (says in notices) is (basis is Basis.DATELINE)
