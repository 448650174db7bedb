"""What travels: articles there, facts back, both as bytes of our own and nothing else.

There: JSON, each article as its text and what is known of it; no number, uid or analyst. Back: a
line of JSON that says who answers and how long each article's facts are, then the facts as a
database keeps them before it compresses them (`stored/packed.py`), one after the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workbench import __version__
from workbench.errors import DataError
from workbench.extract import EXTRACTOR, Document

_FORM = 1
"""Raised when what travels changes its form."""


class AnswerError(DataError):
    """What came back is not what was asked for, and nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Version:
    """What an extractor is: two that are equal find the same."""

    workbench: str = __version__
    extractor: str = EXTRACTOR
    form: int = _FORM

    def __str__(self) -> str:
        return f"workbench {self.workbench} with {self.extractor}"

    def to_bytes(self) -> bytes:
        """As it travels."""
        return json.dumps([self.workbench, self.extractor, self.form]).encode("utf-8")

    @classmethod
    def from_bytes(cls, data: bytes) -> Version:
        """The version that an answer names. Raises ValueError."""
        return cls.of(json.loads(data))

    @classmethod
    def of(cls, names: Any) -> Version:
        """The version of what was parsed. Raises ValueError."""
        match names:
            case [str(workbench), str(extractor), int(form)]:
                return cls(workbench, extractor, form)
        raise ValueError("names no version")


def articles_to_bytes(documents: Sequence[Document]) -> bytes:
    """The texts of a batch."""
    articles = [
        [one.text, one.lang, one.anchor, one.anchor_basis, one.title, one.outlet]
        for one in documents
    ]
    return json.dumps(articles, ensure_ascii=False).encode("utf-8")


def articles_from_bytes(data: bytes) -> Iterator[Document]:
    """The texts of a batch, there."""
    for article in json.loads(data):
        yield Document("", *article)


def answer_to_bytes(found: Sequence[bytes | None]) -> bytes:
    """The facts of a batch, there; None where looking for them failed."""
    sizes = [None if facts is None else len(facts) for facts in found]
    version = Version()
    head = [[version.workbench, version.extractor, version.form], sizes]
    return b"".join([json.dumps(head).encode("utf-8"), b"\n", *filter(None, found)])


def answer_from_bytes(data: object, count: int) -> list[bytes | None]:
    """The facts of a batch of so many articles. Raises AnswerError."""
    try:
        if not isinstance(data, bytes):
            raise ValueError("is no bytes")
        head, _, body = data.partition(b"\n")
        version, sizes = json.loads(head)
        if (theirs := Version.of(version)) != Version():
            raise refusal_of(theirs)
        return list(_parted(body, sizes, count))
    except (ValueError, TypeError, RecursionError) as error:
        raise AnswerError(
            "the cluster answers what workbench never would: nothing of it is kept",
            "What was kept before is sound. See who runs that cluster.",
        ) from error


def _parted(body: bytes, sizes: Sequence[object], count: int) -> Iterator[bytes | None]:
    if type(sizes) is not list or len(sizes) != count:
        raise ValueError("answers for other articles")
    at = 0
    for size in sizes:
        if size is None:
            yield None
            continue
        if type(size) is not int or not 0 < size <= len(body) - at:
            raise ValueError("is cut off")
        yield body[at : at + size]
        at += size
    if at != len(body):
        raise ValueError("goes on behind its end")


def refusal_of(theirs: Version, where: str = "the cluster") -> DataError:
    """Why a cluster of another version is not used."""
    step = "Install the same version on both sides."
    if theirs.form != _FORM and str(theirs) == str(Version()):
        return DataError(f"{where} speaks another form of the same version", step)
    return DataError(f"{where} has {theirs}, here is {Version()}", step)
