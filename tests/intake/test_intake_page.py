from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable

import pytest
from cpu_work import assert_grows
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import RefusedError
from workbench.intake import Document, Input, Limits
from workbench.intake.pages.markup import make_shallow
from workbench.intake.pages.page import read as read_page

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


def prose(*numbers: int) -> str:
    """Paragraphs as an article has them, each its own."""
    return "".join(
        f"<p>Paragraf ke-{number} menceritakan apa yang terjadi di selat itu menurut para saksi, "
        f"yang melihat kapal nomor {number} berlayar ke arah pulau sebelum badai datang.</p>"
        for number in numbers
    )


def told(found: Document) -> list[int]:
    """Which of these paragraphs are in the text."""
    return [int(number) for number in re.findall(r"Paragraf ke-(\d+)", found.text)]


@pytest.mark.parametrize(
    "markup",
    [
        f"<div id=postBody><section><h1>Kapal Karam</h1><div class=sec><div class=mw>"
        f"{prose(1, 2, 3)}</div></div><div class=sec><figure><img></figure></div>"
        f"<div class=sec><div class=mw>{prose(4, 5, 6, 7, 8, 9)}</div></div></section></div>",
        f"<div><div class='part a'>{prose(1, 2, 3, 4)}</div><p>Iklan</p>"
        f"<div class='part b'>{prose(5, 6, 7, 8, 9)}</div></div>",
    ],
)
def test_an_article_cut_into_sections_is_read_whole(markup: str) -> None:
    assert told(page(f"<body>{markup}</body>")) == [*range(1, 10)]


def test_teasers_and_comments_beside_the_article_are_not_read() -> None:
    teasers = "".join(
        f"<div class=kartu><a href=x>Judul berita lain yang panjang sekali {n}</a>{prose(n)}</div>"
        for n in (20, 21, 22)
    )
    comments = f"<div class=comments><div>{prose(30, 31)}</div></div>"
    markup = f"<div><div class=isi>{prose(1, 2, 3, 4)}</div><div>{teasers}</div>{comments}</div>"
    assert told(page(f"<body>{markup}</body>")) == [1, 2, 3, 4]


def test_a_post_that_the_article_shows_is_read_whatever_holds_it_is_called() -> None:
    post = (
        '<div class="social-embed"><blockquote class="twitter-tweet"><p>Apinya <a href="https://t.test/a">'
        "t.test/a</a></p>&mdash; Sari Contoh (@sari_contoh) 3 Mei 2026</blockquote></div>"
    )
    follow = '<div class="social-follow"><p>Ikuti kami di semua media sosial setiap hari.</p></div>'
    found = page(f"<article><h1>Judul</h1>{prose(1, 2)}{post}{follow}{prose(3)}</article>")
    assert "Apinya t.test/a\n\n— Sari Contoh (@sari_contoh) 3 Mei 2026" in found.text
    assert "Ikuti kami" not in found.text


def test_lines_beside_the_article_are_metadata_and_not_text() -> None:
    found = page(
        "<body><article><h1>Kapal Karam di Selat</h1><div class=byline>Oleh <a href=x>Naya Lestari"
        "</a></div><div class=meta>Foto oleh Bayu Anom</div><div class=count>12 dilihat</div>"
        "<div class=rating>4,5 dari 9 suara</div><div class=share>Bagikan 15</div>"
        f"{prose(1, 2)}<div class=ad>Iklan</div>{prose(3, 4)}<p>Sumber: Antara</p>"
        "<div class=tags><a href=x>kapal</a> <a href=x>selat</a></div></article></body>"
    )
    paragraphs = found.text.split("\n\n")
    assert paragraphs[0] == "Kapal Karam di Selat"
    assert paragraphs[-1] == "Sumber: Antara"
    assert told(found) == [1, 2, 3, 4]
    assert len(paragraphs) == 6
    assert found.author == "Naya Lestari"


def test_names_of_furniture_say_nothing_where_a_page_calls_its_paragraphs_so() -> None:
    parts = "".join(f"<div class=text-module>{prose(number)}</div>" for number in (2, 3, 4))
    markup = f"<article>{prose(1, 5, 6, 7)}{parts}</article>"
    assert sorted(told(page(f"<body>{markup}</body>"))) == [*range(1, 8)]


def test_a_page_that_is_no_prose_keeps_all_its_lines() -> None:
    items = "".join(f"<li>Bahan {n}</li>" for n in range(30))
    assert page(f"<body><article><ul>{items}</ul></article></body>").text.count("Bahan") == 30


@pytest.mark.parametrize(
    ("before", "after", "published"),
    [
        ("<div class=date>Diperbarui: 05 Mar 2026, 10:00 WIB | Diterbitkan: 02 Mar 2026, 09:00 WIB"
         "</div>", "", "02 Mar 2026, 09:00 WIB"),
        ("<p>Diterbitkan: 2 Maret 2026 | Diperbarui: 5 Maret 2026</p>", "", "2 Maret 2026"),
        ("<time class=updated datetime=2026-03-05>5 Maret</time>"
         "<time class=published datetime=2026-03-02>2 Maret</time>", "", "2026-03-02"),
        ("<div>Updated <time datetime=2026-03-05>Updated March 5, 2026</time></div>", "", ""),
        ("", "<aside><time datetime=2026-03-05>5 Maret 2026</time></aside>", ""),
        ("", f"<div class=lain><p>{LEAD}</p><time datetime=2026-03-05>x</time></div>", ""),
        ("<nav><time datetime=2026-03-05>hari ini</time></nav>", "", ""),
    ],
)  # fmt: skip
def test_the_date_of_an_update_or_of_a_teaser_is_none_of_the_article(
    before: str, after: str, published: str
) -> None:
    markup = f"<body>{before}<article>{prose(1, 2, 3)}</article>{after}</body>"
    found = page(markup)
    assert (found.published, found.published_basis) == (published, "page" if published else "")


@pytest.mark.parametrize(
    ("stated", "printed", "author"),
    [
        ("Bayu Anom", "<div class=byline>Oleh Naya Lestari</div>", "Naya Lestari"),
        ("Contoh", "<a rel=author>Naya Lestari</a>", "Naya Lestari"),
        (
            "Contoh",
            "<p class=penulis>Penulis: Naya Lestari | Editor: Bayu Anom</p>",
            "Naya Lestari",
        ),
        ("Redaksi", "<div class=author>Naya Lestari - Contoh</div>", "Naya Lestari"),
        ("Dewi", "<div class=byline>By Naya Lestari</div>", "Dewi"),
        ("", "<div class=author>10 Mei 2020</div>", ""),
    ],
)
def test_a_printed_byline_counts_where_the_stated_author_is_the_editor_or_the_outlet(
    stated: str, printed: str, author: str
) -> None:
    head = '<meta property="og:site_name" content="Contoh"><meta name=editor content="Bayu Anom">'
    head += f'<meta name=author content="{stated}">'
    found = page(f"<head>{head}</head><body><article>{printed}{prose(1, 2)}</article></body>")
    assert found.author == author


def with_data(data: str, markup: str) -> Document:
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle",{data}}}</script>'
    return page(f"<head>{script}</head><body>{markup}</body>")


BODY = "\\n".join(re.findall(r"<p>(.*?)</p>", prose(1, 2, 3, 4, 5, 6, 7)))
FOOTER = (
    "<footer><p>Contoh adalah kantor berita di pulau itu, dan semua hak atasnya ada.</p></footer>"
)


@pytest.mark.parametrize("body", [BODY, prose(*range(1, 8)).replace("<", "&lt;")])
@pytest.mark.parametrize(
    "markup", [f"<div id=app></div>{FOOTER}", f"<article>{prose(1)}</article>"]
)
def test_the_text_in_the_metadata_is_taken_where_the_page_shows_less(
    body: str, markup: str
) -> None:
    found = with_data(f'"articleBody":"{body}"', markup)
    assert told(found) == [*range(1, 8)]
    assert len(found.text.split("\n\n")) == 7
    assert found.notes == ("text taken from the page's metadata",)


def test_the_page_s_own_paragraphs_are_kept_where_its_metadata_hold_no_more() -> None:
    found = with_data(f'"articleBody":"{BODY}"', f"<article>{prose(*range(1, 8))}</article>")
    assert (len(found.text.split("\n\n")), found.notes) == (7, ())


@pytest.mark.parametrize(
    ("data", "markup", "note"),
    [
        (f'"articleBody":"{BODY}"', f"<article>{prose(1, 2, 3, 4, 5)}</article>", "the page says"),
        ('"wordCount":"200"', f"<article>{prose(1, 2, 3)}</article>", "of 200 words"),
        ('"wordCount":60', f"<article>{prose(1, 2, 3)}</article>", ""),
        (
            '"url":""',
            f"<article>{prose(1, 2)}</article><div><div>{prose(3, 4, 5)}</div></div>",
            "else on the page",
        ),
        (
            '"url":""',
            f"<article>{prose(*range(6))}<div class=related>{prose(*range(6, 10))}</div>"
            f"<div class=promo>{prose(*range(10, 14))}</div></article>",
            "left out of its own part",
        ),
        (
            '"url":"https://a.test/kapal/1234"',
            f"<article>{prose(1, 2)}<div class=paging><a href=?page=2>2</a></div></article>",
            "one of several",
        ),
        (
            '"url":"https://a.test/kapal/1234"',
            f"<article>{prose(1, 2)}<div class=paging><a href=/kapal/99>2</a></div></article>",
            "",
        ),
    ],
)
def test_an_import_says_where_the_page_may_hold_more(data: str, markup: str, note: str) -> None:
    notes = with_data(data, markup).notes
    assert len(notes) == bool(note)
    assert note in "".join(notes)


@pytest.mark.parametrize(("start", "end"), [("<![CDATA[", "]]>"), ("<!--", "-->"), ("", ";")])
def test_statements_are_read_within_what_old_parsers_needed(start: str, end: str) -> None:
    data = '{"@type":"NewsArticle","datePublished":"2026-03-02"}'
    script = f'<script type="application/ld+json">\n{start}\n{data}\n{end}</script>'
    found = page(f"<head>{script}</head><body><article>{prose(1)}</article></body>")
    assert (found.published, found.published_basis) == ("2026-03-02", "metadata")


def test_of_several_stated_articles_the_one_with_the_page_s_title_counts() -> None:
    other, own = (
        f'<script type="application/ld+json">{{"@type":"Article","headline":"{headline}",'
        f'"datePublished":"{day}"}}</script>'
        for headline, day in (("Badai Datang", "2026-03-05"), ("Kapal Karam", "2026-03-02"))
    )
    title = '<meta property="og:title" content="Kapal Karam - Contoh">'
    found = page(f"<head>{title}{other}{own}</head><body><article>{prose(1)}</article></body>")
    assert found.published == "2026-03-02"


def test_of_articles_below_each_other_the_one_with_the_main_heading_is_read() -> None:
    own = f"<article><h1>Kapal Karam</h1>{prose(1, 2, 3)}</article>"
    next_one = f"<article><h2>Badai Datang</h2>{prose(*range(20, 25))}</article>"
    assert told(page(f"<body>{own}{next_one}</body>")) == [1, 2, 3]


@pytest.mark.parametrize(
    "names", ["elementor-widget-container", "post tag-populer category-promo", "x-kapal-share-di-a"]
)
def test_names_of_page_builders_and_of_topics_say_nothing(names: str) -> None:
    markup = f"<main><div>{prose(1, 2)}</div><div class='{names}'>{prose(3)}</div></main>"
    assert told(page(f"<body>{markup}</body>")) == [1, 2, 3]


def test_a_numeric_date_that_may_be_month_first_is_not_guessed() -> None:
    found = page(f"<body><article><time>3/09/15 8:00am</time>{prose(1, 2)}</article></body>")
    assert found.published == ""


@pytest.mark.parametrize(
    ("said", "url", "title"),
    [
        ("Kapal Karam - Contoh.com", "https://www.contoh.com/kapal", "Kapal Karam"),
        ("Kapal Karam | Kabar Selat", "https://kabarselat.test/1", "Kapal Karam"),
        (
            "Kapal Karam - Badai Datang",
            "https://www.contoh.com/kapal",
            "Kapal Karam - Badai Datang",
        ),
        ("Kapal Karam - com", "https://www.contoh.com/kapal", "Kapal Karam - com"),
        ("Kapal Karam - x", "http://[kapal", "Kapal Karam - x"),
    ],
)
def test_a_site_s_name_is_no_part_of_the_title(said: str, url: str, title: str) -> None:
    head = f'<meta property="og:title" content="{said}"><meta property="og:url" content="{url}">'
    assert page(f"<head>{head}</head><body>{prose(1, 2)}</body>").title == title


@pytest.mark.parametrize(
    "link",
    [
        "Baca juga: <a href=x>Badai Datang</a>",
        "<br>(Baca juga: <a href=x>Badai Datang</a>)",
        "<strong>Lire aussi : <a href=x>Badai Datang</a></strong>",
    ],
)
def test_a_link_to_another_article_at_the_end_of_a_paragraph_is_a_line_by_itself(
    link: str,
) -> None:
    first = prose(1).removesuffix("</p>")
    found = page(f"<body><article>{first} {link}</p>{prose(2, 3)}</article></body>")
    paragraphs = found.text.split("\n\n")
    assert len(paragraphs) == 4
    assert paragraphs[0].endswith("badai datang.")
    assert "Badai Datang" in paragraphs[1]


def test_a_link_within_a_sentence_stays_in_it() -> None:
    first = prose(1).removesuffix("</p>")
    found = page(
        f"<body><article>{first} Ia baca buku <a href=x>Badai</a></p>{prose(2)}</article></body>"
    )
    assert found.text.split("\n\n")[0].endswith("Ia baca buku Badai")


def test_boxes_between_paragraphs_and_captions_printed_twice_come_once() -> None:
    box = "<p>Dapatkan kabar terbaru dari kami setiap pagi di <a href=x>kotak surat</a> Anda.</p>"
    caption = "<figure><img><figcaption>Kapal di selat. Foto: Ani</figcaption></figure>"
    found = page(
        f"<body><article>{prose(1)}{box}{caption}{prose(2)}{box}{prose(3)}{caption}{box}{prose(4)}"
        "</article></body>"
    )
    assert found.text.count("Dapatkan kabar") == 1
    assert found.text.count("Kapal di selat") == 1
    question = "<p>Apa yang Anda lihat malam itu di selat, dan kapan?</p>"
    asked = "".join(question + prose(number) for number in (1, 2, 3))
    assert page(f"<body><article>{asked}</article></body>").text.count("Apa yang") == 3
    assert told(found) == [1, 2, 3, 4]
