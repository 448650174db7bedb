"""What a report tells of a statement off the machine's reading of its article: who somebody is who
is quoted by name alone, whom a pronoun means, and what is only aimed at."""

from __future__ import annotations

from dataclasses import replace

from exchange_bundles import AHMAD, ROLE, article_of, example, span
from exchange_reports import digest_of, page

from workbench.domain.claim import Claim, Hop, Mode
from workbench.domain.fact import Event, Fact, Kind, Name
from workbench.domain.span import Span
from workbench.exchange.bundle import AnnotatedArticle

TEXT = (
    "Desa itu punya banyak target. Pertama, rumah yang layak mencapai 50 persen. Ia pergi pada "
    "Senin. Rumah itu selesai, kata Ahmad. Ahmad bekerja."
)
TARGET, PRONOUN = "Pertama, rumah yang layak mencapai 50 persen", "Ia pergi pada Senin"
SAID = "Rumah itu selesai"


def event(words: str, act: str, **attributes: str | Span) -> Fact:
    told = Event(span(act, TEXT), **attributes)  # type: ignore[arg-type]
    return Fact(Kind.EVENT, span(words, TEXT), told, 0.6, "id.event", "x", "rules 1")


def person(words: str, role: str | None) -> Fact:
    name = Name("Ahmad al-Mismari", role=role)
    return Fact(Kind.PERSON, span(words, TEXT), name, 0.9, "id.name", "x", "rules 1")


def report_of(*facts: Fact, speakers: tuple[str, ...] = (AHMAD,)) -> str:
    uid = "a0000000-0000-4000-8000-000000000009"
    made = article_of(TEXT, uid, 1)
    hop = Hop(speakers, span("Ahmad", TEXT), "kata", Mode.DIRECT)
    claims = (
        Claim("c1", uid, "ana", span(TARGET, TEXT)),
        Claim("c2", uid, "ana", span(PRONOUN, TEXT)),
        Claim("c3", uid, "ana", span(SAID, TEXT), hops=(hop,)),
    )
    within = AnnotatedArticle(made, TEXT, claims=claims, facts=facts)
    return page(digest_of(replace(example(), articles=(within,)))).root.words


def test_what_is_only_aimed_at_is_told_as_that() -> None:
    aimed = "aimed at or planned, not said to be reached: "
    assert f"{aimed}{TARGET}" in report_of(event(TARGET, "mencapai", modality="intended"))
    assert aimed not in report_of(event(TARGET, "mencapai"))
    assert aimed not in report_of()


def test_whom_a_pronoun_means_stands_behind_the_words() -> None:
    who = event(PRONOUN, "pergi", who=span("Ia", TEXT), means="Rina Wijaya")
    assert f"{PRONOUN} [Ia: Rina Wijaya]" in report_of(who)
    assert "[Ia" not in report_of(event(PRONOUN, "pergi", who=span("Ia", TEXT)))


def test_who_somebody_is_stands_beside_the_name_where_only_the_article_says_it() -> None:
    known = report_of(person("Ahmad bekerja", "juru bicara LNA"))
    assert "Said by Ahmad al-Mismari [juru bicara LNA]" in known
    assert "Said by Ahmad al-Mismari." in report_of(person("Ahmad bekerja", None))


def test_of_two_who_say_it_each_has_their_own() -> None:
    both = report_of(person("Ahmad bekerja", "kepala desa"), speakers=(ROLE, AHMAD))
    assert "juru bicara LNA and Ahmad al-Mismari [kepala desa]" in both
