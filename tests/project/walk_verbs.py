"""Every headless verb, in an order that gives each of them something to work on."""

from __future__ import annotations

import grp
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

GATHER = {
    "sources", "tags", "topics", "select", "feeds", "annotations", "arrivals", "credits",
    "codebook", "counterparts", "credits remove", "coverage", "arrivals place",
    "adjudicate", "adjudicate show", "adjudicate rule", "adjudicate dispute", "adjudicate settle",
    "adjudicate withdraw", "blindness",
}  # fmt: skip
"""Verbs that only gather others; one that needs a habit, which no verb makes; one that needs
marks of another tool whose words stand elsewhere; those that need a second analyst; and one that
needs an extra."""
CLAIM = "{claim}"
"""Stands for the uid of a claim that the desk has left."""
PAIR = "{pair}"
OPEN = "{open}"
"""Stands for what a statement and its first counterpart are called."""
DOCUMENT = {"id": "d-1", "text": "“Kami siap,” kata Dewi Lestari, Senin.", "lang": "id"}


@dataclass(frozen=True)
class Call:
    """A verb as it is called, and some words of what it prints."""

    verb: str
    words: Sequence[str] = ()
    prints: str = ""
    given: str = ""
    """Standard input."""
    code: int = 0
    """What it ends with."""


CALLS = (
    Call("import", ("-", "--json"), '"added"', json.dumps(DOCUMENT)),
    Call("feeds update"),
    Call("feeds add", ("https://feeds.example/kabar.xml", "--name", "Kabar")),
    Call("feeds list", ("--json",), '"new"'),
    Call("feeds rename", ("Kabar", "Kabar Pagi")),
    Call("feeds move", ("Kabar Pagi", "https://feeds.example/pagi.xml")),
    Call("feeds export", ("--opml",), "pagi.xml"),
    Call("feeds export", ("--urls",), "~Kabar Pagi"),
    Call("feeds remove", ("Kabar Pagi",)),
    Call("set", ("1", "lang=id")),
    Call("extract", ("1", "--json")),
    Call("extract", ("--json",), '"moved"'),
    Call("list", ("--where", "lang:id", "--json"), '"number"'),
    Call("show", ("1",), "Gudang"),
    Call("facts", ("1", "--json"), '"kind"'),
    Call("facts", ("--jsonl",), '"quote"', json.dumps(DOCUMENT)),
    Call("compare", ("--jsonl",), '"stance"', json.dumps({"id": 1, "a": DOCUMENT, "b": DOCUMENT})),
    Call("search", ("gencatan", "--json"), '"exact"'),
    Call("diff", ("2", "1"), "in common"),
    Call("diff", ("2", "1", "--json"), '"sentences"'),
    Call("carry", ("3", "--from", "1", "--list", "--json")),
    Call("claims", ("--json",), "Naskah dibahas."),
    Call("counterparts list", ("1", "--json"), '"pair"'),
    Call("counterparts unrelated", ("1", PAIR)),
    Call("undo"),
    Call("counterparts accept", ("1", PAIR)),
    Call("counterparts correct", ("1", PAIR, "contradicts")),
    Call("timeline", ("--along", "said"), "Naskah dibahas."),
    Call("numbers", (), "dead: 7"),
    Call("numbers", ("--json",), '"stands"'),
    Call("timeline", ("--story", "1", "--as-of", "2026-03-09", "--json"), '"happened"'),
    Call("dossier", ("--where", "number:1..3"), "origin"),
    Call("dossier", ("--story", "1", "--json"), '"story"'),
    Call("learned", (), "Learned from"),
    Call("learned", ("--json",), '"features"'),
    Call("open-questions keep", ("Siapa", "membakar", "gudang", "di", "Makassar?")),
    Call("open-questions", ("--all", "--json"), "Siapa membakar"),
    Call("open-questions seen", (OPEN,)),
    Call("open-questions link", (OPEN, "#1:0"), code=4),
    Call("open-questions dismiss", (OPEN, "#1:0"), code=4),
    Call("open-questions close", (OPEN, "sudah", "jelas")),
    Call("coverage list", ("2", "--json"), '"uncovered"'),
    Call("coverage list", ("2", "--all"), "no body"),
    Call("coverage mark", ("2", "0")),
    Call("coverage unmark", ("2", "0")),
    Call("sources list", (), "Dewi Lestari"),
    Call("sources network", (), "has it from"),
    Call("sources network", ("--questions", "--json"), '"edge"'),
    Call("sources add", ("Radio Pagi", "--kind", "outlet")),
    Call("sources alias", ("Radio Pagi", "RP")),
    Call("sources add", ("R. Pagi",)),
    Call("sources merge", ("R. Pagi", "Radio Pagi")),
    Call("sources rate", ("Radio Pagi", "B", "--rationale", "dua kali diralat")),
    Call("sources show", ("Radio Pagi", "--json"), "dua kali diralat"),
    Call("sources add", ("Grup Pagi", "--kind", "organisation")),
    Call("sources owner", ("Radio Pagi", "Grup Pagi", "--rationale", "situs resminya")),
    Call("sources families", (), "Grup Pagi"),
    Call("sources end", ("Radio Pagi", "--rationale", "dijual")),
    Call("sources add", ("detikNews", "--kind", "outlet")),
    Call("sources proposals", (), "detikNews"),
    Call("sources take", ("detikNews",)),
    Call("sources add", ("Radio Siang", "--kind", "outlet")),
    Call("sources differ", ("Radio Pagi", "Radio Siang")),
    Call("sources same", ("--json",)),
    Call("credits list", ("--json",)),
    Call("wanted", ("--json",)),
    Call("raw", ("--json",), '"packed"'),
    Call("tags add", ("periksa", "dua sumber", "--article", "2")),
    Call("tags rename", ("periksa", "cek")),
    Call("tags merge", ("cek", "dua sumber")),
    Call("tags list", (), "dua sumber"),
    Call("tags add", ("cek", "--where", "lang:id")),
    Call("tags remove", ("cek", "--article", "1")),
    Call("topics add", ("Banjir",)),
    Call("topics rename", ("Banjir", "Rob")),
    Call("topics add", ("Panen",)),
    Call("topics merge", ("Panen", "Rob")),
    Call("topics retire", ("Rob",)),
    Call("topics list", (), "retired"),
    Call("codebook add", ("topic", "Banjir", "Air di darat.")),
    Call("codebook add", ("rule", "bantahan", "--where", "assertion:denies")),
    Call("codebook set", ("bantahan", "Siapa membantah adalah sumber.")),
    Call("codebook example", ("bantahan", "1", "Gudang", "--at", "0", "--not")),
    Call("codebook rename", ("bantahan", "sangkalan")),
    Call("codebook show", ("--json",), "sangkalan"),
    Call("codebook versions", ("--json",), '"added"'),
    Call("codebook diff", (), "sangkalan"),
    Call("codebook export", (), "sangkalan"),
    Call("codebook edit", (), ""),
    Call("codebook import", ("-",), "", "## Topic: panen\n\nPadi.\n"),
    Call("codebook flag", (CLAIM, "kiasan?")),
    Call("codebook flags", ("--json",), "kiasan?"),
    Call("codebook settle", (CLAIM,)),
    Call("codebook touched", ("--json",)),
    Call("codebook keep", (CLAIM,)),
    Call("codebook remove", ("panen",)),
    Call("undo"),
    Call("redo"),
    Call("select save", ("siang", "--where", "lang:id")),
    Call("select list", (), "siang"),
    Call("select show", ("siang", "--json"), '"number"'),
    Call("select divide", ("siang", "--to", "ratna,budi", "--each", "2", "--due", "+3d")),
    Call("select unassign", ("siang", "budi", "1")),
    Call("select assign", ("siang", "budi", "1")),
    Call("select move", ("budi", "1", "--of", "siang", "--to", "citra")),
    Call("select parts", ("siang", "--json"), '"done_count"'),
    Call("queue", (), "to judge"),
    Call("select freeze", ("siang",)),
    Call("export", ("--format", "jsonl", "--set", "siang", "--out", "siang.jsonl")),
    Call("export", ("--format", "csv", "--out", "claims.csv")),
    Call("export", ("--format", "csv", "--option", "table=kwic", "--out", "-"), "left,words,right"),
    Call("export", ("--format", "brat", "--out", "brat")),
    Call("export", ("--format", "package", "--pseudonyms", "--out", "set.zip")),
    Call("export", ("--check", "set.zip", "--json"), '"whole"'),
    Call("export", ("--format", "vault", "--out", "vault", "--json"), '"new"'),
    Call("report", ("--set", "siang", "--out", "report.html")),
    Call("report", ("--lang", "id", "--format", "md", "--out", "-"), "Laporan"),
    Call("select drop", ("siang",)),
    Call("annotations import", ("--format", "jsonl", "siang.jsonl")),
    Call("export", ("--format", "jsonl", "--where", "number:1", "--out", "satu.jsonl")),
    Call("annotations import", ("--db", "other.db", "satu.jsonl")),
    Call("set", ("--db", "other.db", "1", "title=Di sana")),
    Call("export", ("--db", "other.db", "--format", "jsonl", "--out", "sana.jsonl")),
    Call("set", ("1", "title=Di sini")),
    Call("annotations import", ("sana.jsonl",)),
    Call("arrivals list", ("--json",), '"conflict"'),
    Call("arrivals show", (), "title, theirs: Di sana"),
    Call("arrivals drop", ("--file", "sana.jsonl")),
    Call("arrivals keep", ("--file", "sana.jsonl")),
    Call("undo"),
    Call("arrivals take", ("--file", "sana.jsonl")),
    Call("agreement", ("--json",)),
    Call("adjudicate list", ("--json",)),
    Call("adjudicate bounds", ("longest",)),
    Call("adjudicate otherwise", ("--json",)),
    Call("adjudicate read"),
    Call("adjudicate disputes", ("--json",)),
    Call("formats", ("--json",), '"brat"'),
    Call("session", ("summary", "--json"), '"acts"'),
    Call("log", ("--json",), '"hash"'),
    Call("evaluate", ("--json",), '"trust"'),
    Call("evaluate", ("siang.jsonl", "--json"), '"precision"'),
    Call("verify"),
    Call("backup", ("copy.db",)),
    Call("move", ("--to", "moved.db")),
    Call("restore", ("copy.db",)),
    Call("salvage", ("copy.db", "salvaged.db")),
    Call("share", (grp.getgrgid(os.getegid()).gr_name, "--check"), "0660", code=1),
    Call("team", ("--since", "4w", "--json"), '"analyst"'),
    Call("team", ("--of", "ratna"), "sitting"),
    Call("team looks"),
    Call("team roles", (), "ratna"),
    Call("team roles", ("ratna", "reader"), code=2),
    Call("team leave", ("ratna",), code=2),
    Call("team return", ("ratna",), code=2),
    Call("locate", (), "sample"),
    Call("completion", ("bash",), "workbench"),
    Call("completion", ("zsh",), "workbench"),
    Call("completion", ("fish",), "workbench"),
)


def walk_verbs(command: str, folder: Path) -> None:
    """Call them all on the database that the desk has left."""
    named = {CLAIM: "", PAIR: "", OPEN: ""}
    for call in CALLS:
        words = [command, "--db", "walk.db", "--analyst", "ratna", *call.verb.split()]
        words += [named.get(word, word) for word in call.words]
        done = subprocess.run(
            words,
            cwd=folder,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(folder / "home"),
                "PYTHONUTF8": "1",
                "EDITOR": "true",
            },
            input=call.given,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        if done.returncode != call.code or call.prints not in done.stdout:
            sys.exit(f"{' '.join(words)}: {done.returncode}\n{done.stdout[-2000:]}{done.stderr}")
        if call.verb == "claims":
            named[CLAIM] = json.loads(done.stdout.partition("\n")[0])["uid"]
        if call.verb == "open-questions":
            every = map(json.loads, done.stdout.splitlines())
            named[OPEN] = next(one["uid"] for one in every if one["statement"] is None)
        if call.verb == "counterparts list":
            statement = json.loads(done.stdout.partition("\n")[0])
            named[PAIR] = statement["counterparts"][0]["pair"]


def verbs_walked() -> set[str]:
    """Every verb that is called."""
    return {call.verb for call in CALLS}
