"""The command line without a process: its words in, its bytes and exit code out."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import pytest
from waiting import PATIENCE

from workbench.cli.main import main

if TYPE_CHECKING:
    from workbench.services.places import Place

ROOT = Path(__file__).resolve().parents[2]

HOSTILE_TITLE = "Judul \x1b[2J\x1b]0;x\x07 \u202eterbalik\u202c \x7f [/]"
HOSTILE_TEXT = f'{HOSTILE_TITLE}\n\n"Kami \x1b[31mtidak\x9b tahu\u2066," kata Budi Santoso.\u200b\n'

ARTICLES = (
    {
        "id": "a",
        "title": "Gudang di Pelabuhan Meledak",
        "outlet": "Cakrawala Pos",
        "published": "2026-03-10T08:12+08:00",
        "lang": "id",
        "text": "Gudang di Pelabuhan Meledak\n\nTujuh pekerja tewas, kata juru bicara kepolisian "
        'Ratih Sondakh.\n\n"Titik ledakan ada di sisi timur," ujar Ratih kepada wartawan, '
        "Selasa (10/3/2026).\n\nSumber: Harbour Wire\n",
    },
    {
        "id": "b",
        "title": "Night Train Returns",
        "outlet": "The Northgate Daily",
        "published": "2026-04-01",
        "lang": "en",
        "text": "Night Train Returns\n\nThe night train will run again from May, said Mara "
        'Lindqvist, who heads the line. "We never stopped believing in it," she told reporters.\n',
    },
    {"id": "c", "title": HOSTILE_TITLE, "lang": "id", "text": HOSTILE_TEXT},
)
"""Article #1 relays another outlet, #2 is English, #3 is hostile and has no date."""


@dataclass(frozen=True)
class Done:
    """What a command did."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode("utf-8")

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.raw.split(b"\n") if line]


class NoDesk:
    """Where there is no desk to open."""

    def check(self) -> None:
        raise AssertionError("the desk was asked for")

    def open(
        self,
        place: Place,
        analyst: str,
        at_end: Callable[[], None] | None = None,
        lessons: str = "",
        at: tuple[str, int] | None = None,
    ) -> int:
        raise AssertionError("the desk was opened")


@dataclass
class Cli:
    """`workbench --db FILE --analyst ana` within this process."""

    monkeypatch: pytest.MonkeyPatch
    db: Path
    analyst: str = "ana"

    def __call__(self, *words: object, stdin: bytes = b"") -> Done:
        return self.bare("--db", self.db, "--analyst", self.analyst, *words, stdin=stdin)

    def bare(
        self,
        *words: object,
        stdin: bytes = b"",
        desk: object = None,
        encoding: str = "utf-8",
    ) -> Done:
        """Without the options that name the database and the analyst."""
        out, err = io.BytesIO(), io.BytesIO()
        with self.monkeypatch.context() as patch, TemporaryFile() as given:
            given.write(stdin)
            given.seek(0)
            patch.setattr(sys, "stdin", io.TextIOWrapper(given, "utf-8"))
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding))
            patch.setattr(sys, "stderr", io.TextIOWrapper(err, "utf-8"))
            code = main([str(word) for word in words], desk or NoDesk())  # type: ignore[arg-type]
            sys.stdout.flush()
            sys.stderr.flush()
            done = Done(code, out.getvalue(), err.getvalue().decode("utf-8"))
        return done

    def good(self, *words: object, stdin: bytes = b"") -> Done:
        """A command that must succeed."""
        done = self(*words, stdin=stdin)
        assert done.code == 0, done.err
        return done


def lead(cli: Cli) -> Cli:
    """The same, for whoever leads: colleagues' work shows at any time."""
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "workbench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.toml").write_text('blind = "off"\n', "utf-8")
    return cli


def jsonl(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def environment(folder: Path) -> dict[str, str]:
    """What a process of the command line gets to see."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "TERM": "xterm-256color",
        "WORKBENCH_DB": str(folder / "desk.db"),
        "WORKBENCH_ANALYST": "ana",
    }


def command(*words: object) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "workbench", *map(str, words)]


def process(folder: Path, *words: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command line as a real process."""
    return subprocess.run(
        command(*words),
        input=stdin,
        capture_output=True,
        env=environment(folder),
        cwd=folder,
        timeout=PATIENCE,
        check=False,
    )


def accept_everything(db: Path, analyst: str = "ana") -> None:
    """Annotate through the services, as the desk does: all quotes become claims."""
    from workbench.domain.claim import LinkKind
    from workbench.domain.fact import Kind
    from workbench.services.annotate import assess_claim, link_claims
    from workbench.services.review import accept_facts
    from workbench.services.view import view_article
    from workbench.services.workbench import Workbench
    from workbench.store import open_store

    with open_store(db) as store:
        bench = Workbench(store, analyst)
        claims = []
        for number in (1, 2):
            view = view_article(bench, number)
            accept_facts(bench, view, [fact for fact in view.facts if fact.kind is Kind.QUOTE])
            view = view_article(bench, number)
            claims += view.my_claims()
            assess_claim(bench, view, view.my_claims()[0].uid, credibility=3, rationale="plain")
        link_claims(bench, LinkKind.SUPPORTS, claims[0].uid, claims[-1].uid)
