"""Mail: what Python's own library writes is read as its sender meant it; the rest in one line."""

from __future__ import annotations

from email.header import Header
from email.message import EmailMessage, Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from cpu_work import assert_grows
from hypothesis import example, given
from hypothesis import strategies as st
from made_mail import PAGE, PARAGRAPH, mail, newsletter, raw_mail
from reading import document_of, one_of, refused_of, written

from workbench.intake import Document, Refused, parse_published, read
from workbench.intake.readers import choose_reader


def _found(folder: Path, raw: bytes, name: str = "a.eml") -> Document | Refused:
    return one_of(written(folder, raw, name))


def _document(folder: Path, raw: bytes) -> Document:
    return document_of(written(folder, raw, "a.eml"))


def _refused(folder: Path, raw: bytes) -> Refused:
    return refused_of(written(folder, raw, "a.eml"))


def _text(words: str, *, charset: str, label: str | None = None, **parameters: str) -> Message:
    """A part of plain text whose bytes and label need not agree, as they do not in the wild."""
    part = MIMEText("", "plain", "us-ascii")
    part.set_payload(words.encode(charset).decode("ascii", "surrogateescape"))
    part.replace_header("Content-Transfer-Encoding", "8bit")
    part.set_param("charset", label or charset) if label != "" else part.del_param("charset")
    for name, value in parameters.items():
        part.set_param(name, value)
    return part


def test_a_name_in_several_encoded_pieces_has_no_blanks_inside(tmp_path: Path) -> None:
    pieces = Header("Harian Peng", "iso-8859-1")
    encoded = f"{pieces.encode()} {Header('umuman', 'utf-8').encode()}"
    raw = raw_mail(_text("Isi", charset="utf-8"), From=f"{encoded} <a@b.test>")
    assert _document(tmp_path, raw).outlet == "Harian Pengumuman"


def test_a_letter_cut_apart_between_two_encoded_words_is_one(tmp_path: Path) -> None:
    raw = raw_mail(_text("Isi", charset="utf-8"), Subject="=?utf-8?q?caf=C3?= =?utf-8?q?=A9?= kini")
    assert _document(tmp_path, raw).title == "café kini"


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [
        ("a@b.test (Harian Pagi)", "Harian Pagi"),
        ("a@b.test", "a@b.test"),
        ("<a@b.test>", "a@b.test"),
        ('"a@b.test" <a@b.test>', "a@b.test"),
        ('"Wijaya, Ana" <a@b.test>', "Wijaya, Ana"),
        ("Wijaya, Ana <a@b.test>", "Wijaya, Ana"),
        (f"{Header('Wijaya, Ana: é', 'utf-8').encode()} <a@b.test>", "Wijaya, Ana: é"),
        ('"=?utf-8?q?Kabar_=C3=A9?=" <a@b.test>', "Kabar é"),
        (r'"Kabar \"Pagi\"" <a@b.test>', 'Kabar "Pagi'),
        ("Satu <a@b.test>, Dua <c@d.test>", "Satu"),
        ("=?x-tiada?q?Kabar?= <a@b.test>", "Kabar"),
        ("=?utf-8?b?****?= <a@b.test>", "a@b.test"),
        ("(" * 3_000, ""),
        ("", ""),
    ],
)
def test_who_it_is_from(tmp_path: Path, sender: str, outlet: str) -> None:
    raw = raw_mail(_text("Isi", charset="utf-8"), Subject="x", From=sender)
    assert _document(tmp_path, raw).outlet == outlet


def test_whoever_writes_to_many_is_no_author(tmp_path: Path) -> None:
    letter = mail(From="Ana <a@b.test>", Subject="x")
    letter.set_content("Isi")
    assert _document(tmp_path, bytes(letter)).author == "Ana"
    letter["List-Unsubscribe"] = "<https://b.test/u>"
    found = _document(tmp_path, bytes(letter))
    assert (found.outlet, found.author) == ("Ana", "")


@pytest.mark.parametrize(
    ("printed", "at"),
    [
        ("Mon, 05 Aug 2024 10:00:00 WIB", "2024-08-05T10:00:00+07:00"),
        ("Sen, 5 Agustus 2024 10:00:00 +0700", "2024-08-05T10:00:00+07:00"),
        ("Mon, 05 Aug 2024 24:00:00 +0700", "2024-08-05"),
        ("Mon, 05 Aug 2024 03:00:00 +0000 (UTC)", "2024-08-05T03:00:00+00:00"),
    ],
)
def test_the_date_is_as_printed_for_our_own_parser(tmp_path: Path, printed: str, at: str) -> None:
    found = _document(tmp_path, raw_mail(_text("Isi", charset="utf-8"), Date=printed))
    assert (found.published, found.published_basis) == (printed, "metadata")
    parsed = parse_published(found.published)
    assert parsed is not None
    assert parsed[0] == at


@pytest.mark.parametrize(
    ("words", "charset", "label", "note"),
    [
        ("“Halo” kata é", "utf-8", "utf8mb4", "unknown charset utf8mb4"),
        ("“Halo” kata é", "utf-8", "unicode", "unknown charset unicode"),
        ("“Halo” kata é", "windows-1252", "x-tiada", "unknown charset x-tiada"),
        ("“Halo” kata é", "windows-1252", "cp-1252", "read as cp1252"),
        ("“Halo” kata é", "windows-1252", "iso-8859-1", "read as windows-1252"),
        ("“Halo” kata é", "windows-1252", "us-ascii", "read as windows-1252"),
        ("“Halo” kata é", "utf-8", "iso-8859-1", ""),
        ("“Halo” kata é", "utf-8", "", ""),
        ("“Halo” kata é", "windows-1252", "", "read as windows-1252"),
        ("“Halo” kata é", "utf-16-le", "utf-16le", "read as utf-16"),
        ("Кто это сказал?", "koi8-r", "koi8-r", "read as koi8-r"),
        ("他说：你好。", "gb18030", "x-gbk", "read as gbk"),
    ],
)
@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable"])
def test_text_in_any_charset_under_any_name(
    tmp_path: Path, words: str, charset: str, label: str, note: str, encoding: str
) -> None:
    import email.encoders

    part = _text(words, charset=charset, label=label)
    del part["Content-Transfer-Encoding"]
    {
        "8bit": lambda message: message.add_header("Content-Transfer-Encoding", "8bit"),
        "base64": email.encoders.encode_base64,
        "quoted-printable": email.encoders.encode_quopri,
    }[encoding](part)
    found = _document(tmp_path, raw_mail(part, Subject="x"))
    assert found.text == words
    assert any(one.startswith(note) for one in found.notes) if note else not found.notes


def test_a_letter_cut_in_two_is_replaced_and_counted(tmp_path: Path) -> None:
    part = _text("日本語で", charset="iso-2022-jp")
    part.set_payload("日本語で".encode("iso-2022-jp")[:-4].decode("ascii"))
    found = _document(tmp_path, raw_mail(part, Subject="x"))
    assert found.text == "日本語\ufffd"
    assert found.notes == ("1 byte not iso2022_jp replaced",)


def test_plain_text_that_only_leads_to_the_web_does_not_win(tmp_path: Path) -> None:
    found = _document(tmp_path, bytes(newsletter()))
    assert found.text.startswith("Gudang tidak terbakar\n\nKepala dinas")
    assert "peramban" not in found.text
    assert "Pratinjau" not in found.text
    assert found.url == "https://harian.test/2024/gudang?a=1&b=2"
    assert found.notes == ("1 attachment not read: é.pdf",)


def test_html_that_holds_much_less_does_not_win(tmp_path: Path) -> None:
    letter = mail(Subject="x")
    letter.set_content(PARAGRAPH * 5)
    letter.add_alternative("<p>Lihat versi lain.</p>", subtype="html")
    found = _document(tmp_path, bytes(letter))
    assert found.text.count("Kepala dinas") == 5
    assert found.notes == ("plain text taken: the HTML holds much less",)


def test_html_that_is_no_text_leaves_the_plain_one(tmp_path: Path) -> None:
    letter = mail(Subject="x")
    letter.set_content(PARAGRAPH)
    letter.add_alternative("", subtype="html")
    html = list(letter.walk())[-1]
    html.set_payload("%PDF-1.7")
    assert _document(tmp_path, bytes(letter)).text.strip() == PARAGRAPH.strip()


def test_text_behind_a_picture_is_text(tmp_path: Path) -> None:
    letter = MIMEMultipart("mixed")
    letter.attach(MIMEText("<p>Satu</p>", "html", "utf-8"))
    picture = EmailMessage()
    picture.set_content(b"\x89PNG", "image", "png", disposition="inline", filename="foto.png")
    letter.attach(picture)
    letter.attach(MIMEText("<p>Dua</p>", "html", "utf-8"))
    found = _document(tmp_path, raw_mail(letter, Subject="x"))
    assert found.text == "Satu\n\nDua"
    assert found.notes == ("1 attachment not read: foto.png",)


def test_what_is_attached_is_named_and_not_read(tmp_path: Path) -> None:
    letter = mail(Subject="x")
    letter.set_content("Isi")
    for number in range(7):
        letter.add_attachment(f"Lampiran {number}", filename=f"lampiran {number}.txt")
    found = _document(tmp_path, bytes(letter))
    assert found.text == "Isi"
    names = ", ".join(f"lampiran {number}.txt" for number in range(5))
    assert found.notes == (f"7 attachments not read: {names}, ...",)


def test_the_root_of_related_parts_is_the_text(tmp_path: Path) -> None:
    letter = mail(Subject="x")
    letter.set_content(PAGE, subtype="html")
    letter.add_related("<p>Bingkai</p>", subtype="html", cid="<lain@harian.test>")
    found = _document(tmp_path, bytes(letter))
    assert "Bingkai" not in found.text
    assert found.text.startswith("Gudang tidak terbakar")


def test_the_text_is_the_root_wherever_it_stands(tmp_path: Path) -> None:
    letter = MIMEMultipart("related")
    picture = EmailMessage()
    picture.set_content(b"\x89PNG", "image", "png")
    for part in (picture, MIMEText("<p>Isi</p>", "html", "utf-8")):
        letter.attach(part)
    assert _document(tmp_path, raw_mail(letter, Subject="x")).text == "Isi"


def test_a_signature_is_no_seal(tmp_path: Path) -> None:
    letter = mail(Subject="x")
    letter.set_content("Isi")
    letter.add_attachment(b"0", "application", "pkcs7-signature", filename="smime.p7s")
    found = _document(tmp_path, bytes(letter))
    assert (found.text, found.notes) == ("Isi", ("1 attachment not read: smime.p7s",))


@pytest.mark.parametrize("encoding", ["quoted-printable;", "Quoted-Printable"])
def test_an_encoding_that_is_nearly_right_is_undone(tmp_path: Path, encoding: str) -> None:
    letter = mail(Subject="x")
    letter.set_content("Kata “dia” begitu", cte="quoted-printable")
    letter.replace_header("Content-Transfer-Encoding", encoding)
    found = _document(tmp_path, bytes(letter))
    assert (found.text, found.notes) == ("Kata “dia” begitu", ())


def test_an_encoding_that_nobody_knows_is_said(tmp_path: Path) -> None:
    letter = MIMEText("Isi", "plain", "us-ascii")
    letter.replace_header("Content-Transfer-Encoding", "x-tiada")
    assert _document(tmp_path, raw_mail(letter, Subject="x")).notes == ("unknown encoding x-tiada",)
    letter.replace_header("Content-Transfer-Encoding", "8bits")
    assert _document(tmp_path, raw_mail(letter, Subject="x")).notes == ()


def _all(folder: Path, raw: bytes) -> list[Document | Refused]:
    return list(read([written(folder, raw, "surat.eml")]))


def test_a_forwarded_message_is_an_article_of_who_wrote_it(tmp_path: Path) -> None:
    letter = MIMEMultipart("mixed")
    letter.attach(MIMEText("Lihat ini.", "plain", "utf-8"))
    letter.attach(MIMEMessage(newsletter()))
    cover, inner = _all(tmp_path, raw_mail(letter, Subject="x"))
    assert isinstance(cover, Document)
    assert cover.text == "Lihat ini."
    assert cover.notes == ("1 message in it is read by itself",)
    alone = _document(tmp_path, bytes(newsletter()))
    assert isinstance(inner, Document)
    assert inner.origin == "surat.eml:1"
    for name in ("text", "title", "outlet", "published", "foreign_id"):
        assert getattr(inner, name) == getattr(alone, name), name


def test_a_digest_and_a_bare_forward_are_their_messages(tmp_path: Path) -> None:
    digest = MIMEMultipart(
        "digest", _subparts=[MIMEMessage(newsletter()), MIMEMessage(newsletter())]
    )
    assert [one.origin for one in _all(tmp_path, raw_mail(digest, Subject="x"))] == [
        "surat.eml:1", "surat.eml:2",
    ]  # fmt: skip
    bare = MIMEMultipart("mixed", _subparts=[MIMEMessage(newsletter())])
    (found,) = _all(tmp_path, raw_mail(bare, Subject="x"))
    assert isinstance(found, Document)


def test_a_mail_that_could_not_be_delivered_is_the_report_alone(tmp_path: Path) -> None:
    report = MIMEMultipart("report", report_type="delivery-status")
    report.attach(MIMEText("Surat Anda tidak sampai.", "plain", "utf-8"))
    report.attach(MIMEMessage(newsletter()))
    assert _document(tmp_path, raw_mail(report, Subject="x")).text == "Surat Anda tidak sampai."


def test_messages_within_messages_come_to_an_end(tmp_path: Path) -> None:
    whole: Message = newsletter()
    for number in range(9):
        outer = MIMEMultipart("mixed")
        outer.attach(MIMEText(f"Terusan {number}.", "plain", "utf-8"))
        outer.attach(MIMEMessage(whole))
        outer["Subject"] = f"T {number}"
        whole = outer
    found = _all(tmp_path, whole.as_bytes())
    assert [isinstance(one, Document) for one in found] == [True] * 6 + [False]
    assert isinstance(found[-1], Refused)
    assert "nested more than 5 deep" in found[-1].reason
    cut = _all(tmp_path, whole.as_bytes()[:-600])
    assert isinstance(cut[-1], Refused)


def test_lines_that_flow_are_joined(tmp_path: Path) -> None:
    words = "Gudang itu tidak \npernah, \nkata dia.\n\n> Benar \n> begitu?\n Ya.\n-- \nAna\n"
    found = _document(
        tmp_path, raw_mail(_text(words, charset="utf-8", format="flowed"), Subject="x")
    )
    assert found.text == ("Gudang itu tidak pernah, kata dia.\n\n> Benar begitu?\nYa.\n-- \nAna")
    assert found.notes == ("lines joined as its writer broke them (format=flowed)",)
    joined = _text("Gudang \nitu", charset="utf-8", format="flowed", delsp="yes")
    assert _document(tmp_path, raw_mail(joined, Subject="x")).text == "Gudangitu"


def test_work_grows_with_the_lines_and_no_faster(tmp_path: Path) -> None:
    def raw(lines: int) -> bytes:
        part = _text("kata \n" * lines, charset="utf-8", format="flowed")
        return raw_mail(part, Subject="x")

    def take(letter: bytes) -> Document:
        return _document(tmp_path, letter)

    assert_grows(take, small=raw(30_000), large=raw(240_000), at_most=16)


def test_a_word_without_end_beside_html_takes_no_longer_than_others(tmp_path: Path) -> None:
    def take(letters: int) -> Document:
        message = mail(Subject="x")
        message.set_content(f"{PARAGRAPH}{'x' * letters}\n", cte="8bit")
        message.add_alternative(PAGE, subtype="html")
        return _document(tmp_path, message.as_bytes())

    assert_grows(take, small=10_000, large=80_000, at_most=16)


@pytest.mark.parametrize("name", ["a", "1722826800.M1P2.kotak:2,S", "a.txt", "a.bak"])
def test_a_message_is_known_by_its_header(tmp_path: Path, name: str) -> None:
    reader, note = choose_reader(name, bytes(newsletter())[:4096])
    assert (reader.name, note) == ("mail", "read as mail: it begins as such a file")
    found = _found(tmp_path, bytes(newsletter()), "surat")
    assert isinstance(found, Document)


def test_a_message_copied_out_of_a_mailbox_keeps_its_first_line_to_itself(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf\r\nFrom a@b.test Mon Aug  5 04:00:00 2024\n" + bytes(newsletter())
    assert _document(tmp_path, raw).outlet == "Harian Surabaya"


def test_a_mailbox_that_calls_itself_a_mail_is_no_mail(tmp_path: Path) -> None:
    line = b"From a@b.test Mon Aug  5 04:00:00 2024\n"
    one, two = bytes(newsletter()), bytes(mail(Subject="Dua", From="b@b.test")) + b"\nIsi.\n"
    found = refused_of(written(tmp_path, line + one + b"\n" + line + two, "a.eml"))
    assert found.next_step == "Give its name the ending .mbox."
    told = two + b"\n" + line + b"itu baris pertama sebuah kotak surat.\n"
    assert _document(tmp_path, line + told).text.startswith("Isi.")


def test_the_address_of_a_page_holds_no_letter_that_no_address_has(tmp_path: Path) -> None:
    page = PAGE.replace("gudang?a=1", "gudang?a&#0;\N{LINE SEPARATOR}=1").encode()
    message = mail(Subject="x")
    message.set_content(page.replace(b"&#0;", b"\0"), maintype="text", subtype="html", cte="8bit")
    message.replace_header("Content-Type", "text/html; charset=utf-8")
    assert _document(tmp_path, bytes(message)).url.isprintable()


def _wrapped(depth: int) -> bytes:
    """A message in a message in a message, each with a boundary of its own."""
    head = [b"MIME-Version: 1.0\n"]
    for level in range(depth):
        head.append(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level))
    ends = [b"\n--b%d--\n" % level for level in reversed(range(depth))]
    return b"".join([*head, b"\nIsi\n", *ends])


def _parts(count: int) -> bytes:
    return b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * count


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"Isi berita tanpa kepala surat.\n", "it has no header of a mail"),
        (b"Subject: x\n\n", "it holds no text"),
        (b"\0" * 500, "it has no header of a mail"),
        (
            b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\nIsi\n--c\n\nIsi\n",
            "its parts are not there: it breaks off, or was changed",
        ),
        (b"Subject: x\n\n\x89PNG\r\n" + b"\0" * 500, "it is an image, not text"),
        (_wrapped(10_000), "its parts are nested more than 40 deep"),
        (_parts(300_000), "it has more than 10,000 parts"),
        (b"Subject: x\n" + b"X: y\n" * 200_000, "its header is over the limit of 500,000 bytes"),
        (b"Subject: " + b"x" * 600_000, "its header is over the limit of 500,000 bytes"),
        (
            b"Subject: x\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n",
            "it is encrypted or sealed",
        ),
        (
            b"Subject: x\nContent-Type: application/pkcs7-mime\n\nx\n",
            "it is encrypted or sealed",
        ),
        (
            b"Subject: x\nContent-Type: application/pdf; name=a.pdf\n\nx\n",
            "it holds no text; 1 attachment not read: a.pdf",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_article_is_one_clear_line(tmp_path: Path, raw: bytes, reason: str) -> None:
    found = _refused(tmp_path, raw)
    assert found.reason == reason
    assert found.next_step


def test_parts_within_parts_are_read_as_deep_as_people_nest_them(tmp_path: Path) -> None:
    assert _document(tmp_path, _wrapped(30)).text == "Isi"


def test_a_message_that_breaks_off_in_its_text_is_none(tmp_path: Path) -> None:
    letter = MIMEMultipart("mixed")
    letter.attach(MIMEText(PARAGRAPH * 50, "plain", "utf-8"))
    raw = raw_mail(letter, Subject="x", Message_ID="<1@b.test>")
    found = _refused(tmp_path, raw[: len(raw) // 2 + 3])
    assert found.reason == "it breaks off in the middle of its text"
    assert found.foreign_id == "1@b.test"


def test_a_message_that_breaks_off_behind_its_text_says_so(tmp_path: Path) -> None:
    raw = bytes(newsletter())
    found = _document(tmp_path, raw[: raw.index(b"JVBE") + 3])
    assert found.text.startswith("Gudang tidak terbakar")
    assert "its last boundary is missing" in found.notes


def test_base64_with_other_bytes_in_it_says_how_many(tmp_path: Path) -> None:
    letter = MIMEText(PARAGRAPH, "plain", "utf-8")
    payload = str(letter.get_payload())
    letter.set_payload(payload[:20] + "!?*" + payload[20:])
    found = _document(tmp_path, raw_mail(letter, Subject="x"))
    assert found.text == PARAGRAPH
    assert found.notes == ("3 bytes not base64 left out",)


def test_every_part_of_a_message_cut_anywhere_is_read_or_refused(tmp_path: Path) -> None:
    raw = bytes(newsletter())
    for end in range(1, len(raw), 7):
        assert _found(tmp_path, raw[:end]).origin == "a.eml"


_LINES = st.lists(
    st.one_of(
        st.sampled_from(newsletter().as_bytes().split(b"\n")),
        st.sampled_from(
            (
                b"Content-Type: multipart/mixed; boundary=b",
                b"Content-Type: multipart/alternative; boundary=b",
                b"Content-Type: multipart/related; boundary=b; start=x",
                b"Content-Type: multipart/signed; boundary=b",
                b"Content-Type: text/html; charset=utf-16",
                b"Content-Type: text/plain; name*=x; name*0=y; format=flowed",
                b"Content-Disposition: attachment; filename*1*=utf-8''%ff; filename*=a'b",
                b"Content-Transfer-Encoding: base64",
                b"--b",
                b"--b--",
                b"",
                b"=",
            )
        ),
        st.binary(max_size=40),
    ),
    max_size=40,
)


@given(_LINES)
@example([b"Subject: x", b"Content-Type: multipart/signed; boundary=b", b"", b"--b--"])
def test_lines_in_any_order_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("surat")
    _found(folder, b"Subject: x\n" + b"\n".join(lines))
