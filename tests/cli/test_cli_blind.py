"""What the command line tells of a colleague's work before one's own judgement stands: nothing.

Two databases are the same but for all that Budi made of an article which Ana has yet to judge. Each
verb is called on both, and has to say the same to the letter: no word, and no count, tells which is
which. Then Ana judges, and sees all of it.
"""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest
from blind_cases import MARK, NEVER, WORDS, base, judge, plant
from cli_cases import Cli, lead
from walk_verbs import GATHER, verbs_walked

from workbench.exchange import formats

WHOLE = {
    "backup": "a copy is of all there is",
    "move": "what is moved is all there is",
    "restore": "it puts a copy in the place of all there is",
    "salvage": "it reads what is left of a file, whosever it is",
    "verify": "it proves all there is, and counts it",
}
"""Verbs that are about the file and whatever is in it."""
OUTSIDE = {
    "feeds update": "it asks the network",
    "locate": "it tells of folders, and of no database",
    "share": "it changes rights of folders",
    "import": "it reads what is given; nothing is told but of that",
    "raw": "it tells of articles' bytes",
    "compare": "it reads what is given, and no database",
    "team": "it counts what a team did: supervisors see that, or whoever has a file alone",
    "team looks": "it tells everybody who looked at whose work",
    "team leave": "it is for who owns a shared database",
    "team return": "it is for who owns a shared database",
}
MINE, THEIRS = "{mine}", "{theirs}"
"""Ana's claim on what she has yet to judge, and Budi's, which in one of the databases is not."""

FILTERS = (
    "has:claims", "claims:>0", "by:budi", "by:ana", "tag:zqtag", "has:tags", "topic:zqtopik",
    "verdict:zqverdik", "source:Samrin", "origin:Samrin", "has:notes", "state:new", "questions:>0",
    "note:zqnotaartikel", "not has:claims",
)  # fmt: skip
CLAIM_FILTERS = (
    "zqmaksud", "has:links", "links:>0", "linked:contradicts", "tag:zqtagklaim", "by:budi",
    "credibility:5", "has:assessment", "has:note", "topic:zqtopik", "verdict:zqverdik",
)  # fmt: skip
EXPORTS = tuple(one.name for one in formats() if one.writes and one.name != "vault")

CALLS: dict[str, tuple[tuple[object, ...], ...]] = {
    "list": ((), ("--json",), *(("--where", one, "--json") for one in FILTERS)),
    "show": (("1",), ("2",), ("3",), ("2", "--json"), ("3", "--json")),
    "facts": (("2", "--json"),),
    "search": (*((word, "--json") for word in WORDS), ("jalan", "--json"), ("terluka", "--json"),
               ("--in-claims", "zqmaksud", "--json"), ("--in-claims", "terluka")),
    "claims": ((), ("--json",), *(("--sort", sort) for sort in ("origins", "credibility", "topic")),
               *(("--where", one, "--json") for one in CLAIM_FILTERS)),
    "log": ((), ("--json",), ("--where", "by:budi", "--json"), ("--limit", "2")),
    "session": (("list",),),
    "sources list": ((), ("--json",), ("--order", "claims")),
    "sources show": (("Samrin Lahati",), ("Samrin Lahati", "--json")),
    "sources families": ((),),
    "sources proposals": ((),),
    "sources same": (("--json",),),
    "sources network": ((), ("--json",), ("--questions", "--json"), ("--where", "by:budi"),
                        ("--where", "number:2", "--json")),
    "tags list": ((), ("--json",)),
    "topics list": ((), ("--json",)),
    "counterparts list": (("2", "--json"), ("2",)),
    "timeline": ((), ("--json",), ("--where", "number:2", "--along", "said"),
                 ("--as-of", "2030", "--recorded", "--json")),
    "dossier": (("--where", "lang:id"), ("--where", "lang:id", "--json"), ("--story", "2")),
    "numbers": ((), ("--json",), ("--as-of", "2030", "--recorded", "--json")),
    "open-questions": (("--all", "--json"), ("--exit-code",)),
    "coverage list": (("2", "--json"), ("2", "--all")),
    "credits list": (("--json",),),
    "wanted": (("--json",),),
    "arrivals list": (("--json",),),
    "arrivals show": ((),),
    "evaluate": ((), ("--json",), ("--by", "outlet", "--json"), ("--by", "lang")),
    "learned": ((), ("--json",)),
    "diff": (("2", "3"), ("2", "3", "--json")),
    "carry": (("3", "--from", "2", "--list", "--json"),),
    "select list": ((), ("--json",)),
    "select show": (("semua", "--json"), ("tanya", "--json")),
    "select parts": ((), ("--json",)),
    "queue": ((),),
    "codebook show": (("--json",),),
    "codebook flags": ((), ("--json",)),
    "codebook versions": (("--json",),),
    "codebook diff": ((),),
    "codebook export": ((),),
    "codebook touched": ((), ("--json",)),
    "team roles": ((),),
    "agreement": ((), ("--json",), ("--by", "outlet")),
    "adjudicate list": ((), ("--json",)),
    "adjudicate otherwise": ((), ("--json",)),
    "adjudicate disputes": ((), ("--json",)),
    "report": (("--format", "md", "--out", "-"), ("--where", "number:2", "--out", "report.html")),
    "formats": (("--json",),),
    "completion": (("bash",),),
    "feeds list": (("--json",),),
    "feeds export": (("--opml",),),
    "export": (
        *(("--format", one, "--out", f"out-{one}") for one in EXPORTS),
        ("--format", "jsonl", "--out", "-", "--by", "budi"),
        ("--format", "jsonl", "--out", "-", "--where", "number:2", "--json"),
        ("--format", "vault", "--out", "vault", "--json"),
        ("--check", "whole.zip", "--json"),
    ),
}  # fmt: skip
"""Verbs that read -> their words, each called on both databases."""
CHANGES: dict[str, tuple[tuple[object, ...], ...]] = {
    "extract": (("2", "--json"), ("--json",)),
    "set": (("2", "title=Jembatan"),),
    "counterparts accept": (("2", "nosuch"),),
    "counterparts correct": (("2", "nosuch", "same"),),
    "counterparts unrelated": (("2", "nosuch"),),
    "open-questions keep": (("Siapa", "terluka?"), ("--claim", MINE), ("--claim", THEIRS)),
    "open-questions seen": (("nosuch",),),
    "open-questions link": (("nosuch", "#2:1"),),
    "open-questions dismiss": (("nosuch", "#2:1"),),
    "open-questions close": (("nosuch", "jelas"),),
    "coverage mark": (("2", "3"),),
    "coverage unmark": (("2", "3"),),
    "sources add": (("Radio Pagi", "--kind", "outlet"), ("Radio Sore", "--kind", "outlet")),
    "sources alias": (("Radio Pagi", "RP"),),
    "sources rate": (("Radio Pagi", "B", "--rationale", "diralat"),),
    "sources owner": (("Radio Pagi", "Radio Sore", "--rationale", "situs"),),
    "sources end": (("Radio Pagi", "--rationale", "dijual"),),
    "sources take": (("Radio Sore",),),
    "sources differ": (("Radio Pagi", "Radio Sore"),),
    "sources merge": (("Radio Sore", "Radio Pagi"),),
    "tags add": (("cek", "--claim", MINE), ("cek", "--claim", THEIRS),
                 ("cek", "--where", "has:claims"), ("zqtag", "--article", "3"),
                 ("cek", "--claims", "by:budi")),
    "tags rename": (("zqtagklaim", "lain"), ("zqtag", "lain")),
    "tags merge": (("lain", "cek"),),
    "tags remove": (("cek", "--claim", THEIRS), ("cek", "--where", "tag:zqtag"),
                    ("cek", "--article", "1")),
    "topics add": (("Banjir",),),
    "topics rename": (("zqtopik", "Rob"), ("Banjir", "zqtopik")),
    "topics merge": (("zqtopik", "Banjir"),),
    "topics retire": (("Banjir",), ("zqtopik",)),
    "codebook add": (("topic", "zqtopik", "Jalan."), ("rule", "ringkas", "--where", "by:budi")),
    "codebook set": (("ringkas", "Satu klaim satu kalimat."),),
    "codebook example": (("ringkas", "2", "Jembatan", "--at", "0"),),
    "codebook rename": (("ringkas", "pendek"),),
    "codebook edit": ((),),
    "codebook import": (("book.md",),),
    "codebook flag": ((MINE, "kiasan?"), (THEIRS, "kiasan?")),
    "codebook settle": ((MINE,), (THEIRS,)),
    "codebook keep": ((MINE,), (THEIRS,)),
    "codebook remove": (("pendek",),),
    "select save": (("siang", "--where", "has:claims"), ("lain", "--where", "by:budi tag:zqtag")),
    "select freeze": (("siang",),),
    "select divide": (("tanya", "--to", "ana,budi", "--each", "2"),),
    "select assign": (("tanya", "ana", "1"),),
    "select unassign": (("tanya", "ana", "1"),),
    "select move": (("ana", "1", "--of", "tanya", "--to", "citra"),),
    "select drop": (("siang",),),
    "feeds add": (("https://feeds.example/kabar.xml", "--name", "Kabar"),),
    "feeds rename": (("Kabar", "Pagi"),),
    "feeds move": (("Pagi", "https://feeds.example/pagi.xml"),),
    "feeds remove": (("Pagi",),),
    "annotations import": (("own.jsonl",),),
    "arrivals take": (("--file", "own.jsonl"),),
    "arrivals keep": (("--file", "own.jsonl"),),
    "arrivals drop": (("--file", "own.jsonl"),),
    "adjudicate bounds": ((),),
    "adjudicate read": (("--all",),),
    "undo": ((), (), ()),
    "redo": ((),),
}  # fmt: skip
"""Verbs that change -> the same, one after the other; what reads is asked once more after them."""

_VARYING = re.compile(
    r"[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?Z?|\"seq\":\s*\d+|\"undoes\":\s*\d+|\(of \d+\)"
    r"|(?m:^ +\d+  )|[0-9a-f]{12}\b|\b1\d{9}\b|sha256:[0-9a-f]+|(?<=\"bytes\": )\d+"
)
"""What is another one in each database: ids, hashes and stamps, and where the journal stands."""


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folder of a database without and with Budi's work on what Ana has yet to judge."""
    made = tmp_path_factory.mktemp("blind")
    base(made / "desk.db")
    with pytest.MonkeyPatch.context() as patch:
        ana = Cli(patch, made / "desk.db")
        ana.good("select", "save", "semua", "--where", "claims:>0")
        ana.good("select", "save", "tanya", "--where", "by:budi or questions:>0")
        ana.good("export", "--format", "package", "--out", made / "whole.zip")
        ana.good("export", "--format", "jsonl", "--out", made / "own.jsonl")
    folders = {"without": made / "desk-a", "with": made / "desk-b"}
    for folder in folders.values():
        folder.mkdir()
        for name in ("desk.db", "whole.zip", "own.jsonl"):
            shutil.copy(made / name, folder / name)
    claim = plant(folders["with"] / "desk.db")
    for folder in folders.values():
        (folder / "theirs").write_text(claim.uid, "utf-8")
        (folder / "book.md").write_text("## Topic: panen\n\nPadi.\n", "utf-8")
    return folders


@pytest.fixture
def both(pair: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Cli]:
    """Ana at both of them."""
    for folder in pair.values():
        shutil.copytree(folder, tmp_path / folder.name)
    return {
        name: Cli(monkeypatch, tmp_path / folder.name / "desk.db") for name, folder in pair.items()
    }


def differing(told: dict[str, str]) -> str:
    """Where what was said on the one differs from what was said on the other; empty where not."""
    one, other = (told[name].splitlines() for name in ("without", "with"))
    return "\n".join(unified_diff(one, other, "without", "with", n=0, lineterm=""))


def said_by(cli: Cli, verb: str, words: tuple[object, ...]) -> str:
    """All that a command says and writes, but for what is another one each time."""
    os.chdir(cli.db.parent)
    before = {*cli.db.parent.iterdir()}
    if {MINE, THEIRS} & {*words}:
        uids = {MINE: _own_claim(cli), THEIRS: Path("theirs").read_text("utf-8")}
        words = tuple(uids.get(str(word), word) for word in words)
    done = cli(*verb.split(), *words)
    assert done.code != 70, done.err
    told = [str(done.code), done.out, done.err]
    for path in sorted({*cli.db.parent.iterdir()} - before):
        told += _contents(path) if not path.name.startswith("desk.db") else []
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return _VARYING.sub("*", "\n".join(told).replace(cli.db.parent.name, "desk"))


def _own_claim(cli: Cli) -> str:
    (claim,) = cli.good("claims", "--where", "by:ana number:2", "--json").records
    return str(claim["uid"])


def _contents(path: Path) -> Iterator[str]:
    """The names and words of a file, of those in an archive, or of those below a folder."""
    if path.is_dir():
        for one in sorted(path.rglob("*")):
            yield from _contents(one) if one.is_file() else ()
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                yield f"{name}\n{archive.read(name).decode('utf-8', 'replace')}"
    else:
        yield f"{path.name}\n{path.read_bytes().decode('utf-8', 'replace')}"


def test_every_verb_is_asked() -> None:
    missing = {*verbs_walked()} - {*CALLS, *CHANGES, *WHOLE, *OUTSIDE, *GATHER}
    assert not missing, "say what it tells of colleagues' work, or why it tells nothing"


@pytest.mark.parametrize("verb", CALLS)
def test_no_verb_that_reads_tells_of_work_that_is_out_of_sight(
    both: dict[str, Cli], verb: str
) -> None:
    for words in CALLS[verb]:
        told = {name: said_by(cli, verb, words) for name, cli in both.items()}
        assert not differing(told), words
        asked = {str(word) for word in words}
        for mark in (*WORDS, *NEVER):
            assert mark not in told["with"] or any(mark in one for one in asked), (mark, words)


def test_no_verb_that_changes_tells_of_it_and_nothing_comes_of_it(both: dict[str, Cli]) -> None:
    for verb, calls in CHANGES.items():
        for words in calls:
            told = {name: said_by(cli, verb, words) for name, cli in both.items()}
            assert not differing(told), (verb, words)
    for verb in ("list", "claims", "tags list", "topics list", "log", "show"):
        for words in CALLS[verb]:
            told = {name: said_by(cli, verb, words) for name, cli in both.items()}
            assert not differing(told), (verb, words)


def test_all_of_it_shows_once_the_judgement_stands(both: dict[str, Cli]) -> None:
    ana = both["with"]
    assert "Samrin Lahati" not in ana.good("sources", "network").out
    judge(ana.db)
    assert "Samrin Lahati" in ana.good("sources", "network").out
    shown = {
        verb: "".join(said_by(ana, verb, words) for words in CALLS[verb])
        for verb in ("claims", "log", "tags list", "topics list", "codebook flags", "export")
    }
    for mark in WORDS:
        assert mark in shown["log"], mark
        assert mark in shown["export"] or mark.startswith("zqbendera"), mark
    for mark in NEVER:
        assert mark not in "".join(shown.values()), mark
    for mark in ("zqmaksud", "zqtopik", "zqverdik", "zqtagklaim", "zqalasan", "zqalasanmu"):
        assert mark in shown["claims"], mark
    assert "zqbendera" in shown["codebook flags"]
    assert "zqbenderamu" in shown["codebook flags"]
    assert "zqtag" in shown["tags list"]
    assert "zqtopik" in shown["topics list"]
    assert "zqmaksud" in ana.good("search", "--in-claims", "zqmaksud").out
    assert '"articles":1' in ana.good("tags", "list", "--json").out.replace(" ", "")


def test_who_leads_sees_all_where_nobody_shares_the_file(both: dict[str, Cli]) -> None:
    ana = both["with"]
    assert MARK not in ana.good("log").out
    assert MARK in lead(ana).good("claims").out
    for mark in NEVER:
        assert mark in ana.good("log", "--json", "--limit", "100").out, mark


def test_an_export_says_whose_work_it_holds(both: dict[str, Cli]) -> None:
    ana = both["with"]
    header = ana.good("export", "--format", "jsonl", "--out", "-", "--where", "number:2").records[0]
    assert (header["whose"], header["unjudged"]) == (["ana"], 1)
    done = ana.good("export", "--format", "jsonl", "--out", "-")
    assert (done.records[0]["whose"], done.records[0]["unjudged"]) == (["ana", "budi"], 2)
    assert "2 colleagues' work on articles (you have yet to judge them" in done.err
    judge(ana.db)
    done = ana.good("export", "--format", "jsonl", "--out", "-", "--where", "number:2")
    assert done.records[0]["whose"] == ["ana", "budi"]
    assert "unjudged" not in done.records[0]
    assert "colleagues" not in done.err
