from __future__ import annotations

import contextlib
import io
from collections.abc import Callable

import pytest
from cpu_work import assert_grows
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import RefusedError
from workbench.intake import Document, Input, Limits
from workbench.intake.markup import make_shallow
from workbench.intake.page import read as read_page

LEAD = "TRIPOLI, CONTOH &ndash; Jenderal itu menolak seruan dua negara untuk menghentikan perang."
NEXT = (
    "“Kami&nbsp;tidak akan berhenti,” kata <em>juru bicara</em>nya kepada <a href=x>wartawan</a>."
)
PAGE = f"""<!doctype html><!-- saved from url=(0030)https://contoh.test/berita/1 -->
<html lang="id-ID"><head><meta charset="utf-8"><title>Haftar Tolak Seruan - Contoh</title>
<meta property="og:site_name" content="Contoh"><meta name="editor" content="Citra">
<meta name="description" content="Ringkasan">
<script type="application/ld+json">{{"@graph": [{{"@type": "WebSite", "name": "Situs"}},
 {{"@type": ["NewsArticle"], "headline": "Haftar Tolak Seruan",
 "datePublished": "2020-01-09T21:15:00+07:00",
 "author": [{{"name": "Ani"}}, {{"name": "Budi"}}]}}]}}
</script><style>p {{ color: red }}</style></head>
<body class="has-sidebar"><header><a href="/">Beranda</a> <h1>Contoh</h1></header>
<nav><ul><li><a>Politik</a></li></ul></nav>
<div class="wrap"><article><h1>Haftar <b>Tolak</b>   Seruan</h1>
<figure><img src=x><figcaption>Haftar di Moskow</figcaption></figure>
<p>{LEAD}</p><script>var p = "<p>bukan isi</p>";</script><p>{NEXT}</p>
<ul><li><a>Berita lain yang terkait</a></li><li><a>Dan satu lagi</a></li></ul>
<div class="share-box">Bagikan</div><p>Baca juga: <a>Kabar lain</a></p>
Paragraf tanpa tanda,<br>baris kedua.<br><br>Sumber: Daily Sabah</article>
<figure><figcaption>Foto di luar</figcaption></figure>
<aside><p>Terpopuler hari ini dan kemarin</p></aside></div>
<footer>Hak cipta</footer></body></html>"""


def page(markup: str | bytes) -> Document:
    raw = markup.encode("utf-8") if isinstance(markup, str) else markup
    (found,) = read_page(Input(io.BytesIO(raw), "a.html", "html", Limits()))
    assert isinstance(found, Document)
    return found


def test_the_article_is_told_from_the_page_around_it() -> None:
    assert page(PAGE).text.split("\n\n") == [
        "Haftar Tolak Seruan",
        "Foto: Haftar di Moskow",
        LEAD.replace("&ndash;", "–"),
        "“Kami tidak akan berhenti,” kata juru bicaranya kepada wartawan.",
        "Baca juga: Kabar lain",
        "Paragraf tanpa tanda,\nbaris kedua.",
        "Sumber: Daily Sabah",
    ]


def test_what_the_page_says_of_itself_is_kept() -> None:
    found = page(PAGE)
    assert (found.title, found.outlet, found.lang) == ("Haftar Tolak Seruan", "Contoh", "id")
    assert (found.published, found.published_basis) == ("2020-01-09T21:15:00+07:00", "metadata")
    assert (found.author, found.editor) == ("Ani, Budi", "Citra")
    assert found.url == "https://contoh.test/berita/1"
    assert found.extra == {"description": "Ringkasan"}
    assert (found.retrieved_how, found.notes) == ("html", ())


@pytest.mark.parametrize(
    ("markup", "published", "basis"),
    [
        ('<meta itemprop="datePublished" content="2020-01-09">', "2020-01-09", "metadata"),
        ('<time datetime="2020-01-09T10:00Z">kemarin</time>', "2020-01-09T10:00Z", "page"),
        ("<div class='read__time'>Kamis, 9 Januari 2020</div>", "Kamis, 9 Januari 2020", "page"),
        ("<div class='lain'>Kamis, 9 Januari 2020</div>", "", ""),
    ],
)
def test_a_date_is_told_with_its_basis(markup: str, published: str, basis: str) -> None:
    found = page(f"{markup}<p>{LEAD * 3}</p>")
    assert (found.published, found.published_basis) == (published, basis)


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class=teaser><p>Pendek</p></div><div id=k><p>{LEAD}</p><p>{NEXT}</p></div>",
        f"<article><p>Cuplikan</p></article><article><p>{LEAD}</p><p>{NEXT}</p></article>",
        f"<form id=aspnet><div><p>{LEAD}</p><p>{NEXT}</p></div></form>",
        f"<div class='detail__body-text itp'><p>{LEAD}</p><p>{NEXT}</p></div><p>Pendek</p>",
        f"<div itemprop=articleBody>{LEAD}<br><br>{NEXT}</div><p>Pendek</p>",
        f"<main><p>{LEAD}</p><p>{NEXT}</p></main><div><p>Pendek</p></div>",
        f"<div class=artikel><p>{LEAD}</p></div><div class=artikel><p>{NEXT}</p></div>",
    ],
)
def test_the_body_is_found_by_marks_or_by_density(markup: str) -> None:
    paragraphs = page(f"<body>{markup}</body>").text.split("\n\n")
    assert [words.split()[0] for words in paragraphs] == ["TRIPOLI,", "“Kami"]


@pytest.mark.parametrize("mode", ["shadowrootmode=open", 'shadowmode="closed"'])
def test_a_template_is_read_where_a_browser_shows_it(mode: str) -> None:
    hidden = "<template id=x><p>Kosong</p></template>"
    shown = f"<div><template {mode}><p>{LEAD}</p>{hidden}<p>{NEXT}</p></template></div>"
    paragraphs = page(f"<body>{hidden}{shown}</body>").text.split("\n\n")
    assert [words.split()[0] for words in paragraphs] == ["TRIPOLI,", "“Kami"]


def test_metadata_gives_the_text_only_when_the_page_has_none() -> None:
    linked = '<script type="application/ld+json">{"@type":"Article","articleBody":"Isi"}</script>'
    found = page(linked)
    assert found.text == "Isi"
    assert found.notes == ("text taken from the page's metadata",)


@pytest.mark.parametrize(
    ("raw", "words", "note"),
    [
        ("<p>“kata”</p>".encode("utf-16"), "“kata”", "read as utf-16"),
        ("<p>“kata” – ‘dia’ itu</p>".encode("cp1252"), "“kata” – ‘dia’ itu",
         "read as windows-1252, no usable charset declared"),
        ('<meta charset="iso-8859-1"><p>“kata” é – ‘x’</p>'.encode("cp1252"), "“kata” é – ‘x’",
         "read as windows-1252"),
        ('<meta charset="shift_jis"><p>日本語の文章</p>'.encode("shift_jis"), "日本語の文章",
         "read as shift_jis"),
        ('<meta charset="rot13"><p>“kata” – ‘dia’ itu</p>'.encode("cp1252"), "“kata” – ‘dia’ itu",
         "read as windows-1252, no usable charset declared"),
    ],
)  # fmt: skip
def test_charsets_are_read_as_declared_else_as_windows_1252(
    raw: bytes, words: str, note: str
) -> None:
    found = page(raw)
    assert found.text == words
    assert found.notes == (note,)


def test_a_wrong_declaration_does_not_spoil_utf_8() -> None:
    assert page('<meta charset="iso-8859-1"><p>“kata”</p>').text == "“kata”"


@pytest.mark.parametrize("markup", ["<p> </p>", "<html></html>", "<frameset>", "<nav>x</nav>"])
def test_a_page_without_words_is_refused(markup: str) -> None:
    with pytest.raises(RefusedError):
        page(markup)


HOSTILE: dict[str, Callable[[int], str]] = {
    "nested": lambda size: "<div>" * size + "x" + "</div>" * size,
    "closed by p": lambda size: "<div>" * (size // 2) + "</p>" * (size // 2) + "x",
    "links around blocks": lambda size: "<a><div>" * (size // 2) + "x",
    "fonts left open": lambda size: (
        "".join(f"<font a={n}>" for n in range(size // 3)) + "<p>x" * (size // 3)
    ),
    "crossed": lambda size: "<div><marquee></div></marquee>" * (size // 3) + "x",
    "tables": lambda size: "<table><div>" * (size // 3) + "x",
    "lists": lambda size: "<ul><li>x" * (size // 3),
    "drawings": lambda size: "<svg>" * (size // 2) + "x",
    "attributes": lambda size: "x<p " + " ".join(f"a{n}=1" for n in range(2 * size)) + ">",
    "quoted": lambda size: 'x<p a=">" ' + " ".join(f"a{n}=1" for n in range(2 * size)) + ">",
    "comments": lambda size: "x" + "<!--" * (3 * size),
    "unfinished": lambda size: "x" + "<b " * (3 * size),
    "dates": lambda size: "<div class=date>" * 250 + "2020 x " * (size // 3),
    "linked data": lambda size: "<script type='application/ld+json'>" + "[" * size + "</script>x",
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_structure_is_read_in_linear_time(hostile: str) -> None:
    def read(markup: str) -> None:
        assert "x" in page(markup).text

    small, large = HOSTILE[hostile](12_500), HOSTILE[hostile](100_000)
    assert_grows(read, small=small, large=large, at_most=20)


def test_ordinary_markup_is_left_as_it_is() -> None:
    plain = PAGE.replace("<b>", "").replace("</b>", "").replace("<em>", "").replace("</em>", "")
    assert make_shallow(PAGE) == (plain, 0)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div class=share>", "</div>", "<a>", "</a>", "x", "<!--", "-->",
             "\x1b", "<article>", "<ul><li>", "<br>", "<h1>", "<script>", "</script>", '"', "<",
             "&#0;",
             "é",
             "<td>", "<figcaption>", "<time datetime='", "<meta content=2020 name=date>"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_markup_gives_a_document_or_a_refusal(pieces: list[str]) -> None:
    with contextlib.suppress(RefusedError):
        found = page("".join(pieces))
        found.text.encode("utf-8")
        assert "\0" not in found.text
