"""What is held back: a file that breaks off adds nothing; a fragment of markup is taken whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from workbench.errors import RefusedError
from workbench.intake.decode import decode_page
from workbench.intake.document import Document, Raw, Refused
from workbench.intake.held import held
from workbench.intake.pages.fragment import fragment_text


def _documents(count: int, *, breaks_off: bool = False) -> Iterator[Document | Refused]:
    for at in range(count):
        origin = f"mail:{at}"
        if at % 3 == 2:
            yield Refused(origin, "it holds no text", "")
        else:
            yield Document(text=f"Isi {at}", raw=Raw(""), retrieved_how="file", origin=origin)
    if breaks_off:
        raise RefusedError("it breaks off", "Get it again.")


def test_what_is_held_comes_out_as_it_went_in() -> None:
    assert list(held(_documents(10))) == list(_documents(10))
    assert list(held(_documents(0))) == []


def test_nothing_comes_out_of_what_breaks_off() -> None:
    taken: list[Document | Refused] = []
    with pytest.raises(RefusedError, match="breaks off"):
        taken.extend(held(_documents(10, breaks_off=True)))
    assert taken == []


def test_every_paragraph_of_a_fragment_is_text() -> None:
    text, notes = fragment_text("<h2>Judul</h2><p>Satu &amp; dua.</p><div>Tiga<br><br>empat</div>")
    assert (text, notes) == ("Judul\n\nSatu & dua.\n\nTiga\n\nempat", ())
    assert fragment_text("<script>x</script><p hidden>tidak</p>")[0] == ""
    assert fragment_text("Hanya kata") == ("Hanya kata", ())


def test_the_containers_charset_wins_over_the_pages_own() -> None:
    page = f"<meta charset=windows-1251><p>{'Кто это? ' * 40}</p>".encode("koi8-r")
    assert "Кто это?" in decode_page(page, charset="KOI8-R")[0]
    assert "Кто это?" not in decode_page(page)[0]
