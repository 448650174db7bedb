"""Mailboxes and Maildirs as Python's own library writes them: every message, none twice, none split
by a line of prose."""

from __future__ import annotations

import io
import mailbox
import tracemalloc
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path

import pytest
from cpu_work import assert_grows
from made_mail import PARAGRAPH, letter, mail, newsletter, write_mailbox
from made_streams import Pieces

from workbench.intake import Document, Limits, Refused, read
from workbench.intake.document import Input
from workbench.intake.mail.mailbox import read as read_mailbox
from workbench.intake.readers import choose_reader

SEPARATOR = b"From ana@meja.test Mon Aug  5 04:00:00 2024\n"


def _of_bytes(raw: bytes, limits: Limits | None = None) -> list[Document | Refused]:
    source = Input(io.BytesIO(raw), "kotak", "mbox", limits or Limits(), len(raw))
    return list(read_mailbox(source))


def _texts(found: Iterable[Document | Refused]) -> list[str]:
    return [one.text if isinstance(one, Document) else one.reason for one in found]


def test_every_message_of_a_mailbox_is_one_document(tmp_path: Path) -> None:
    write_mailbox(tmp_path / "kotak.mbox", [newsletter(), letter(), newsletter()])
    found = list(read([tmp_path / "kotak.mbox"]))
    assert [one.origin for one in found] == [f"kotak.mbox:{number}" for number in (1, 2, 3)]
    titles = [one.title for one in found if isinstance(one, Document)]
    assert titles == [newsletter()["Subject"], "Keterangan “gudang”", newsletter()["Subject"]]


def test_lines_that_begin_with_from_come_back_and_are_counted(tmp_path: Path) -> None:
    message = mail(Subject="x")
    message.set_content("From Jakarta, polisi.\nFrom sini.\n> From kutipan\n")
    write_mailbox(tmp_path / "kotak.mbox", [message])
    (found,) = read([tmp_path / "kotak.mbox"])
    assert isinstance(found, Document)
    assert found.text == "From Jakarta, polisi.\nFrom sini.\n> From kutipan"
    assert found.notes == ('">" taken from the front of 2 lines "From"',)


@pytest.mark.parametrize(
    "line",
    [
        "From Jakarta, polisi mengatakan hal itu.",
        "From Jakarta, Mon Aug  5 04:00:00 2024",
        "From the desk of Ana, Mon 5 Aug 2024",
        "From Monday on it was quiet.",
    ],
)
@pytest.mark.parametrize("before", ["", "\n"])
def test_prose_parts_no_messages_where_a_mailbox_is_not_quoted(line: str, before: str) -> None:
    raw = SEPARATOR + f"Subject: x\n\nSatu.\n{before}{line}\nDua.\n\n".encode() + SEPARATOR
    found = _of_bytes(raw + b"Subject: y\n\nTiga.\n")
    assert _texts(found) == [f"Satu.\n{before}{line}\nDua.", "Tiga."]


@pytest.mark.parametrize(
    "line",
    [
        "From MAILER-DAEMON Thu Jan  1 00:00:00 1970",
        "From - Mon Aug 05 10:00:00 2024",
        "From 1806543210@xxx Mon Aug 05 03:00:00 +0000 2024",
        "From ana at meja.test  Mon Aug  5 10:00:00 2024",
        "From ana@meja.test Mon Aug  5 10:00 WIB 2024",
        "From ana@meja.test Mon, 5 Aug 2024 10:00:00 +0700",
        '"From"',
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separators_as_programs_write_them(line: str, end: str) -> None:
    line = line.replace('"From"', 'From "ana wijaya"@meja.test Mon Aug  5 10:00:00 2024')
    raw = "".join(
        f"{line}{end}Subject: {title}{end}{end}Isi {title}{end}{end}" for title in "ab"
    ).encode()
    assert _texts(_of_bytes(raw)) == ["Isi a", "Isi b"]
    assert choose_reader("Inbox", raw)[0].name == "mbox"


@pytest.mark.parametrize("line", ["From ", "From -", "From - ", "From 1844347792267117879@xxx"])
def test_separators_without_a_date_part_messages_that_follow(line: str) -> None:
    raw = "".join(f"{line}\nSubject: {title}\n\nIsi {title}\n\n" for title in "ab").encode()
    assert _texts(_of_bytes(raw)) == ["Isi a", "Isi b"]
    assert choose_reader("Inbox", raw)[0].name == "mbox"
    prose = f"{line}\nSubject: a\n\nSatu\n{line}\nKata: dia\n\n{line}\nDua.\n".encode()
    assert _texts(_of_bytes(prose)) == [f"Satu\n{line}\nKata: dia\n\n{line}\nDua."]


def test_the_hash_is_of_the_message_as_it_is_stored_alone(tmp_path: Path) -> None:
    write_mailbox(tmp_path / "kotak.mbox", [newsletter()])
    (tmp_path / "satu.eml").write_bytes(bytes(newsletter()))
    boxed, alone = read([tmp_path])
    assert isinstance(boxed, Document)
    assert isinstance(alone, Document)
    assert boxed.raw_sha256 == alone.raw_sha256


def test_what_was_thrown_away_and_is_still_there_says_so() -> None:
    raw = SEPARATOR + b"Subject: x\nX-Mozilla-Status: 0009\n\nSatu\n\n"
    raw += SEPARATOR + b"Subject: y\nX-Mozilla-Status: 0001\n\nDua\n\n"
    raw += SEPARATOR + b"Subject: z\nX-Status: D\n\nTiga\n"
    found = _of_bytes(raw)
    assert [one.notes for one in found if isinstance(one, Document)] == [
        ("marked as deleted",), (), ("marked as deleted",),
    ]  # fmt: skip


def test_what_a_mail_program_keeps_for_itself_is_no_article() -> None:
    raw = SEPARATOR + b"Subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA\n\nx\n\n"
    assert _texts(_of_bytes(raw + SEPARATOR + b"Subject: x\n\nSatu\n")) == ["Satu"]


def test_a_bad_message_does_not_stop_the_others() -> None:
    raw = SEPARATOR + b"Subject: x\n\n\n" + SEPARATOR + b"X: y\n" * 200_000 + b"\n"
    found = _of_bytes(raw + SEPARATOR + b"Subject: y\n\nDua\n")
    assert _texts(found) == [
        "it holds no text", "its header is over the limit of 500,000 bytes", "Dua",
    ]  # fmt: skip


def test_a_mailbox_that_breaks_off_adds_nothing(tmp_path: Path) -> None:
    write_mailbox(tmp_path / "kotak.mbox", [letter(), letter(), letter()])
    raw = (tmp_path / "kotak.mbox").read_bytes()
    (tmp_path / "kotak.mbox").write_bytes(raw[:-9])
    (found,) = read([tmp_path / "kotak.mbox"])
    assert isinstance(found, Refused)
    assert found.reason == "it breaks off in the middle of a line of its last message"


@pytest.mark.parametrize("raw", [b"Isi berita.\n", b"\n\n", b"From Jakarta, polisi.\n", b"\0" * 99])
def test_what_is_no_mailbox_is_refused(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "kotak.mbox").write_bytes(raw)
    (found,) = read([tmp_path / "kotak.mbox"])
    assert isinstance(found, Refused)
    assert found.reason.startswith("it is no mailbox")


def _peak(pieces: Iterable[bytes], limits: Limits) -> tuple[int, int]:
    """The most memory that reading them took, in bytes, and how many messages that were."""
    source = Input(io.BufferedReader(Pieces(pieces)), "kotak", "mbox", limits)
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_mailbox(source))
        return tracemalloc.get_traced_memory()[1], count
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_number_of_messages() -> None:
    message = SEPARATOR + b"Subject: x\n\n" + PARAGRAPH.encode() * 20 + b"\n\n"
    limits = Limits(file_bytes=100_000)
    few, count = _peak(repeat(message, 100), limits)
    assert count == 100
    many, count = _peak(repeat(message, 2_000), limits)
    assert count == 2_000
    assert many < few + 20 * len(message)


def test_a_message_over_the_limit_is_refused_and_the_next_is_read() -> None:
    def pieces() -> Iterator[bytes]:
        yield SEPARATOR + b"Subject: x\n\n"
        yield from repeat(b"x" * 65_000 + b"\n", 200)
        yield b"\n" + SEPARATOR + b"Subject: y\n\nDua\n"

    limits = Limits(file_bytes=100_000)
    source = Input(io.BufferedReader(Pieces(pieces())), "kotak", "mbox", limits)
    assert _texts(read_mailbox(source)) == [
        "the message is over the limit of 100,000 bytes", "Dua",
    ]  # fmt: skip
    assert _peak(pieces(), limits)[0] < 3_000_000


def test_work_grows_with_the_messages_and_no_faster() -> None:
    tiny = SEPARATOR + b"\nx\n\n"
    assert_grows(_of_bytes, small=tiny * 500, large=tiny * 4_000, at_most=14)
    line = SEPARATOR + b"Subject: x\n\n" + b"From mana saja\n" * 5_000
    assert_grows(_of_bytes, small=line, large=line + b"From mana saja\n" * 35_000, at_most=14)


def _maildir(path: Path) -> mailbox.Maildir:
    box = mailbox.Maildir(path)
    for message in (newsletter(), letter()):
        entry = mailbox.MaildirMessage(message)
        entry.set_subdir("cur")
        entry.set_flags("S")
        box.add(entry)
    box.add(letter())
    return box


def test_a_maildir_is_its_messages(tmp_path: Path) -> None:
    _maildir(tmp_path / "Surat")
    for name in ("Surat/cur/.rahasia", "Surat/tmp/sedang.datang", "Surat/dovecot-uidlist"):
        (tmp_path / name).write_bytes(bytes(newsletter()))
    flagged = next((tmp_path / "Surat" / "cur").glob("[!.]*S"))
    flagged.rename(flagged.with_name("1722826800.M1P2.kotak!2,S"))
    passed_over: list[str] = []
    found = list(read([tmp_path], pass_over=passed_over.append))
    assert [type(one) for one in found] == [Document] * 3
    assert [Path(one.origin).parent.name for one in found] == ["cur", "cur", "new"]
    assert {one.retrieved_how for one in found if isinstance(one, Document)} == {"mail"}
    assert passed_over == [f"{tmp_path.name}/Surat/dovecot-uidlist"]


@pytest.mark.parametrize("name", ["Surat", "Surat/", "Surat/cur"])
def test_a_maildir_is_known_from_wherever_it_is_named(tmp_path: Path, name: str) -> None:
    _maildir(tmp_path / "Surat")
    found = list(read([tmp_path / name]))
    assert [type(one) for one in found] == [Document] * (2 if "cur" in name else 3)


def test_a_folder_of_a_maildir_that_is_hidden_in_it_is_named_itself(tmp_path: Path) -> None:
    box = _maildir(tmp_path / "Surat")
    box.add_folder("Kabar").add(letter())
    assert len(list(read([tmp_path]))) == 3
    (found,) = read([tmp_path / "Surat" / ".Kabar"])
    assert isinstance(found, Document)
    assert found.title == "Keterangan “gudang”"


def test_a_mailbox_that_is_a_folder_is_the_file_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "Kabar.mbox"
    folder.mkdir()
    write_mailbox(folder / "mbox", [letter()])
    (folder / "table_of_contents").write_bytes(b"\0" * 99)
    passed_over: list[str] = []
    (found,) = read([folder], pass_over=passed_over.append)
    assert found.origin == "Kabar.mbox/mbox:1"
    assert passed_over == ["Kabar.mbox/table_of_contents"]
    (folder / "mbox").write_text("Isi")
    assert list(read([folder])) == []


def test_folders_that_only_are_called_so_are_no_maildir(tmp_path: Path) -> None:
    (tmp_path / "cur").mkdir()
    (tmp_path / "tmp").mkdir()
    (tmp_path / "cur" / "a.txt").write_text("Isi")
    (tmp_path / "tmp" / "b.txt").write_text("Isi lain")
    assert _texts(read([tmp_path])) == ["Isi", "Isi lain"]
    (tmp_path / "new").mkdir()
    assert _texts(read([tmp_path])) == ["Isi"]
