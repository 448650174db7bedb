"""`--on`: schedulers and workers of Dask on this machine, some of which fail or are hostile."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from cli_cases import ROOT, Cli, Done, jsonl
from cluster_cases import (
    LocalCluster,
    another_workbench,
    cluster,
    dask_environment,
    importing,
    needs_dask,
    rows_of,
)
from made_articles import articles
from waiting import PATIENCE

from workbench.errors import UsageError
from workbench.extract import EXTRACTOR
from workbench.services.cluster.address import checked_address

beyond = pytest.mark.skipif(
    "WORKBENCH_BEYOND" not in os.environ, reason="takes minutes: .ci/beyond runs it"
)

COUNT = 300 if "WORKBENCH_BEYOND" in os.environ else 60

DEADLY = "MATIKAN"
_AT_TEXTS = f"""
import os, time
from workbench.services.cluster import there
once = {{once!r}}
if not hasattr(there, "found_before"):  # Dask loads it twice
    there.found_before = there._found
def dies(document):
    if "{DEADLY}" in document.text:
        os._exit(9)
    time.sleep(float(os.environ.get("EACH_SECONDS", "0")))
    try:
        os.unlink(once)
    except FileNotFoundError:
        return there.found_before(document)
    os._exit(9)
there._found = dies
"""
"""Loaded by a worker before it begins: its machine fails at one text, or once."""

_HOSTILE = """
import asyncio, os, pickle
from distributed.protocol.serialize import ToPickle

class Evil:
    def __init__(self, place):
        self.place = place
    def __reduce__(self):
        return os.mkdir, (self.place,)

FOLDER, KIND = os.environ["EVIL_FOLDER"], os.environ["EVIL_KIND"]

def messages(keys):
    evil = Evil(os.path.join(FOLDER, KIND))
    if KIND == "message":
        yield {"op": "error", "exception": ToPickle(evil)}
    if KIND == "warning":
        yield {"op": "event", "topic": "warn", "event": (0, {"message": pickle.dumps(evil)})}
    for key in keys:
        if KIND == "type":
            yield {"op": "key-in-memory", "key": key, "type": pickle.dumps(evil)}
        if KIND == "error":
            yield {"op": "task-erred", "key": key, "exception": pickle.dumps(evil)}

async def speak(scheduler):
    told = set()
    while True:
        await asyncio.sleep(0.01)
        for client, comm in list(scheduler.client_comms.items()):
            for message in messages([key for key in scheduler.tasks if key not in told]):
                told.add(message.get("key"))
                comm.send(message)

def dask_setup(scheduler):
    scheduler.speaking = asyncio.ensure_future(speak(scheduler))
"""


def run(
    environment: Mapping[str, str],
    db: Path,
    *words: object,
    stdin: bytes = b"",
    python: Sequence[str] = (sys.executable, "-m", "workbench"),
) -> Done:
    """The command in a process of its own, as Dask reads its configuration once in each."""
    done = subprocess.run(
        [*python, "--db", str(db), "--analyst", "ana", *map(str, words)],
        env=dict(environment), input=stdin, capture_output=True, check=False, timeout=5 * PATIENCE,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr.decode())


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """Two workers over TLS; a task is given up when its worker died once."""
    folder = tmp_path_factory.mktemp("farm")
    preload = folder / "failing.py"
    preload.write_text(_AT_TEXTS.format(once=str(folder / "die-once")))
    failures = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with cluster(folder, **failures) as made:
        made.add_worker("--preload", str(preload), processes=2)
        yield made


@needs_dask
def test_a_cluster_that_loses_a_worker_gives_the_same_database(
    farm: LocalCluster, tmp_path: Path
) -> None:
    source = tmp_path / "made.jsonl"
    source.write_bytes(jsonl(*articles(COUNT)))
    (farm.folder / "die-once").touch()
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    for path, on in ((there, farm.address), (here, "")):
        process = importing(path, source, on, farm.environment)
        out, _ = process.communicate(timeout=5 * PATIENCE)
        assert process.returncode == 0
        assert len(out.splitlines()) == COUNT
    assert not (farm.folder / "die-once").exists()
    assert rows_of(there) == rows_of(here)


@needs_dask
def test_an_article_that_kills_workers_is_found_and_named(
    farm: LocalCluster, tmp_path: Path
) -> None:
    made = list(articles(25))
    made[7]["text"] += DEADLY
    db = tmp_path / "desk.db"
    done = run(farm.environment, db, "import", "-", "--on", farm.address, stdin=jsonl(*made))
    assert done.code == 1
    assert len(done.lines) == 25
    assert "article #8 is left without facts" in done.err
    assert done.err.count("is left without facts") == 1
    assert "1 left without facts" in done.err
    assert "Traceback" not in done.err
    again = run(farm.environment, db, "extract", "--json")
    assert again.records[0]["articles"] == 1
    assert run(farm.environment, db, "verify").code == 0


@beyond
@needs_dask
def test_an_article_is_tried_alone_while_no_other_part_of_its_batch_runs(tmp_path: Path) -> None:
    """A worker that dies of the last part had the first article of the first one at hand."""
    preload, db = tmp_path / "failing.py", tmp_path / "desk.db"
    preload.write_text(_AT_TEXTS.format(once=str(tmp_path / "never")))
    made = list(articles(40))
    for at in (1, 39):
        made[at]["text"] += DEADLY
    with cluster(tmp_path, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as one:
        one.add_worker("--preload", str(preload))
        done = run(one.environment, db, "import", "-", "--on", one.address, stdin=jsonl(*made))
    assert re.findall(r"article #(\d+) is left without facts", done.err) == ["2", "40"]


@beyond
@needs_dask
def test_a_cluster_that_goes_leaves_what_it_did(farm: LocalCluster, tmp_path: Path) -> None:
    preload = tmp_path / "slow.py"
    preload.write_text(_AT_TEXTS.format(once=str(tmp_path / "never")))
    source, db = tmp_path / "made.jsonl", tmp_path / "desk.db"
    source.write_bytes(jsonl(*articles(300)))
    with cluster(tmp_path, scheme="tcp") as made:
        made.add_worker("--preload", str(preload), environment={"EACH_SECONDS": "0.02"})
        words = ["import", str(source), "--on", made.address]
        process = subprocess.Popen(
            [sys.executable, "-m", "workbench", "--db", str(db), *words],
            env=dict(made.environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout
        assert process.stdout.readline()
        made.kill_scheduler()
        _, err = process.communicate(timeout=5 * PATIENCE)
    assert process.returncode == 3
    assert f"the scheduler at {made.address} is gone" in err
    assert "run it again" in err
    rest = run(farm.environment, db, "extract", "--json", "--on", farm.address)
    assert rest.code == 0, rest.err
    assert 0 < rest.records[0]["articles"] < 300
    assert run(farm.environment, db, "extract", "--json").records[0]["articles"] == 0
    assert run(dask_environment(tmp_path), db, "verify").code == 0


@beyond
@needs_dask
def test_another_version_is_refused_before_a_text_leaves(tmp_path: Path) -> None:
    def renumbered(package: Path) -> None:
        path = package / "extract" / "document.py"
        path.write_text(path.read_text().replace(EXTRACTOR, "workbench-rules/0"))

    other = another_workbench(tmp_path / "other", renumbered)
    db = tmp_path / "desk.db"
    with cluster(tmp_path, scheme="tcp") as made:
        none = run(made.environment, db, "import", "-", "--on", made.address, stdin=b"")
        made.add_worker(environment=other)
        done = run(
            made.environment, db, "import", "-", "--on", made.address, stdin=jsonl(*articles(3))
        )
    assert none.code == 3
    assert "has no workers" in none.err
    assert done.code == 1
    assert "with workbench-rules/0" in done.err
    assert f"with {EXTRACTOR}" in done.err
    assert "added" not in done.err + done.out


_UNGUARDED = """
import contextlib, runpy, sys
from workbench.services.cluster import line
line.nothing_unpickled = contextlib.nullcontext
runpy.run_module("workbench", run_name="__main__")
"""
_CERTAIN = ("type", "error")
"""What Dask's client reads of every task; the others it may have no ear for yet, or no more."""


@beyond
@needs_dask
@pytest.mark.parametrize("kind", ["message", "warning", "type", "error"])
def test_a_hostile_scheduler_runs_nothing_here(kind: str, tmp_path: Path) -> None:
    preload = tmp_path / "hostile.py"
    preload.write_text(_HOSTILE)
    evil = {"EVIL_FOLDER": str(tmp_path), "EVIL_KIND": kind}
    with cluster(tmp_path, "--preload", str(preload), scheme="tcp", **evil) as made:
        made.add_worker("--no-nanny")
        words = ("import", "-", "--on", made.address)
        done = run(made.environment, tmp_path / "desk.db", *words, stdin=jsonl(*articles(20)))
        assert not (tmp_path / kind).exists()
        assert done.code in (0, 1, 3)
        assert "Traceback" not in done.err
        if kind in _CERTAIN:
            run(
                made.environment, tmp_path / "other.db", *words, stdin=jsonl(*articles(20)),
                python=(sys.executable, "-c", _UNGUARDED),
            )  # fmt: skip
            assert (tmp_path / kind).exists(), "without its guard workbench would have run it"


@beyond
@needs_dask
def test_certificates_that_are_missing_or_of_others_are_told(
    farm: LocalCluster, tmp_path: Path
) -> None:
    db = tmp_path / "desk.db"
    bare = {name: words for name, words in farm.environment.items() if "__TLS__" not in name}
    words = ("import", "-", "--on")
    without = run(bare, db, *words, farm.address)
    assert without.code == 2
    assert "names no certificates" in without.err
    others = run(dask_environment(tmp_path / "others"), db, *words, farm.address)
    assert others.code == 3
    assert "no scheduler answers" in others.err
    unencrypted = run(farm.environment, db, *words, farm.address.replace("tls:", "tcp:"))
    assert unencrypted.code == 3
    assert "tls://" in unencrypted.err
    for done in (without, others, unencrypted):
        assert "Traceback" not in done.err
        assert len(done.err.splitlines()) == 2, done.err


def test_without_the_extra_it_is_said_what_to_install(tmp_path: Path) -> None:
    words = ["workbench", "--db", str(tmp_path / "desk.db"), "import", "-", "--on", "tls://x"]
    program = (
        "import sys; sys.modules['distributed'] = sys.modules['dask'] = None\n"
        f"sys.argv = {words!r}\n"
        "from workbench.__main__ import main\n"
        "sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, input=b"", capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert b"[cluster]" in done.stderr


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("tls://farm.example:8786", "tls://farm.example:8786"),
        ("TLS://farm", "tls://farm:8786"),
        ("tls://[2001:db8::1]:99", "tls://[2001:db8::1]:99"),
        ("tcp://127.0.0.1:8786/", "tcp://127.0.0.1:8786"),
        ("tcp://127.9.9.9", "tcp://127.9.9.9:8786"),
        ("tcp://[::1]:1", "tcp://[::1]:1"),
        ("tcp://localhost:8786", "tcp://localhost:8786"),
    ],
)
def test_addresses_that_are_taken(given: str, meant: str) -> None:
    assert checked_address(given) == meant


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("farm:8786", "does not say how to reach"),
        ("tcp://farm:8786", "unencrypted"),
        ("tcp://10.0.0.1:8786", "unencrypted"),
        ("tcp://127.0.0.1.example:8786", "unencrypted"),
        ("tcp://localhost.example", "unencrypted"),
        ("tcp://0.0.0.0:8786", "unencrypted"),
        ("tcp://[::]:8786", "unencrypted"),
        ("ws://127.0.0.1:1", "not reached over ws"),
        ("inproc://1/2/3", "no address"),
        ("tls://", "no address"),
        ("tls://a:0", "no address"),
        ("tls://a:99999", "no address"),
        ("tls://u:p@a:1", "no address"),
        ("tls://a b", "no address"),
        ("tls://a\n", "no address"),
    ],
)
def test_addresses_that_are_refused(given: str, said: str, empty: Cli) -> None:
    with pytest.raises(UsageError, match=said):
        checked_address(given)
    done = empty("import", "-", "--on", given)
    assert done.code == 2
    assert not empty.db.exists()


def test_a_login_for_the_desk_alone_reaches_no_cluster(
    empty: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_RESTRICTED", "1")
    monkeypatch.setenv("WORKBENCH_DB", str(empty.db))
    done = empty.bare("import", "-", "--on", "tls://farm")
    assert done.code == 2
    assert "nothing is asked for over the network here" in done.err


def test_a_folder_that_is_followed_needs_no_cluster(empty: Cli, tmp_path: Path) -> None:
    done = empty("import", tmp_path, "--follow", "--on", "tls://farm")
    assert done.code == 2
    assert "--follow" in done.err
