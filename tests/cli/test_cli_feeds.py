"""Subscriptions on the command line, against a server on loopback that counts what it is asked."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from cli_cases import ARTICLES, ROOT, Cli, Done, command, environment, jsonl
from cli_schemas import check
from desk_terminal import terminal
from feed_cases import FIRE, ROAD, SHIP, page, rss
from waiting import PATIENCE
from web_server import Answers, Request, Web, answer, leads_to, says, web

from workbench.store import open_store

pytest.importorskip("httpx", reason="the extra fetch is not installed")
pytest.importorskip("protego", reason="the extra fetch is not installed")

SETTINGS = """
fetch_pause_ms = 0
fetch_seconds = 1
file_megabytes = 1
private_hosts = ["127.0.0.1"]
"""
LONG = [
    "Sebuah gudang beras di pelabuhan kota itu terbakar pada Selasa pagi, kata polisi setempat.",
    "Api padam setelah tiga jam dan tidak ada korban jiwa, menurut petugas pemadam kebakaran.",
    "Pemilik gudang memperkirakan kerugian lebih dari dua miliar rupiah, belum termasuk isinya.",
]


@pytest.fixture
def server() -> Iterator[Web]:
    with web() as running:
        yield running


class Desk(Cli):
    """Options stand behind the verb: then no other verb's are made, which take most of the time."""

    def __call__(self, *words: object, stdin: bytes = b"") -> Done:
        return self.bare(*words, "--db", self.db, "--analyst", self.analyst, stdin=stdin)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with nothing in it, made once."""
    path = tmp_path_factory.mktemp("blank") / "blank.db"
    open_store(path).close()
    return path


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, blank: Path, tmp_path: Path) -> Cli:
    """Nothing yet, and settings under which the server may be asked at once."""
    folder = tmp_path / "places" / "workbench"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text(SETTINGS)
    shutil.copy(blank, tmp_path / "desk.db")
    return Desk(monkeypatch, tmp_path / "desk.db")


def standing(desk: Cli, number: int = 0) -> dict[str, object]:
    records = desk.good("feeds", "list", "--json").records
    check(records, "subscription")
    return records[number]


def count(desk: Cli) -> int:
    return len(desk.good("list", "--json").records)


# What is new -----------------------------------------------------------------------------------


def test_what_is_new_is_imported_once_and_nothing_new_is_quiet(desk: Cli, server: Web) -> None:
    items = [FIRE, SHIP]

    def feed(request: Request) -> bytes:
        etag = f'"{len(items)}"'
        if request.said.get("if-none-match") == etag:
            return answer(status="304 Not Modified", etag=etag)
        return answer(rss(items, at=server.address("")), etag=etag)

    server.pages["/feed"] = feed
    added = desk.good("feeds", "add", server.address("/feed"))
    assert "1 added" in added.err
    assert server.requests == [], "subscribing asks nobody"
    first = desk.good("feeds", "update")
    assert [line.partition(":")[0] for line in first.lines] == ["added", "added"]
    assert FIRE[1] in first.out
    for _ in range(2):
        again = desk.good("feeds", "update")
        assert (again.raw, again.err) == (b"", "")
    assert [request.said.get("if-none-match") for request in server.requests] == [
        None,
        '"2"',
        '"2"',
    ]
    items.append(ROAD)
    (line,) = desk.good("feeds", "update").lines
    assert line.startswith("added: Kabar Uji:3 #3")
    assert count(desk) == 3
    assert standing(desk)["standing"] == "fine"
    article = desk.good("show", 1, "--json").records[0]
    assert article["outlet"] == "Kabar Uji"
    assert article["published_at"].startswith("2026-03-10T08:00")
    assert desk("verify").code == 0


def test_a_feed_as_a_file_and_by_subscription_gives_the_same_articles(
    desk: Cli, server: Web, tmp_path: Path
) -> None:
    words = rss([FIRE, SHIP], at=server.address(""))
    server.pages["/feed"] = says(words)
    (tmp_path / "kabar.rss").write_text(words)
    desk.good("import", tmp_path / "kabar.rss")
    desk.good("feeds", "add", server.address("/feed"))
    done = desk.good("feeds", "update", "--json")
    check(done.records, "update")
    assert done.records[0]["outcomes"] == [], "all of them are duplicates"
    assert count(desk) == 2


def test_what_an_entry_says_anew_is_a_revision(desk: Cli, server: Web) -> None:
    words = [FIRE[2] + " " + SHIP[2] + " " + ROAD[2]]
    server.pages["/feed"] = lambda _: answer(rss([("1", FIRE[1], words[0])], at=server.address("")))
    desk.good("feeds", "add", server.address("/feed"))
    desk.good("feeds", "update")
    words[0] += " Polisi memeriksa tiga saksi."
    (line,) = desk.good("feeds", "update").lines
    assert line.startswith("revision of #1: Kabar Uji:1 #2")


def test_validators_go_to_the_address_that_gave_them_and_to_no_other(
    desk: Cli, server: Web
) -> None:
    server.pages["/feed"] = leads_to("/one")
    server.pages["/one"] = says(
        rss([FIRE], at=server.address("")),
        etag='"x"',
        last_modified="Tue, 10 Mar 2026 01:00:00 GMT",
    )
    server.pages["/two"] = says(rss([FIRE, SHIP], at=server.address("")))
    desk.good("feeds", "add", server.address("/feed"))
    desk.good("feeds", "update")
    desk.good("feeds", "update")
    server.pages["/feed"] = leads_to("/two")
    desk.good("feeds", "update")
    asked = {(request.path, "if-none-match" in request.said) for request in server.requests}
    assert asked == {("/feed", False), ("/one", False), ("/one", True), ("/two", False)}
    last = [request for request in server.requests if request.path == "/one"][-1]
    assert last.said["if-modified-since"] == "Tue, 10 Mar 2026 01:00:00 GMT"


def test_a_move_for_good_is_told_and_followed_but_made_by_the_analyst(
    desk: Cli, server: Web
) -> None:
    server.pages["/old"] = leads_to("/new", "301 Moved Permanently")
    server.pages["/new"] = says(rss([FIRE], at=server.address("")))
    desk.good("feeds", "add", server.address("/old"))
    assert f"it has moved to {server.address('/new')}" in desk.good("feeds", "update").err
    assert desk.good("feeds", "update").err == "", "it is told once"
    assert server.asked == ["/old", "/new", "/new"], "and the old address is left alone"
    assert standing(desk)["address"] == server.address("/old")
    assert standing(desk)["moved_to"] == server.address("/new")
    assert "moved to" in desk.good("feeds", "list").out
    desk.good("feeds", "move", "Kabar Uji")
    assert standing(desk)["address"] == server.address("/new")
    desk.good("undo")
    assert standing(desk)["address"] == server.address("/old")


def test_where_a_feed_has_moved_is_told_without_its_password(desk: Cli, server: Web) -> None:
    server.pages["/old"] = leads_to("/new", "301 Moved Permanently")
    server.pages["/new"] = says(rss([FIRE], at=server.address("")))
    desk.good("feeds", "add", server.address("/old").replace("//", "//ana:rahasia@"))
    told = desk.good("feeds", "update").err + desk.good("feeds", "list").out
    assert "moved to" in told
    assert "rahasia" not in told


def test_where_the_new_place_fails_the_old_address_is_asked_again(desk: Cli, server: Web) -> None:
    server.pages["/old"] = leads_to("/new", "308 Permanent Redirect")
    server.pages["/new"] = says(rss([FIRE], at=server.address("")))
    desk.good("feeds", "add", server.address("/old"))
    desk.good("feeds", "update")
    server.pages["/old"] = server.pages.pop("/new")
    assert desk("feeds", "update").code == 1
    desk.good("feeds", "update", "Kabar Uji")
    assert server.asked == ["/old", "/new", "/new", "/old"]
    assert standing(desk)["standing"] == "fine"


PACKING: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "two members": ("x-gzip", lambda raw: gzip.compress(raw[:300]) + gzip.compress(raw[300:])),
    "deflate": ("deflate", zlib.compress),
    "bare deflate": ("deflate", lambda raw: zlib.compress(raw)[2:-4]),
}


@pytest.mark.parametrize("how", PACKING)
def test_what_is_sent_compressed_is_read_whole(desk: Cli, server: Web, how: str) -> None:
    name, packed = PACKING[how]
    raw = rss([FIRE, SHIP], at=server.address("")).encode()
    server.pages["/feed"] = says(packed(raw), content_encoding=name)
    desk.good("feeds", "add", server.address("/feed"))
    assert len(desk.good("feeds", "update").lines) == 2
    assert "gzip" in server.requests[0].said["accept-encoding"]


def test_a_feed_knows_its_charset_better_than_its_server(desk: Cli, server: Web) -> None:
    words = rss([("1", "Café “Senja” Dibuka", FIRE[2])], at="https://kabar.example")
    raw = words.replace("UTF-8", "windows-1252").encode("windows-1252")
    server.pages["/feed"] = says(raw, content_type="application/rss+xml; charset=utf-8")
    desk.good("feeds", "add", server.address("/feed"))
    assert "Café “Senja” Dibuka" in desk.good("feeds", "update").out


# Faults ----------------------------------------------------------------------------------------

GIGABYTE = 1_000_000_000


def in_drops(request: Request) -> Iterable[bytes]:
    """Never long between two, and never done."""
    yield b"HTTP/1.1 200 OK\r\n\r\n<rss>"
    while True:
        time.sleep(0.05)
        yield b" "


def head_in_drops(request: Request) -> Iterable[bytes]:
    yield b"HTTP/1.1 200 OK\r\nX: "
    while True:
        time.sleep(0.05)
        yield b"x"


def endless(request: Request) -> Iterable[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n<rss>" % GIGABYTE
    while True:
        yield b" " * 65_536


WHOLE = rss([FIRE, SHIP], at="https://kabar.example").encode()
PACKED = gzip.compress(WHOLE)
FAULTS: dict[str, tuple[Answers, str, str, int]] = {
    "slow": (in_drops, "slow", "within 1 seconds", 3),
    "slow in its head": (head_in_drops, "slow", "within 1 seconds", 3),
    "a gigabyte": (endless, "broken", "over the limit of 1,000,000 bytes", 1),
    "cut": (lambda _: answer(WHOLE, content_length="99999"), "broken", "cut off", 1),
    "cut in a chunk": (
        lambda _: answer(b"ffff\r\n" + WHOLE, content_length="", transfer_encoding="chunked"),
        "broken", "cut off", 1,
    ),
    "cut without a length": (
        lambda _: answer(WHOLE[:-40], content_length=""), "broken", "breaks off", 1,
    ),
    "shorter than it is": (lambda _: answer(WHOLE, content_length="200"), "broken", "breaks", 1),
    "packed and cut": (
        lambda _: answer(PACKED[:-20], content_encoding="gzip"), "broken", "gzip is cut off", 1,
    ),
    "grows too large": (
        lambda _: answer(gzip.compress(b"<rss>" + b" " * 1_500_000), content_encoding="gzip"),
        "broken", "over the limit", 1,
    ),
    "packed otherwise": (
        lambda _: answer(WHOLE, content_encoding="lzw"), "broken", "compressed with lzw", 1,
    ),
    "a loop": (leads_to("/feed"), "broken", "leads on and on", 1),
    "to a file": (leads_to("file:///etc/passwd"), "refused", "leads to file:", 1),
    "to nowhere": (lambda _: answer(status="302 Found"), "refused", "leads to nothing", 1),
    "no http": (lambda _: b"SSH-2.0-OpenSSH_9\r\n", "broken", "no answer of HTTP", 1),
    "a page": (
        says(page("Kabar", *LONG).replace(
            "<head>", "<head><link rel=alternate type='application/rss+xml' href='/rss.xml'>"
        )),
        "broken", "/rss.xml", 1,
    ),
    "no feed": (says("<?xml version='1.0'?><svg/>"), "broken", "begins with <svg>", 1),
    "nothing there": (says(status="404 Not Found"), "broken", "it is not there (404)", 1),
    "a login": (says(status="401 Unauthorized"), "broken", "wants a login", 1),
    "gone": (says(status="410 Gone"), "gone", "gone for good", 1),
    "broken server": (says(status="500 Oops"), "unreachable", "answers 500", 3),
    "too much": (
        says(status="429 Too Many Requests", retry_after="7200"), "busy", "too much is asked", 3,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_feed_that_fails_says_so_adds_nothing_and_is_left_alone(
    desk: Cli, server: Web, name: str
) -> None:
    pages, expected, words, code = FAULTS[name]
    server.pages["/feed"] = pages
    desk.good("feeds", "add", server.address("/feed"), "--name", "Uji")
    done = desk("feeds", "update")
    assert done.code == code, done.err
    assert done.raw == b""
    assert words in done.err
    assert done.err.startswith(f"Uji: {expected}: ")
    said = standing(desk)
    assert (said["standing"], said["failures"], count(desk)) == (expected, 1, 0)
    asked = len(server.requests)
    again = desk.good("feeds", "update")
    assert (again.raw, again.err, len(server.requests)) == (b"", "", asked)


def test_nobody_who_answers_is_unreachable(desk: Cli) -> None:
    with web() as closed:
        address = closed.address("/feed")
    desk.good("feeds", "add", address)
    done = desk("feeds", "update")
    assert done.code == 3
    assert "unreachable" in done.err


def test_a_feed_that_came_back_is_fine_and_forgotten_are_its_failures(
    desk: Cli, server: Web
) -> None:
    desk.good("feeds", "add", server.address("/feed"), "--name", "Uji")
    waits = []
    for failures in (1, 2, 3):
        assert desk("feeds", "update", "Uji").code == 1, "by name it is asked all the same"
        said = standing(desk)
        assert said["failures"] == failures
        waits.append((str(said["tried_at"]), str(said["due_at"])))
    gaps = [minutes(due) - minutes(tried) for tried, due in waits]
    assert gaps == [30, 60, 120]
    server.pages["/feed"] = says(rss([FIRE], at=server.address("")))
    desk.good("feeds", "update", "Uji")
    said = standing(desk)
    assert (said["standing"], said["failures"], said["due_at"]) == ("fine", 0, None)


def minutes(stamp: str) -> int:
    return round(datetime.fromisoformat(stamp).timestamp() / 60)


def test_who_is_gone_is_asked_by_name_and_who_is_busy_is_not(desk: Cli, server: Web) -> None:
    server.pages["/gone"] = says(status="410 Gone")
    server.pages["/busy"] = says(status="503 Busy", retry_after="3600")
    desk.good("feeds", "add", server.address("/gone"), server.address("/busy"))
    desk("feeds", "update")
    named = desk("feeds", "update", server.address("/gone"), server.address("/busy"))
    assert server.asked == ["/gone", "/busy", "/gone"]
    assert "wants to be left alone until" in named.err
    assert "asked no more" in desk.good("feeds", "list").out


def test_one_feed_that_fails_does_not_keep_others_from_being_read(desk: Cli, server: Web) -> None:
    server.pages["/one"] = says(status="500 Oops")
    server.pages["/two"] = says(rss([FIRE], at=server.address("")))
    desk.good("feeds", "add", server.address("/one"), server.address("/two"))
    done = desk("feeds", "update")
    assert done.code == 3
    assert done.out.startswith("added: ")


# Where nothing is asked ------------------------------------------------------------------------


def test_a_private_address_is_asked_only_where_its_name_is_allowed(desk: Cli, server: Web) -> None:
    server.pages["/feed"] = says(rss([FIRE], at=server.address("")))
    desk.good("feeds", "add", server.address("/feed", "localhost"))
    refused = desk("feeds", "update")
    assert refused.code == 1
    assert "localhost is at a private address" in refused.err
    assert server.requests == []
    allowed = desk.good("feeds", "update", "--allow-host", "localhost")
    assert allowed.out.startswith("added: ")
    assert server.requests[0].said["host"] == f"localhost:{server.port}"


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "[::1]", "[::ffff:7f00:1]"])
def test_every_hop_of_a_redirect_is_looked_at_anew(desk: Cli, server: Web, host: str) -> None:
    server.pages["/feed"] = leads_to(server.address("/inside", host))
    server.pages["/inside"] = says(rss([FIRE], at=server.address("")))
    desk.good("feeds", "add", server.address("/feed"))
    done = desk("feeds", "update")
    assert done.code in (1, 3), done.err
    assert server.asked == ["/feed"]
    assert standing(desk)["standing"] in ("refused", "unreachable")


def test_a_login_is_sent_to_its_own_place_only_and_shown_nowhere(desk: Cli, server: Web) -> None:
    server.pages["/feed"] = leads_to(f"http://127.0.0.1:{server.port}/two")
    server.pages["/two"] = leads_to(server.address("/three", "localhost"))
    server.pages["/three"] = says(rss([FIRE], at=server.address("")))
    desk.good("feeds", "add", f"http://ana:rahasia@127.0.0.1:{server.port}/feed")
    done = desk.good("feeds", "update", "--allow-host", "localhost")
    assert [("authorization" in request.said) for request in server.requests] == [
        True,
        False,
        False,
    ]
    shown = [done, desk.good("feeds", "list"), desk.good("feeds", "list", "--json"),
             desk.good("show", 1, "--json"), desk.good("feeds", "export", "--opml")]  # fmt: skip
    assert all("rahasia" not in one.out + one.err for one in shown)
    assert "rahasia" in desk.good("feeds", "export", "--urls").out, "newsboat needs it"


# Pages -----------------------------------------------------------------------------------------


@pytest.fixture
def summaries(desk: Cli, server: Web) -> Cli:
    """A subscription to a feed of a summary, a link, and a whole story."""
    whole = rss([ROAD], at=server.address(""))
    story = whole[whole.index("<item>") : whole.index("</channel>")]
    words = rss([FIRE, ("2", SHIP[1], "")], at=server.address(""), content=False)
    server.pages["/feed"] = says(words.replace("</channel>", f"{story}</channel>"), etag='"1"')
    server.pages["/1"] = says(page(FIRE[1], *LONG), content_type="text/html")
    server.pages["/2"] = says(page(SHIP[1], *LONG[::-1]), content_type="text/html")
    desk.good("feeds", "add", server.address("/feed"), "--name", "Uji")
    return desk


def test_pages_are_asked_for_only_when_told_to(summaries: Cli, server: Web) -> None:
    done = summaries.good("feeds", "update")
    assert server.asked == ["/feed"]
    assert len(done.lines) == 2
    assert "1 entry without text" in done.err
    again = summaries.good("feeds", "update")
    assert (again.raw, again.err) == (b"", ""), "what was told is not told again"


def test_a_page_is_the_article_of_an_entry_that_is_not_whole(summaries: Cli, server: Web) -> None:
    done = summaries.good("feeds", "update", "--pages")
    assert server.asked == ["/feed", "/robots.txt", "/1", "/2"], "a whole story needs no page"
    assert len(done.lines) == 3
    article = summaries.good("show", 1, "--json").records[0]
    assert LONG[2] in article["text"]
    assert article["url"] == server.address("/1")
    assert article["published_at"].startswith("2026-03-10T08:00"), "as the feed says it"
    assert summaries.good("feeds", "update", "--pages").raw == b""
    assert server.asked[4:] == ["/feed"], "no page twice"
    assert summaries.good("feeds", "update").raw == b"", "and no summary beside its page"


def test_pages_that_were_left_out_come_later_though_the_feed_has_not_changed(
    summaries: Cli, server: Web
) -> None:
    summaries.good("feeds", "update")
    done = summaries.good("feeds", "update", "--pages")
    assert server.asked == ["/feed", "/feed", "/robots.txt", "/1", "/2"]
    assert len(done.lines) == 2


def test_robots_txt_is_obeyed_whatever_stands_before_its_first_line(
    summaries: Cli, server: Web
) -> None:
    rules = "\ufeffUser-agent: bench\nDisallow: /\n\nUser-agent: workbench\n\nDisallow: /*1$\n"
    server.pages["/robots.txt"] = says(rules)
    done = summaries.good("feeds", "update", "--pages")
    assert server.asked == ["/feed", "/robots.txt", "/2"]
    assert "its page is left out: robots.txt does not let us read it" in done.out
    assert summaries.good("feeds", "update", "--pages").raw == b""
    assert "/1" not in server.asked


def test_where_robots_txt_cannot_be_read_no_page_is(summaries: Cli, server: Web) -> None:
    server.pages["/robots.txt"] = says(status="503 Oops")
    done = summaries("feeds", "update", "--pages")
    assert done.code == 1
    assert "robots.txt: it answers 503" in done.out
    assert server.asked == ["/feed", "/robots.txt"]


def test_a_large_robots_txt_is_obeyed_as_far_as_it_is_read(summaries: Cli, server: Web) -> None:
    """What is behind 500 KiB does not count, nor a line that is cut in two there."""
    rules = "User-agent: *\nDisallow: /1\n"
    rules += f"#{'-' * (512_000 - len(rules) - len('#') - len('~Disallow: /'))}\nDisallow: /2\n"
    server.pages["/robots.txt"] = says(rules)
    assert rules[:512_000].endswith("\nDisallow: /")
    done = summaries.good("feeds", "update", "--pages")
    assert server.asked == ["/feed", "/robots.txt", "/2"]
    assert "its page is left out: robots.txt does not let us read it" in done.out


@pytest.mark.parametrize(
    "rules",
    [says("User-agent: x\n" * 80_000), says(gzip.compress(b"rules")[:-4], content_encoding="gzip")],
    ids=["too large to come", "cut off"],
)
def test_a_robots_txt_that_came_and_cannot_be_read_forbids_all(
    summaries: Cli, server: Web, rules: Answers
) -> None:
    server.pages["/robots.txt"] = rules
    done = summaries("feeds", "update", "--pages")
    assert done.code == 1, "of an entry without text nothing is left"
    assert server.asked == ["/feed", "/robots.txt"]
    assert "its page is left out: robots.txt: " in done.out


def test_a_page_that_fails_for_now_is_asked_for_again_and_its_host_left_alone_until_then(
    summaries: Cli, server: Web
) -> None:
    kept = server.pages.pop("/1")
    server.pages["/1"] = says(status="429 Slow down")
    done = summaries("feeds", "update", "--pages")
    assert done.code == 1
    assert [line.partition(":")[0] for line in done.lines] == ["refused", "added"]
    assert "2 pages left for the next update" in done.err
    assert server.asked == ["/feed", "/robots.txt", "/1"]
    server.pages["/1"] = kept
    assert len(summaries.good("feeds", "update", "--pages").lines) == 2
    assert count(summaries) == 3


def test_what_came_is_kept_as_a_web_archive(summaries: Cli, server: Web, tmp_path: Path) -> None:
    archiving = pytest.importorskip("warcio.archiveiterator")
    kept = tmp_path / "kept.warc.gz"
    server.pages["/1"] = says(
        gzip.compress(page(FIRE[1], *LONG).encode()),
        content_type="text/html",
        content_encoding="gzip",
    )
    summaries.good("feeds", "update", "--pages", "--keep-warc", kept)
    with kept.open("rb") as stream:
        records = [
            (
                one.rec_type,
                one.rec_headers.get_header("WARC-Target-URI"),
                one.content_stream().read(),
            )
            for one in archiving.ArchiveIterator(stream, check_digests="raise")
        ]
    assert [(kind, url) for kind, url, _ in records] == [
        ("warcinfo", None),
        *(("response", server.address(path)) for path in ("/feed", "/1", "/2")),
    ]
    assert FIRE[1].encode() in records[2][2]
    server.pages["/feed"] = says(rss([ROAD, FIRE], at=server.address("")))
    summaries.good("feeds", "update", "--keep-warc", kept)
    other = Cli(summaries.monkeypatch, tmp_path / "other.db")
    lines = other.good("import", kept).lines
    became = [line.partition(":")[0] for line in lines]
    assert became == ["added", "near-duplicate of #1"], "both pages, whole, and no feed"


def test_an_archive_that_is_none_and_a_folder_that_is_missing_are_refused(
    summaries: Cli, server: Web, tmp_path: Path
) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("catatan")
    assert summaries("feeds", "update", "--keep-warc", other).code == 2
    assert summaries("feeds", "update", "--keep-warc", tmp_path / "none" / "x.warc.gz").code == 2
    assert (other.read_text(), server.requests) == ("catatan", [])


def test_a_page_without_a_usable_address_is_left_out_and_the_feed_goes_on(
    desk: Cli, server: Web
) -> None:
    words = rss([FIRE, SHIP], at=server.address(""), content=False)
    words = words.replace(f"{server.address('')}/1", "http://[::1/x")
    server.pages["/feed"] = says(words)
    server.pages["/2"] = says(page(SHIP[1], *LONG), content_type="text/html")
    desk.good("feeds", "add", server.address("/feed"))
    done = desk.good("feeds", "update", "--pages")
    assert len(done.lines) == 2
    assert "its page is left out" in done.lines[0]
    assert LONG[0] in desk.good("show", 2, "--json").records[0]["text"]


def test_who_wants_to_be_left_alone_is_with_all_feeds_of_that_host(desk: Cli, server: Web) -> None:
    server.pages["/one"] = says(status="429 Slow down")
    server.pages["/two"] = says(rss([FIRE], at=server.address("")))
    desk.good("feeds", "add", server.address("/one"), server.address("/two"))
    assert desk("feeds", "update").code == 3
    assert server.asked == ["/one"]
    assert standing(desk, 1)["standing"] == "new"
    assert len(desk.good("feeds", "update").lines) == 1, "the next update asks that one"


def test_that_nothing_changed_counts_only_from_who_was_asked_so(desk: Cli, server: Web) -> None:
    server.pages["/feed"] = says(status="304 Not Modified")
    desk.good("feeds", "add", server.address("/feed"))
    done = desk("feeds", "update")
    assert done.code == 1
    assert "it answers 304" in done.err


# Nobody else asks ------------------------------------------------------------------------------

EAR = """
import sys
def heard(event, words):
    if event in ("socket.getaddrinfo", "socket.sendto", "socket.gethostbyname") or (
        event == "socket.connect" and isinstance(words[1], tuple)
    ):
        with open({log!r}, "a") as log:
            log.write(event + "\\n")
sys.addaudithook(heard)
"""


def test_the_desk_asks_nobody_however_many_feeds_are_due(
    desk: Cli, server: Web, tmp_path: Path
) -> None:
    folder, log = tmp_path / "ear", tmp_path / "heard"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(EAR.format(log=str(log)))
    place = f"{ROOT}{os.pathsep}{folder}"
    desk.good("import", "-", stdin=jsonl(ARTICLES[1]))
    desk.good("feeds", "add", *(server.address(f"/{number}") for number in range(2)))
    with terminal(desk.db, PYTHONPATH=place) as seen:
        seen.shows("? keys")
        seen.press("\r")
        seen.shows("Mara Lindqvist")
        seen.press("gj")
        seen.shows("subscribe")
        seen.press("Q")
        assert seen.exit_code() == 0
    assert not log.exists()
    assert server.requests == []
    subprocess.run(
        [*command("--db", desk.db, "feeds", "update", "--allow-host", "127.0.0.1")],
        env={**environment(tmp_path), "PYTHONPATH": place}, capture_output=True, check=False,
    )  # fmt: skip
    assert log.exists(), "the ear hears"
    assert len(server.requests) == 2


# A run that ends early -------------------------------------------------------------------------


def test_a_run_that_is_killed_leaves_whole_articles_and_the_next_goes_on(
    desk: Cli, server: Web, tmp_path: Path
) -> None:
    reached, never = Event(), Event()

    def waits(request: Request) -> bytes:
        reached.set()
        never.wait(PATIENCE)
        return answer(status="500 Oops")

    server.pages["/one"] = says(rss([FIRE], at=server.address("")), etag='"1"')
    server.pages["/two"] = waits
    desk.good("feeds", "add", server.address("/one"), server.address("/two"))
    running = subprocess.Popen(
        command("--db", desk.db, "feeds", "update", "--allow-host", "127.0.0.1"),
        env=environment(tmp_path), stdout=subprocess.PIPE,
    )  # fmt: skip
    assert reached.wait(PATIENCE)
    running.send_signal(signal.SIGKILL)
    out, _ = running.communicate()
    never.set()
    assert running.returncode == -signal.SIGKILL
    assert out.startswith(b"added: "), "what was done was said"
    assert count(desk) == 1
    assert desk("verify").code == 0
    server.pages["/two"] = says(rss([SHIP], at=server.address(""), title="Kabar Dua"))
    done = desk.good("feeds", "update")
    assert len(done.lines) == 1
    assert server.requests[-2].said["if-none-match"] == '"1"'


def test_pages_that_were_imported_before_a_kill_are_not_asked_for_again(
    desk: Cli, server: Web, tmp_path: Path
) -> None:
    reached, never = Event(), Event()

    def waits(request: Request) -> bytes:
        reached.set()
        never.wait(PATIENCE)
        return answer(status="500 Oops")

    names = [f"{number}" for number in range(12)]
    words = [(name, f"Judul {name}", "") for name in names]
    server.pages["/feed"] = says(rss(words, at=server.address(""), content=False), etag='"1"')
    for name in names:
        text = page(f"Judul {name}", *(f"{name}: {line}" for line in LONG))
        server.pages[f"/{name}"] = says(text, content_type="text/html")
    kept = server.pages["/11"]
    server.pages["/11"] = waits
    desk.good("feeds", "add", server.address("/feed"))
    places = environment(tmp_path) | {"XDG_CONFIG_HOME": str(tmp_path / "places")}
    running = subprocess.Popen(
        command("--db", desk.db, "feeds", "update", "--pages"), env=places, stdout=subprocess.PIPE
    )
    assert reached.wait(PATIENCE)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    never.set()
    assert count(desk) == 10
    server.pages["/11"] = kept
    server.requests.clear()
    desk.good("feeds", "update", "--pages")
    assert server.asked == ["/feed", "/robots.txt", "/10", "/11"]
    assert count(desk) == 12
    assert desk("verify").code == 0


# Subscriptions ---------------------------------------------------------------------------------

URLS = r"""# Kabar
https://satu.example/rss "maluku" "~Kabar \"Satu\"" "!"
	https://dua.example/feed?a=1&b=2#bagian  politik # nanti
"query:Belum dibaca:unread = \"yes\"" "semua"
"exec:~/bin/kabar.sh"
"filter:~/bin/saring:https://tiga.example/rss"
file:///etc/passwd
"""


def test_a_urls_file_comes_back_as_it_was_and_its_programs_are_never_run(
    desk: Cli, tmp_path: Path
) -> None:
    (tmp_path / "urls").write_text(URLS)
    done = desk("feeds", "add", tmp_path / "urls")
    assert done.code == 1
    assert [line.partition(":")[0] for line in done.lines] == ["refused"]
    written = desk.good("feeds", "export", "--urls").out
    assert written.splitlines() == [
        r'https://satu.example/rss "~Kabar \"Satu\"" "maluku" "!"',
        'https://dua.example/feed?a=1&b=2#bagian "politik"',
        r'"query:Belum dibaca:unread = \"yes\"" "semua"',
        '"exec:~/bin/kabar.sh"',
        '"filter:~/bin/saring:https://tiga.example/rss"',
    ]
    named = desk.good("feeds", "update", "exec:~/bin/kabar.sh")
    assert "kept for newsboat" in named.err
    (tmp_path / "urls").write_text(written)
    assert "0 added, 5 known" in desk.good("feeds", "add", tmp_path / "urls").err


OPML = """<opml version="1.0"><body>
<outline text="Daerah"><outline title="Kabar &amp; Café" type="rss"
  xmlUrl="https://u:rahasia@satu.example/?a=1&b=2"/></outline>
<outline text="https://dua.example/rss" xmlUrl="https://dua.example/rss" category="/politik,kota"/>
<outline text="kosong"/></body></opml>"""


def test_opml_is_read_and_written_without_passwords(desk: Cli, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(OPML, encoding="utf-8")
    desk.good("feeds", "add", tmp_path / "feeds.opml")
    first, second = desk.good("feeds", "list", "--json").records
    assert (first["name"], first["tags"]) == ("Kabar & Café", ["Daerah"])
    assert (second["name"], second["tags"]) == ("https://dua.example/rss", ["politik", "kota"])
    written = desk.good("feeds", "export", "--opml").raw
    assert b"rahasia" not in written
    (tmp_path / "again.opml").write_bytes(written)
    other = Cli(desk.monkeypatch, tmp_path / "other.db")
    other.good("feeds", "add", tmp_path / "again.opml")
    names = ("name", "address", "tags")
    assert [
        [record[name] for name in names] for record in other.good("feeds", "list", "--json").records
    ] == [[record[name] for name in names] for record in (first, second)]


def test_subscriptions_are_changed_through_the_journal(desk: Cli) -> None:
    desk.good("feeds", "add", "https://satu.example/rss", "HTTPS://DUA.example")
    again = desk.good("feeds", "add", "feed:https://satu.example/rss")
    assert "0 added, 1 known" in again.err
    renamed = desk.good("feeds", "rename", "https://dua.example/", "Kabar Dua")
    assert "renamed: https://dua.example/ to Kabar Dua" in renamed.err
    assert "nothing changed" in desk.good("feeds", "rename", "Kabar Dua", "Kabar Dua").err
    desk.good("feeds", "remove", "Kabar Dua", "https://satu.example/rss")
    assert desk.good("feeds", "list").raw == b""
    for expected in (2, 2):
        desk.good("undo")
        assert len(desk.good("feeds", "list").lines) == expected
    assert standing(desk, 1)["name"] == "https://dua.example/"
    ops = [record["op"] for record in desk.good("log", "--json").records]
    assert sorted(ops) == ["rename feed", "subscribe", "undo", "undo", "unsubscribe"]
    assert desk("verify").code == 0


def test_what_is_no_subscription_is_4_and_what_is_no_address_1(desk: Cli, tmp_path: Path) -> None:
    assert desk("feeds", "add", "http://").code == 1
    assert desk("feeds", "add", tmp_path / "none.opml").code == 4
    assert desk("feeds", "remove", "kabar").code == 4
    assert desk("feeds", "update", "kabar").code == 4
    assert "workbench feeds add" in desk.good("feeds", "update").err


def test_a_missing_extra_is_told_with_the_line_that_installs_it(
    desk: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.good("feeds", "add", "https://satu.example/rss")
    for name in [name for name in sys.modules if name.startswith("workbench.intake.fetching")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "httpx", None)
    done = desk("feeds", "update")
    assert done.code == 2
    assert "pip install 'analyst-workbench[fetch]'" in done.err
