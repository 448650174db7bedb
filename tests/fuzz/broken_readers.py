"""Broken files through the front door of every reader, as `workbench import` opens them.

Whatever comes, it is documents that the store can hold and refusals in words, within bounded work
and memory; a file that breaks off gives nothing at all. What was read goes into a real database now
and then, which is proved.
"""

from __future__ import annotations

import random
import re
import resource
import shutil
import signal
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import FrameType

from services_cases import bench_on
from whole_files import FOLDER, Whole, break_file, whole_files

from workbench.domain.headline import with_headline
from workbench.intake import Document, Limits, Refused, normalise, parse_published, read
from workbench.intake.readers import reader_of
from workbench.services.importing import import_documents
from workbench.services.proof import verify
from workbench.store import open_store

CPU_SECONDS = 2.0
"""Of one file, in this process and in those that it starts, which is far more than any needs."""
MEMORY = 150_000_000
"""Bytes that one file may need more than there were."""
KEPT_AT_ONCE = 60
"""Documents that go into one database."""
_EVERY = 20
"""Of so many files, what one holds is kept."""
_HANGS = 40.0
_ONE_BY_ONE = ("jsonl", "json")
"""Readers that take article after article as they come, so that what broke off costs only the rest:
as documented."""
_HEX = re.compile(r"[0-9a-f]{64}")
_STAMP = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d)?)?)?)?")
_NO_LINE = re.compile("[\0\n\r\v\f\x85\u2028\u2029\ud800-\udfff]")
"""What no line holds; other control characters are made visible wherever words are shown."""

Found = list[Document | Refused]


class TakesTooLongError(BaseException):
    """A file that keeps a reader busy; nothing that a reader catches."""


@dataclass(slots=True)
class Round:
    """So many broken files, the same for the same seed."""

    seed: int
    folder: Path
    kinds: tuple[str, ...] = ()
    tell: Callable[[str], None] = print
    is_timed: bool = False
    """Whether work is judged too, which no test does."""
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By kind: files, documents, refusals, kept."""
    found: list[str] = field(default_factory=list)
    """What is wrong, with the number that makes the file again."""
    _kept: list[Document] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.kinds = self.kinds or tuple(whole_files())
        for whole in (one for kind in self.kinds for one in whole_files()[kind]):
            list(read([_written(self.folder, whole.name, whole.raw)]))

    def go(self, files: int, first: int = 0) -> None:
        """The files of these numbers."""
        for number in range(first, first + files):
            self.one(number)
        self._keep()

    def one(self, number: int) -> None:
        """The file of that number: read, and looked at."""
        kind, path = self._made(number)
        before = len(self.found)
        found: Found = []
        try:
            with _bounded(is_timed=self.is_timed) as problems:
                found = list(read([path], limits=Limits(keeps_raw=number % 2 == 0)))
            problems.extend(problems_of(kind, path, found))
        except (Exception, TakesTooLongError) as error:
            problems = ["".join(traceback.format_exception(error)[-3:])]
        self.found += [f"{kind} {number}: {words}" for words in problems]
        self.counts[kind, "files"] += 1
        for one in found:
            self.counts[kind, type(one).__name__] += 1
        if len(self.found) == before and number % _EVERY == 0:
            self._kept += [one for one in found if isinstance(one, Document)][:KEPT_AT_ONCE]
            if len(self._kept) >= KEPT_AT_ONCE:
                self._keep()
        for words in self.found[before:]:
            self.tell(f"{words}\n{path}")
            _put_aside(path, self.folder / f"found-{kind}-{number}")

    def _made(self, number: int) -> tuple[str, Path]:
        chance = random.Random(f"{self.seed}/{number}")
        kind = self.kinds[number % len(self.kinds)]
        whole = chance.choice(whole_files()[kind])
        raw = break_file(kind, whole, chance)
        shutil.rmtree(self.folder / "in", ignore_errors=True)
        if kind == FOLDER:
            return kind, _maildir(self.folder / "in" / "box", raw, chance)
        return kind, _written(self.folder / "in", _named(whole, kind, chance), raw)

    def _keep(self) -> None:
        """What was read goes into a database, as an import does it."""
        path = self.folder / "kept.db"
        for one in self.folder.glob("kept.db*"):
            one.unlink()
        kept, self._kept = self._kept, []
        try:
            with open_store(path) as store:
                outcomes = list(import_documents(bench_on(store), iter(kept)))
                wrong = [str(one) for one in verify(store)]
            refused = [str(one) for one in outcomes if one.number is None]
            self.counts["all", "kept"] += len(outcomes)
        except Exception as error:
            wrong, refused = ["".join(traceback.format_exception(error)[-3:])], []
        for words in (*wrong, *refused):
            self.found.append(f"kept: {words}\n{[one.origin for one in kept]}")
            self.tell(self.found[-1])


def _named(whole: Whole, kind: str, chance: random.Random) -> str:
    """What the file is called: as before, now and then as another reader's, or as nobody's."""
    if chance.random() < 0.85:
        return whole.name
    others = [one.name for files in whole_files().values() for one in files]
    return chance.choice((*others, "kumpulan", "a.xml", "a.dat", f"a.{kind}", "a.b.JSON"))


def _maildir(folder: Path, raw: bytes, chance: random.Random) -> Path:
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for at in range(chance.randrange(1, 4)):
        name = chance.choice(("cur", "new", "tmp", "cur"))
        (folder / name / f"172283010{at}.M1P2.desk:2,S").write_bytes(raw)
    return folder if chance.random() < 0.7 else folder / "cur"


def _written(folder: Path, name: str, raw: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(raw)
    return folder / name


def _put_aside(path: Path, to: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, to, dirs_exist_ok=True)
    else:
        to.mkdir(exist_ok=True)
        shutil.copyfile(path, to / path.name)


@contextmanager
def _bounded(*, is_timed: bool) -> Iterator[list[str]]:
    """What is done inside may take so much work and memory; else it is told."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TakesTooLongError(f"over {_HANGS} s of work")

    problems: list[str] = []
    before, begun, had = signal.signal(signal.SIGPROF, stop), _cpu(), _memory(is_peak=False)
    signal.setitimer(signal.ITIMER_PROF, _HANGS)
    try:
        yield problems
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    if is_timed and (work := _cpu() - begun) > CPU_SECONDS:
        problems.append(f"{work:.1f} s of work")
    if (more := _memory(is_peak=True) - had) > MEMORY:
        problems.append(f"{more:,} bytes of memory")


def _cpu() -> float:
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def _memory(*, is_peak: bool) -> int:
    """Bytes of this process: its peak since the last look without one. 0 where the system does not
    say."""
    try:
        if not is_peak:
            Path("/proc/self/clear_refs").write_text("5")
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    match = re.search(rf"{'VmHWM' if is_peak else 'VmRSS'}:\s+(\d+) kB", status)
    return int(match[1]) * 1_024 if match else 0


def problems_of(kind: str, path: Path, found: Found) -> Iterator[str]:
    """What is wrong with what was read of a file of that kind."""
    whole = [one for one in found if isinstance(one, Refused) and one.origin == path.name]
    reader = reader_of(path.name)
    if whole and len(found) > 1 and not (reader and reader.name in _ONE_BY_ONE):
        yield f"refused as a whole, and not alone: {whole[0].reason}"
    if not found and kind != FOLDER:
        yield "neither a document nor a refusal"
    for one in found:
        if isinstance(one, Refused):
            yield from _wrong_words("refusal", one.origin, one.reason, one.next_step)
            if not one.reason or not one.next_step:
                yield f"a refusal without words: {one}"
        else:
            yield from _wrong_text(one)
            yield from _wrong_metadata(one)


def _wrong_text(document: Document) -> Iterator[str]:
    text, start = with_headline(document.text, document.title)
    if not document.text.strip() or len(document.text) > Limits().code_points:
        yield f"no text for an article: {len(document.text)} code points"
    for words in (document.text, text):
        if "\0" in words or normalise(words)[0] != words:
            yield f"not normalised: {_differs(words, normalise(words)[0])}"
    if not text.endswith(document.text) or start != len(text) - len(document.text):
        yield f"the headline changes the text: {start} of {len(text)}"


def _wrong_metadata(document: Document) -> Iterator[str]:
    lines = (document.title, document.outlet, document.author, document.editor, document.url,
             document.lang, document.foreign_id, document.published, document.origin,
             *document.notes)  # fmt: skip
    yield from _wrong_words("metadata", *lines)
    if not _HEX.fullmatch(document.raw_sha256):
        yield f"no hash: {document.raw_sha256!r}"
    kept = document.raw.content
    if kept is not None and sha256(kept).hexdigest() != document.raw_sha256:
        yield f"the hash of other bytes: {kept[:40]!r}"
    if document.lang and not re.fullmatch("[a-z]{2}", document.lang):
        yield f"no language: {document.lang!r}"
    yield from _wrong_values(document)
    if parsed := parse_published(document.published):
        stamp = parsed[0]
        if not _STAMP.fullmatch(stamp):
            yield f"no date: {stamp!r} of {document.published!r}"
        datetime.fromisoformat(stamp if len(stamp) > 7 else f"{stamp}-01-01"[:10])


def _wrong_values(document: Document) -> Iterator[str]:
    for name, value in document.extra.items():
        if not isinstance(value, (str, int, bool, type(None))):
            yield f"no value of metadata: {name!r} {value!r}"
        "".join((name, str(value), document.translation)).encode()


def _wrong_words(what: str, *lines: str) -> Iterator[str]:
    for words in lines:
        if _NO_LINE.search(words):
            yield f"{what} that is no line: {words[:200]!r}"


def _differs(words: str, other: str) -> str:
    at = next((at for at, (a, b) in enumerate(zip(words, other, strict=False)) if a != b), 0)
    return f"{words[max(0, at - 20) : at + 20]!r}, {other[max(0, at - 20) : at + 20]!r}"


def in_words(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """A line for each kind: files, documents, refusals."""
    for kind in dict.fromkeys(kind for kind, _ in counts):
        said = {what: count for (of, what), count in counts.items() if of == kind}
        yield f"{kind:10} " + ", ".join(f"{count:,} {what}" for what, count in sorted(said.items()))
