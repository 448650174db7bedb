"""The file that is kept between runs: used, never needed, believed only where it is one's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = b'{"id": 1, "lang": "en", "text": "Police said on Monday that 3 people were hurt."}\n'


def _facts(cache: Path) -> bytes:
    environ = os.environ | {"XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "facts", "--jsonl"],
        input=DOCUMENT, capture_output=True, env=environ, check=True, cwd=cache.parent,
    )  # fmt: skip
    assert done.stderr == b""
    return done.stdout


def _kept(cache: Path) -> Path:
    return cache / "workbench" / "patterns"


def test_the_first_run_keeps_what_the_second_one_takes(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = _facts(cache)
    made = _kept(cache).stat()
    assert made.st_mode & 0o077 == 0
    assert _facts(cache) == first
    assert _kept(cache).stat().st_mtime_ns == made.st_mtime_ns
    assert [path.name for path in _kept(cache).parent.iterdir()] == ["patterns"]


def test_an_import_keeps_it_with_more_articles_than_one_process_reads(tmp_path: Path) -> None:
    cache, articles = tmp_path / "cache", tmp_path / "articles.jsonl"
    told = (DOCUMENT.replace(b"1", b"%d" % at).replace(b"3", b"%d" % at) for at in range(4, 54))
    articles.write_bytes(b"".join(told))
    made = _imported(cache, articles)
    assert made.st_size
    assert _imported(cache, articles).st_mtime_ns == made.st_mtime_ns


def _imported(cache: Path, articles: Path) -> os.stat_result:
    """The file that is kept, once articles were imported into a database of their own."""
    database = articles.with_name(f"{len([*articles.parent.iterdir()])}.db")
    environ = os.environ | {"XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "workbench", "--db", str(database), "import", str(articles)],
        capture_output=True, env=environ, check=True, cwd=articles.parent,
    )  # fmt: skip
    return _kept(cache).stat()


@pytest.mark.parametrize("damage", [b"", b"no patterns", bytes(range(256)) * 99])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache"
    first = _facts(cache)
    whole = _kept(cache).read_bytes()
    _kept(cache).write_bytes(damage)
    assert _facts(cache) == first
    assert len(_kept(cache).read_bytes()) == len(whole)


def test_what_others_may_write_is_not_believed(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = _facts(cache)
    _kept(cache).chmod(0o666)
    assert _facts(cache) == first
    assert _kept(cache).stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_kept_facts_are_found_as_ever(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.write_text("no folder")
    assert b'"facts"' in _facts(cache)
