"""Relays: the outlets an article credits, in lines of their own or in its running text.

"Sumber: Daily Sabah" and "(ANTARA)" are credits in print; "dilansir Reuters" in a sentence is a
reference. An outlet's credit of itself is no relay, and each outlet is named once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from workbench.domain.relay import Reach
from workbench.extract.credits import AGAIN, CREDIT, REFERENCE, FoundRelay, told_once
from workbench.extract.dateline import Dateline
from workbench.extract.kept import compiled
from workbench.extract.lines import LineRole
from workbench.extract.outlets import (
    agencies_for,
    is_edition,
    is_outlet,
    outlet_key,
    outlet_spelling,
    own_keys,
    places_for,
    publisher_key,
    without_article,
    without_country,
)
from workbench.extract.reach import FROM_THERE, Place
from workbench.extract.relay_rules import RelayRules, rules_for
from workbench.extract.retold import points_back
from workbench.extract.sentences import UPPER, trim

_TAG = compiled(r"\(([^()\n]{2,48})\)\s{0,2}[.]?\s{0,2}\Z")
_KNOWN, _LIKELY = 0.88, 0.65
"""How sure a credit of a known outlet is, and of a name that only its place makes an outlet."""
_TAKEN = "the text says which outlet it has this from"
_DATED = ("relay.quoted", "relay.according")
"""Rules of references that a date makes credits of the article."""
_LEADING = ("relay.reports", "relay.according", "relay.passed_to", "relay.quoted")
"""Rules of credits that speak for the article where they are its lead and it has nobody else."""
_FEWEST = 2
"""How often somebody is said to speak in such an article, at the fewest and one more."""
_ALL_OF_IT = "it stands in the lead, and the article has nothing else"
_ALL_OF_ONE = "an edition of the same publisher, and one speaks throughout"
_POINTED_BACK = "it speaks for that sentence: what else that report has is told apart"
_DATE_AND_END = 80
"""Code points of another outlet, a date and the end of a sentence behind a credit."""
_ASKED = "beside what its own outlet was told"
_NEXT = compiled(r" ([a-z][\w-]*)")
"""A word in small letters behind a name."""
_PAGE = compiled(r"https?://(?:www\.)?([\w.-]+)")
_CLAUSE = compiled(r"[.,;:!?\n]")
_NAMED_WITHIN, _NOUN = 2_000, 32
"""Code points around a credit in which a body is named whose page it is, and those of the noun
before a page's name."""
_NAME_WORD = compiled(rf"(?<![\w-])[{UPPER}]\w{{3,}}")
_HELD = 400
"""Code points before a credit in which somebody in office is looked for."""
_WORKERS_LONGEST = 200
"""Code points in which a closing line tells who wrote and edited it."""
_LIST_LONGEST = 60
"""Code points of a closing line that is nothing but outlets."""


def find_relays(
    place: Place,
    lines: Sequence[LineRole],
    dateline: Dateline | None,
    outlet: str,
) -> list[FoundRelay]:
    """The relays of a text, one for each outlet, in text order; `outlet` is its own."""
    own = own_keys(outlet)
    if dateline and dateline.outlet and not outlet:
        own.add(outlet_key(dateline.outlet))
    prints_wires = rules_for(place.lang).prints_wires
    if dateline and dateline.agency and not dateline.outlet and not (outlet or prints_wires):
        own.add(outlet_key(place.text[slice(*dateline.agency)]))
    found = [relay for line in lines for relay in _from_line(place, line)]
    publisher = publisher_key(outlet)
    running = list(_from_running_text(place, publisher))
    credited = frozenset(outlet_key(relay.outlet) for relay in running)
    found += _from_tags(place, dateline, outlet, credited)
    found += [*running, *_pointed_at(place, running)]
    found = [_pointed_back(place, relay) for relay in _of_article(place, found, publisher)]
    if any(one.rule == "relay.told" and outlet_key(one.outlet) in own for one in found):
        found = [_beside_own(place, relay) for relay in found]
    return sorted(told_once(found, own), key=lambda relay: relay.start)


def _of_article(place: Place, found: list[FoundRelay], publisher: str) -> list[FoundRelay]:
    """The relays, those of one statement reaching the article where it has all from there."""
    outlets = {outlet_key(relay.outlet) for relay in found}
    widened = []
    for relay in found:
        reason = ""
        if relay.reach is Reach.STATEMENT:
            if rules_for(place.lang).leads_on and _leads(place, relay, outlets):
                reason = _ALL_OF_IT
            elif len(outlets) == 1 and _is_of_one(place, relay, publisher):
                reason = _ALL_OF_ONE
        if reason:
            relay = relay._replace(reach=Reach.ARTICLE, reason=f"{_TAKEN}; {reason}")
        widened.append(relay)
    return widened


def _pointed_back(place: Place, relay: FoundRelay) -> FoundRelay:
    """A credit in an "as" clause that ends a sentence which quotes nobody, "X menerima jeda,
    sebagaimana diberitakan Y, Rabu (18/3)": it speaks for that sentence where the article says
    apart what else it has from the report, "menurut laporan itu"; else its date speaks."""
    sentence = place.statement(relay.start)
    if relay.reach is not Reach.ARTICLE or relay.rule != "relay.dated" or sentence is None:
        return relay
    said_as = rules_for(place.lang).said_as.search(place.text, *sentence)
    ends = sentence[1] - relay.end <= _DATE_AND_END
    again = (one for one in place.said if one.start >= sentence[1] and one.who)
    if not (said_as and ends and not place.quotes(sentence)):
        return relay
    if not any(points_back(one.who[0], place.lang) for one in again):
        return relay
    return relay._replace(reach=Reach.STATEMENT, reason=f"{_TAKEN}; {_POINTED_BACK}")


def _beside_own(place: Place, relay: FoundRelay) -> FoundRelay:
    """A credit in the running text of an article whose outlet was told something itself: it speaks
    from there on, or for its sentence where it has no day."""
    if relay.reach is not Reach.ARTICLE or relay.rule not in AGAIN:
        return relay
    if relay.basis is CREDIT:
        return relay._replace(reach=Reach.PARAGRAPH, reason=f"{_TAKEN}, {_ASKED}: from there on")
    reach, why = place.reach(relay.start, names_who=True)
    return relay._replace(reach=reach, reason=f"{_TAKEN}; {_ASKED}: {why}")


def _leads(place: Place, relay: FoundRelay, outlets: set[str]) -> bool:
    """Whether a credit of the lead is the article's: "The Post reports that", where nobody else
    with a name speaks or the text ends with "Read the rest"; an interview, where nobody else is
    quoted."""
    told = relay.rule == "relay.passed_to"
    opens = place.comes_first if told else place.opens_with
    if relay.rule not in _LEADING or not opens(relay.start):
        return False
    key, spoken = outlet_key(relay.outlet), [one.names for one in place.said if one.who]
    own = {key, outlet_key(relay.outlet.split(" ")[-1])}
    others = {name for names in spoken for name in names if outlet_key(name) not in own}
    most = 1 if told and outlets == {key} else 0
    return place.sends_on or (len(spoken) > _FEWEST and len(others) <= most)


def _is_of_one(place: Place, relay: FoundRelay, publisher: str) -> bool:
    """Whether the only credit is of an edition of the own publisher, and one speaks throughout: its
    report is printed again."""
    who = {one.who for one in place.said}
    is_again = relay.rule == "relay.quoted" and is_edition(relay.outlet, publisher)
    return is_again and len(place.said) > _FEWEST and len(who) == 1


def _from_line(place: Place, line: LineRole) -> Iterator[FoundRelay]:
    if line.credit is None:
        return
    text, lang = place.text, place.lang
    if line.kind is not None:
        yield FoundRelay(
            line.start, line.end, text[slice(*line.credit)].rstrip(" ."), CREDIT,
            "relay.republished",
            "the text says where it was printed first", 0.93,
        )  # fmt: skip
        return
    listed = list(_listed(text, *line.credit, lang))
    for index, (start, end) in enumerate(listed if len(listed) > 1 else [(line.start, line.end)]):
        name = _credited(text[slice(*line.credit)], lang)
        if len(listed) > 1:
            name = outlet_spelling(text[start:end], lang)
        yield FoundRelay(
            start, end, name, CREDIT, "relay.credit_line", "a line of its own names the source",
            0.96, is_joint=index > 0,
        )  # fmt: skip


def _listed(
    text: str, start: int, end: int, lang: str, credited: Collection[str] = ()
) -> Iterator[tuple[int, int]]:
    """The known outlets of a list, or those credited elsewhere: "Reuters/AFP", "REUTERS | BBC"."""
    for a, b in _pieces(text, start, end, lang):
        if _is_known(text[a:b], lang) or outlet_key(text[a:b]) in credited:
            yield a, b


def _pieces(text: str, start: int, end: int, lang: str) -> Iterator[tuple[int, int]]:
    """What stands between the marks and joining words of a list."""
    ends = [
        *(mark.span() for mark in rules_for(lang).between.finditer(text, start, end)),
        (end, end),
    ]
    for stop, behind in ends:
        a, b = trim(text, start, stop)
        if a < b:
            yield a, b
        start = behind


def _credited(words: str, lang: str) -> str:
    """The outlet that a line of credit names: of a page its site, and no noun before a name."""
    page = _PAGE.match(words)
    return page.group(1) if page else rules_for(lang).leading_noun.sub("", words, count=1)


def _is_known(name: str, lang: str) -> bool:
    """Whether an outlet is meant; in small letters only an agency or a site is, else initials."""
    if name.islower() and "." not in name:
        return name in agencies_for(lang)
    return is_outlet(name, lang)


def _from_tags(
    place: Place, dateline: Dateline | None, outlet: str, credited: Collection[str]
) -> list[FoundRelay]:
    """Agencies in brackets: in the dateline beside another outlet, or closing a paragraph.

    credited: those that the running text says it has something from."""
    text, lang = place.text, place.lang
    found = []
    prints_wires = rules_for(lang).prints_wires
    if dateline and dateline.agency and (outlet or dateline.outlet or prints_wires):
        start, end = dateline.agency
        if is_outlet(text[start:end], lang):
            found.append(
                FoundRelay(
                    start - 1, end + 1, text[start:end], CREDIT, "relay.dateline",
                    "an agency in the dateline", 0.93,
                )
            )  # fmt: skip
    rules = rules_for(lang)
    for start, end in place.blocks[-6:]:
        if workers := rules.workers.search(text, max(start, end - _WORKERS_LONGEST), end):
            end = workers.start()
        tail = max(start, end - _LIST_LONGEST)
        closing = rules.closing.search(text, tail, end)
        match = None if closing else _TAG.search(text, tail, end)
        if match is not None:
            listed = list(_listed(text, *match.span(1), lang, credited))
            whole = (match.start(), match.start() + len(match.group().rstrip(" .")))
        elif closing or end - start <= _LIST_LONGEST:
            whole = closing.span() if closing else (start, end)
            names = closing.span("names") if closing else whole
            listed = list(_listed(text, *names, lang, credited))
            if len(listed) < len(list(_pieces(text, *names, lang))):
                continue
        else:
            continue
        for index, (a, b) in enumerate(listed):
            span = (a, b) if len(listed) > 1 else whole
            found.append(
                FoundRelay(
                    *span,
                    outlet_spelling(text[a:b], lang),
                    CREDIT,
                    "relay.tag",
                    "an agency in brackets at the end",
                    0.93,
                    is_joint=index > 0,
                )
            )
    return found


def _from_running_text(place: Place, publisher: str) -> Iterator[FoundRelay]:
    text = place.text
    running = rules_for(place.lang).running
    for block in place.blocks:
        yield from _dated_together(
            text,
            [
                relay
                for one in running
                for match in one.pattern.finditer(text, *block)
                for relay in _referred(match, one.rule, place, publisher)
            ],
        )


def _pointed_at(place: Place, found: Sequence[FoundRelay]) -> Iterator[FoundRelay]:
    """Credits of the outlet that was named last: "dikutip harian itu"."""
    for match in rules_for(place.lang).pointed.finditer(place.text, 0, len(place.text)):
        before = max((one for one in found if one.end <= match.start()), default=None)
        if before and place.paragraph(match.start()):
            reach, why = place.reach(match.start(), names_who=False)
            yield before._replace(
                start=match.start(), end=match.end(), basis=REFERENCE, rule="relay.quoted",
                reason=f"{_TAKEN}; {why}", reach=reach, is_joint=False,
            )  # fmt: skip


def _dated_together(text: str, found: list[FoundRelay]) -> list[FoundRelay]:
    """Outlets that have it from one another, with one date behind them: "diberitakan A mengutip B,
    Rabu (18/3/2026)" is a credit of the whole article for both."""
    dated = {relay.start: relay for relay in found if relay.basis is CREDIT}
    for at in sorted(range(len(found)), key=lambda at: -found[at].start):
        relay = found[at]
        behind = dated.get(relay.end + 1)
        if relay.rule == "relay.quoted" and behind and text[relay.end].isspace():
            found[at] = dated[relay.start] = relay._replace(
                basis=CREDIT, rule=behind.rule, reason=behind.reason, reach=behind.reach
            )
    return found


def _referred(
    match: re.Match[str], rule: str, place: Place, publisher: str, begin: int | None = None
) -> Iterator[FoundRelay]:
    """The outlet that running text refers to, if it is one, and whom it names beside it.

    begin: where the reference opens, where that is before the match."""
    rules = rules_for(place.lang)
    name = without_country(match.group("outlet").rstrip(".,'’"), place.lang)
    name = without_article(name, place.lang)
    if rule == "passed_to":
        name = outlet_spelling(name, place.lang)
    known = is_outlet(name, place.lang)
    if rule == "quoted" and not known and match["noun"] and name.lower() in places_for(place.lang):
        if of_country := rules.of_country.match(place.text, match.end("outlet"), match.endpos):
            yield from _referred(of_country, rule, place, publisher, match.start())
        return
    if not known and not _passes_on(place, match, rule, name, rules):
        return
    start = match.start() + (2 if match.group().startswith(", ") else 0) if begin is None else begin
    stop = match.start("outlet") + len(match.group("outlet").rstrip(".,'’"))
    if rule == "quoted" and known and (more := rules.longer.match(place.text, stop, match.endpos)):
        name, stop = name + more.group(), more.end()
    sure = _KNOWN if known else _LIKELY
    behind = rules.from_another.match(place.text, stop, match.endpos)
    if rule == "quoted" and behind:
        if is_edition(name, publisher):
            yield from _referred(behind, rule, place, "", start)
            return
        if is_outlet(behind.group("outlet"), place.lang):
            for found in _referred(behind, rule, place, "", behind.start() + 1):
                yield found._replace(start=start, end=stop, outlet=name, score=sure)
                yield found
            return
    others = list(_joined(place, stop, match.endpos)) if rule == "quoted" else []
    last = others[-1].end() if others else stop
    is_body = not known and not match["noun"] and rules.is_body(name)
    day = match.start("brought_on") if match.groupdict().get("brought_on") else last
    is_dated = day < last or place.is_dated(last, by_week=rule == "quoted")
    if f"relay.{rule}" in _DATED and is_dated and not is_body:
        found = _credit(place, (start, stop), name, day)._replace(score=sure)
    else:
        reach, why = place.reach(start, names_who=rule != "quoted" or is_body)
        found = FoundRelay(
            start, match.end() if rule == "reports" else stop, name, REFERENCE, f"relay.{rule}",
            f"{_TAKEN}; {why}", sure, reach,
        )  # fmt: skip
    yield found
    for other in others:
        at, to = other.span("outlet")
        yield found._replace(start=at, end=to, outlet=other.group("outlet"), is_joint=True)


def _credit(place: Place, span: tuple[int, int], name: str, day: int) -> FoundRelay:
    """A credit with the day on which the outlet brought it, as a dateline has it."""
    reach = Reach.PARAGRAPH
    if place.is_of_earlier_day(span[0], day):
        how = "on an earlier day than the article's own: from there on"
    elif place.opens_late(span[0]):
        how = f"with a date; {FROM_THERE}"
    else:
        reach = Reach.ARTICLE
        how = "with a date like a dateline's: the whole article"
    return FoundRelay(*span, name, CREDIT, "relay.dated", f"{_TAKEN}, {how}", _KNOWN, reach)


def _joined(place: Place, at: int, end: int) -> Iterator[re.Match[str]]:
    """The outlets that are named behind another one: "dilansir Middle East Eye dan Anadolu"."""
    rules = rules_for(place.lang)
    while match := rules.joined.match(place.text, at, end):
        yield match
        at = match.end()
    last = rules.last_joined.match(place.text, at, end)
    if (
        last
        and place.is_dated(last.end())
        and _reads_like_outlet(last, "quoted", last["outlet"], rules)
    ):
        yield last


def _is_own_site(place: Place, match: re.Match[str], name: str, rules: RelayRules) -> bool:
    """Whether the page is that of a body that the article tells of: "dikutip dari laman resmi X"
    where somebody in office speaks, "dari laman X" where X does or says something nearby, in a
    paragraph and not in a headline. The page of a club passes on what a player says there."""
    text = place.text
    noun = match.group("noun")
    if not noun or not rules.site.search(noun) or rules.paper.match(noun):
        return False
    start = match.start()
    if rules.official.search(noun) and rules.office.search(text, max(0, start - _HELD), start):
        return True
    near = [
        text.rfind(name, max(0, start - _NAMED_WITHIN), start),
        text.find(name, match.end(), match.end() + _NAMED_WITHIN),
    ]
    leads = (
        _CLAUSE.split(text[max(0, at - _NOUN) : at])[-1]
        for at in near
        if at >= 0 and place.paragraph(at)
    )
    return any(not rules.site.search(lead) for lead in leads)


def _passes_on(place: Place, match: re.Match[str], rule: str, name: str, rules: RelayRules) -> bool:
    """Whether a name that is no known outlet's is somebody's who passes words on."""
    if name.startswith("@"):
        return not _is_own_handle(place.text, match.start(), name)
    reads = _reads_like_outlet(match, rule, name, rules)
    reads = reads and not (rule == "quoted" and _is_part_of_noun(place.text, match, name, rules))
    return reads and not _is_own_site(place, match, name, rules)


def _is_part_of_noun(text: str, match: re.Match[str], name: str, rules: RelayRules) -> bool:
    """Whether a name only begins what is cited, where owners have an ending: "citing Reed's
    plan", "citing Taliban violence"."""
    if not rules.owner_endings or match["noun"]:
        return False
    following = _NEXT.match(text, match.end()) if rules.citing.match(match.group()) else None
    goes_on = following is not None and following[1] not in rules.behind_name
    return goes_on or any(ending in name for ending in rules.owner_endings)


def _is_own_handle(text: str, start: int, handle: str) -> bool:
    """Whether an account is that of somebody who is named before: "kata Rina, dikutip dari akun
    @rina.wijaya"."""
    plain = re.sub(r"[\W_]+", "", handle.lower())
    named = _NAME_WORD.findall(text, max(0, start - _HELD), start)
    return any(word.lower() in plain for word in named)


def _reads_like_outlet(match: re.Match[str], rule: str, name: str, rules: RelayRules) -> bool:
    """Whether words around an unknown name say that it is an outlet."""
    first, _, rest = name.partition(" ")
    refused = first.lower() in rules.not_outlets and rest.lower() not in rules.outlet_words
    refused = refused or name.lower() in rules.not_outlets or bool(rules.platforms.match(name))
    noun = match.group("noun")
    is_short = len(name) < 3 and not (noun and rules.site.search(noun))
    if is_short or first.islower() or refused:
        return False
    if noun and rule == "according":
        return bool(rules.outlet_noun.search(noun)) and not rules.role_last.search(noun)
    return bool(noun) or rule in ("quoted", "told", "passed_to")
