"""The report: what was found, told to whoever has no terminal, as one HTML file or as Markdown.

A digest says what there is to say, the sections say it in blocks, and the two writers write those.
"""

from __future__ import annotations

from typing import BinaryIO

from workbench.exchange.report.accounts import opposed_in
from workbench.exchange.report.dated import printed_day
from workbench.exchange.report.differing import Beyond, denied_in
from workbench.exchange.report.digest import NO_SPEAKERS, Digest, Scope, digest
from workbench.exchange.report.document import document
from workbench.exchange.report.lacking import Compared, Outcome, Sought
from workbench.exchange.report.proposed import Proposal, Unanswered
from workbench.exchange.report.sections.method import losses, losses_in
from workbench.exchange.report.stated import stated_in
from workbench.exchange.report.statements import Backing, Behind, Outside
from workbench.exchange.report.told import is_told
from workbench.exchange.report.words import languages, words_of

__all__ = [
    "FORMATS", "NO_SPEAKERS", "Backing", "Behind", "Beyond", "Compared", "Digest", "Outcome",
    "Outside", "Proposal", "Scope", "Sought", "Unanswered", "denied_in", "digest", "is_told",
    "languages", "losses", "losses_in", "opposed_in", "printed_day", "stated_in", "words_of",
    "write_report",
]  # fmt: skip

FORMATS = ("html", "md")


def write_report(report: Digest, target: BinaryIO, *, format_name: str, lang: str) -> None:
    """Write a report as UTF-8. format_name: one of FORMATS; lang: one of `languages`."""
    whole = document(report, words_of(lang))
    if format_name == "md":
        from workbench.exchange.report.markdown import markdown as pieces
    else:
        from workbench.exchange.report.html import html as pieces
    for piece in pieces(whole):
        target.write(piece.encode())
