"""When two addresses lead to the same place."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.domain.address import is_address, key_of, place_of


@pytest.mark.parametrize(
    "address",
    [
        "https://desk.test/berita/1?id=7",
        "http://www.desk.test/berita/1?id=7",
        "HTTPS://DESK.test:443/berita/1/?id=7#komentar",
        "http://desk.test:80/berita/1?utm_source=x&id=7&utm_medium=y&fbclid=zz",
        "https://desk.test/berita/1?single=1&id=7&page=all&amp&m=1&outputType=amp",
        " https://ana:pw@www.desk.test./%62erita/1?id=7 ",
    ],
)
def test_one_page_is_one_place_however_it_is_written(address: str) -> None:
    assert place_of(address) == "desk.test/berita/1?id=7"
    assert key_of(address) == key_of("https://desk.test/berita/1?id=7") != 0


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("https://desk.test/berita/1", "https://desk.test/berita/2"),
        ("https://desk.test/?id=1", "https://desk.test/?id=2"),
        ("https://desk.test/a?b=1", "https://desk.test/a"),
        ("https://desk.test/a%2Fb", "https://desk.test/a/b"),
        ("https://desk.test/A", "https://desk.test/a"),
        ("https://desk.test:8080/a", "https://desk.test/a"),
        ("https://desk.test/#!/berita/1", "https://desk.test/#!/berita/2"),
        ("https://wwwdesk.test/a", "https://desk.test/a"),
        ("https://desk.test/?utm=1", "https://desk.test/"),
        ("https://desk.test/a?page=2", "https://desk.test/a"),
        ("https://desk.test/a?m=12", "https://desk.test/a?single=71"),
    ],
)
def test_two_pages_are_two_places(address: str, other: str) -> None:
    assert place_of(address) != place_of(other)


def test_letters_of_other_scripts_are_the_same_coded_or_not() -> None:
    assert place_of("https://desk.test/caf\u00e9/\u05e9") == place_of(
        "https://desk.test/caf%c3%a9/%D7%A9"
    )
    assert place_of("https://b\u00fccher.test/") == place_of("https://xn--bcher-kva.test")


def test_an_address_is_one_word() -> None:
    assert is_address("https://desk.test/a")
    for words in ("https://desk.test/a b", "https://desk.test/a\tb", " https://desk.test/a"):
        assert not is_address(words)


@pytest.mark.parametrize("words", ["", "desk.test", "ftp://desk.test/a", "https://", "tag:desk,1"])
def test_what_is_no_address_leads_nowhere(words: str) -> None:
    assert place_of(words) == ""
    assert key_of(words) == 0
    assert not is_address(words)


@settings(max_examples=100)
@given(st.text(max_size=60))
@example("\r#")
@example("a?\r")
@example("a?b&\x1f#!\n")
def test_a_place_is_the_place_of_itself(words: str) -> None:
    place = place_of(f"https://desk.test/{words}")
    assert place_of(f"http://www.{place}") == place
