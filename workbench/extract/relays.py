"""Relays: the outlets an article credits, in lines of their own or in its running text.

"Sumber: Daily Sabah" and "(ANTARA)" are credits in print; "dilansir Reuters" in a sentence is a
reference. An outlet's credit of itself is no relay, and each outlet is named once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.lines import (
    Dateline,
    LineRole,
    is_outlet,
    outlet_like,
    outlets_for,
    places_for,
)
from workbench.extract.sentences import UPPER

CREDIT, REFERENCE = "explicit_credit", "implicit_reference"
_TAG = re.compile(r"\(([^()\n]{2,48})\)\s{0,2}[.]?\s{0,2}\Z")
_NAME = (
    rf"(?:[{UPPER}][\w.&'’-]{{0,30}}|\w[\w-]{{2,24}}\.(?:com|co\.id|co|id|net|org))"
    rf"(?:[ ](?:[{UPPER}][\w.&'’-]{{0,30}}|of|the)){{0,4}}"
)


@dataclass(frozen=True, slots=True)
class FoundRelay:
    """One credit of another outlet."""

    start: int
    end: int
    outlet: str
    basis: str
    rule: str
    reason: str
    score: float


class RelayRules:
    """The relay patterns of one language, compiled together."""

    def __init__(self, lex: Lexicon) -> None:
        def both(words: Sequence[str]) -> str:
            return alternation([form for w in words for form in (w, w[:1].upper() + w[1:])])

        verbs = both(lex.words("lines", "relay"))
        nouns = both(lex.words("lines", "relay_nouns"))
        reports = both(lex.words("lines", "relay_verbs"))
        according = both(lex.words("frames", "according"))
        linkers = r"(?:dari|oleh|pada|by|from|to|in|the|a|laporan|report|reports|via)"
        known = alternation(
            sorted({*lex.words("names", "outlets"), *lex.words("names", "agencies"),
                    *lexicon_for("").words("names", "outlets"),
                    *lexicon_for("").words("names", "agencies")})
        )  # fmt: skip
        noun = rf"(?:{nouns}(?:\s[\w-]+){{0,2}}?\s(?:{linkers}\s)?)"
        described = rf"(?:[a-z-]{{2,20}}\s){{0,2}}?{noun}"
        self.quoted = re.compile(
            rf"(?<![\w-]){verbs}(?:\s{linkers}){{0,2}}\s(?P<noun>{described})?(?P<outlet>{known}(?![\w-])|{_NAME})"
        )
        self.according = re.compile(
            rf"(?<![\w-]){according}\s(?:{linkers}\s)?(?P<noun>{described})?(?P<outlet>{known}(?![\w-])|{_NAME})"
        )
        self.reports = re.compile(
            rf"(?<![\w-])(?P<noun>{noun})?(?P<outlet>{known}(?![\w-])|{_NAME})\s(?:juga\s|also\s)?{reports}(?![\w-])"
        )
        self.not_outlets = (
            lex.set("lines", "not_outlets") | lex.set("people", "titles")
            | lex.set("names", "common")
            | frozenset(lex.numbers("times", "weekdays")) | lex.set("names", "organisation_heads")
            | frozenset(lex.numbers("times", "months")) | frozenset(places_for(lex.lang))
        )  # fmt: skip
        told = alternation(lex.words("lines", "told"))
        self.told = re.compile(
            rf"(?<![\w-]){told}\s(?P<noun>{noun})?(?P<outlet>(?:{known}|{outlet_like(lex)})(?![\w-]))"
        )
        self.inverted = re.compile(rf",\s{reports}\s(?P<noun>{noun})?(?P<outlet>{known})(?![\w-])")


@lru_cache(maxsize=16)
def rules_for(lang: str) -> RelayRules:
    """The relay rules of a language."""
    return RelayRules(lexicon_for(lang))


def find_relays(
    text: str, lines: Sequence[LineRole], dateline: Dateline | None,
    blocks: Sequence[tuple[int, int]], lang: str, outlet: str,
) -> list[FoundRelay]:  # fmt: skip
    """The relays of a text, one for each outlet, in text order; `outlet` is its own."""
    own = {_key(outlet)} if outlet else set()
    if dateline and dateline.outlet and not outlet:
        own.add(_key(dateline.outlet))
    found = [relay for line in lines if (relay := _from_line(text, line))]
    found += _from_tags(text, blocks, dateline, lang, outlet)
    for block in blocks:
        found.extend(_from_running_text(text, *block, lang))
    best: dict[str, FoundRelay] = {}
    for relay in sorted(found, key=lambda relay: (relay.basis != CREDIT, relay.start)):
        key = _key(relay.outlet)
        if key and key not in own:
            best.setdefault(key, relay)
    return sorted(best.values(), key=lambda relay: relay.start)


def _key(outlet: str) -> str:
    """An outlet's name without its domain, case and article: "KOMPAS.com" is "kompas"."""
    key = re.sub(r"(?i)\.(?:com|co\.id|co|id|net|org|tv|news)\Z", "", outlet.strip().lower())
    return re.sub(r"[\W_]+", "", re.sub(r"^(?:the|harian|koran|lkbn)\s", "", key))


def _from_line(text: str, line: LineRole) -> FoundRelay | None:
    if line.credit is None:
        return None
    name = text[line.credit[0] : line.credit[1]]
    if line.kind is None:
        return FoundRelay(
            line.start, line.end, name, CREDIT, "relay.credit_line",
            "a line of its own names the source", 0.96,
        )  # fmt: skip
    return FoundRelay(
        line.start, line.end, name, CREDIT, "relay.republished",
        "the text says where it was printed first", 0.93,
    )  # fmt: skip


def _from_tags(
    text: str, blocks: Sequence[tuple[int, int]], dateline: Dateline | None, lang: str, outlet: str
) -> list[FoundRelay]:
    """Agencies in brackets: in the dateline beside another outlet, or closing a paragraph."""
    found = []
    if dateline and dateline.agency and (outlet or dateline.outlet):
        start, end = dateline.agency
        if is_outlet(text[start:end], lang):
            found.append(
                FoundRelay(
                    start - 1, end + 1, text[start:end], CREDIT, "relay.dateline",
                    "an agency in the dateline", 0.93,
                )
            )  # fmt: skip
    for start, end in blocks[-6:]:
        match = _TAG.search(text, max(start, end - 60), end)
        for piece in re.split(r"[/,;|]", match.group(1)) if match else ():
            name = piece.strip()
            if match and is_outlet(name, lang) and (name.isupper() or name[:1].isupper()):
                found.append(
                    FoundRelay(
                        match.start(), match.start() + len(match.group().rstrip(" .")), name,
                        CREDIT, "relay.tag", "an agency in brackets at the end", 0.93,
                    )
                )  # fmt: skip
                break
    return found


def _from_running_text(text: str, start: int, end: int, lang: str) -> list[FoundRelay]:
    rules = rules_for(lang)
    found = []
    for pattern, rule in (
        (rules.quoted, "quoted"), (rules.according, "according"), (rules.reports, "reports"),
        (rules.inverted, "reports"), (rules.told, "told"),
    ):  # fmt: skip
        for match in pattern.finditer(text, start, end):
            name = match.group("outlet").rstrip(".,'’")
            name = _without_place(name, lang)
            known = name.lower() in outlets_for(lang) or is_outlet(name, lang)
            if not known and not _reads_like_outlet(match, rule, name, rules):
                continue
            stop = match.start("outlet") + len(match.group("outlet").rstrip(".,'’"))
            if rule == "reports":
                stop = match.end()
            found.append(
                FoundRelay(
                    match.start() + (2 if match.group().startswith(", ") else 0), stop, name,
                    REFERENCE, f"relay.{rule}", "the text says which outlet it has this from",
                    0.88 if known else 0.65,
                )
            )  # fmt: skip
    return found


def _without_place(name: str, lang: str) -> str:
    """An outlet's name without the country before it: "Singapura Strait Ledger"."""
    first, _, rest = name.partition(" ")
    whole = name.lower() in outlets_for(lang)
    return rest if rest and not whole and first.lower() in places_for(lang) else name


def _reads_like_outlet(match: re.Match[str], rule: str, name: str, rules: RelayRules) -> bool:
    """Whether words around an unknown name say that it is an outlet."""
    first = name.split()[0].lower()
    if len(name) < 3 or not name[:1].isupper() or first in rules.not_outlets:
        return False
    return bool(match.group("noun")) or rule in ("quoted", "told")
