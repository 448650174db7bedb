"""How well whoever speaks is known, once a hop is made of them."""

from __future__ import annotations

import pytest

from workbench.domain.claim import HopClass
from workbench.domain.fact import Speaker, SpeakerClass
from workbench.domain.span import Span

ROLES = {
    "para pakar": HopClass.ANONYMOUS,
    "Beberapa pihak": HopClass.ANONYMOUS,
    "Dua pegawai pelabuhan": HopClass.ANONYMOUS,
    "several officials": HopClass.ANONYMOUS,
    "Mehrere Beamte": HopClass.ANONYMOUS,
    "seorang pejabat": HopClass.ROLE,
    "juru bicara pelabuhan": HopClass.ROLE,
    "parawisata": HopClass.ROLE,
    "an official": HopClass.ROLE,
}


@pytest.mark.parametrize(("words", "known"), ROLES.items())
def test_several_of_a_sort_are_nobody_in_particular(words: str, known: HopClass) -> None:
    span = Span(0, len(words), words)
    assert Speaker(span, None, speaker_class=SpeakerClass.ROLE).hop_class is known


@pytest.mark.parametrize(
    ("read", "known"),
    [
        (SpeakerClass.CROWD, HopClass.ANONYMOUS),
        (SpeakerClass.ANONYMOUS, HopClass.ANONYMOUS),
        (SpeakerClass.NAMED, HopClass.NAMED),
        (SpeakerClass.OUTLET, HopClass.NAMED),
    ],
)
def test_who_is_read_as_anything_else_is_known_by_that(read: SpeakerClass, known: HopClass) -> None:
    for words in ("Para Pihak", "Dewi"):
        assert Speaker(Span(0, len(words), words), words, speaker_class=read).hop_class is known
