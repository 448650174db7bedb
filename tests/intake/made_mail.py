"""Mail as Python's own library writes it, for tests; run as a script it writes the stored cases.

`python tests/intake/made_mail.py` wrote `cases/mail` and `cases/mbox` (Python 3.11.7).
"""

from __future__ import annotations

import mailbox
from email import policy
from email.header import Header
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

PARAGRAPH = (
    "Kepala dinas mengatakan “gudang itu tidak pernah terbakar”, kata dia di Surabaya pada Senin. "
)
PAGE = (
    '<html><head><link rel="canonical" href="https://harian.test/2024/gudang?a=1&amp;b=2">'
    "<style>p { color: red }</style></head><body>"
    '<div style="display: none">Pratinjau</div><table><tr><td><h1>Gudang tidak terbakar</h1>'
    f"<p>{PARAGRAPH * 3}</p><p>{PARAGRAPH * 2}</p></td></tr></table></body></html>"
)


def mail(**fields: str) -> EmailMessage:
    """A message with these fields; an underscore stands for a hyphen."""
    message = EmailMessage()
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    return message


def raw_mail(kind: Message, **fields: str) -> bytes:
    """A message whose fields are written as they are, whatever they hold."""
    for name, value in fields.items():
        kind[name.replace("_", "-")] = value
    return kind.as_bytes(policy=policy.compat32)


def newsletter() -> EmailMessage:
    """As most are: plain text that only leads to the web, HTML, a file with it."""
    message = mail(
        From="Harian Surabaya <kabar@harian.test>",
        To="meja@desk.test",
        Subject="Gudang tidak terbakar – “sama sekali”",
        Message_ID="<gudang-1@harian.test>",
        List_Id="Kabar harian <kabar.harian.test>",
        List_Post="<https://harian.test/kirim>",
    )
    message["Date"] = "Mon, 05 Aug 2024 10:15:00 +0700"
    message.set_content("Lihat di peramban: https://harian.test/lihat/1\n")
    message.add_alternative(PAGE, subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="é.pdf")
    _settle(message)
    return message


def letter() -> Message:
    """By a person, in windows-1252 that calls itself Latin-1; its date is Indonesian."""
    message = MIMEText("", "plain", "iso-8859-1")
    body = f"{PARAGRAPH * 2}\n\nFrom Jakarta, polisi membenarkan.\n"
    message.set_payload(body.encode("windows-1252").decode("ascii", "surrogateescape"))
    message.replace_header("Content-Transfer-Encoding", "8bit")
    message["From"] = "ana@meja.test (Ana Wijaya)"
    message["Subject"] = Header("Keterangan “gudang”", "utf-8").encode()
    message["Date"] = "Sen, 5 Agu 2024 11.30 WIB"
    message["Message-ID"] = "<2@meja.test>"
    return message


def write_mailbox(path: Path, messages: list[Message]) -> None:
    """A mailbox with these messages."""
    box = mailbox.mbox(path)
    for message in messages:
        entry = mailbox.mboxMessage(message)
        entry.set_from("ana@meja.test Mon Aug  5 04:00:00 2024")
        box.add(entry)
    box.close()


def _settle(message: Message) -> None:
    """Boundaries that are the same on each run."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=====batas{number}==")


def _write_cases(folder: Path) -> None:
    plain = MIMEMultipart("mixed")
    _settle(plain)
    plain.attach(MIMEText(PARAGRAPH, "plain", "utf-8"))
    plain["From"] = "Humas <humas@dinas.test>"
    plain["Subject"] = "Siaran pers"
    (folder / "mail").mkdir(exist_ok=True)
    (folder / "mail" / "newsletter.eml").write_bytes(newsletter().as_bytes())
    (folder / "mbox").mkdir(exist_ok=True)
    path = folder / "mbox" / "inbox.mbox"
    path.unlink(missing_ok=True)
    write_mailbox(path, [newsletter(), letter(), plain])


if __name__ == "__main__":
    _write_cases(Path(__file__).with_name("cases"))
