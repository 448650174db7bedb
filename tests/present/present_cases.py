"""An article with facts and claims, as the presentation gets them."""

from __future__ import annotations

from workbench.domain.article import (
    Article,
    ArticleRow,
    Basis,
    Metadata,
    Precision,
    Publication,
    ReadingState,
)
from workbench.domain.claim import Claim, Hop, HopClass, Mode
from workbench.domain.fact import (
    Credit,
    Event,
    Fact,
    Kind,
    Line,
    Name,
    Quantity,
    Quote,
    Speaker,
    Time,
)
from workbench.domain.relay import Relay, RelayBasis, RelayKind, RelayStatus
from workbench.domain.span import Span

TEXT = (
    "Haftar Tolak Gencatan Senjata\n\n"
    "KIBLAT.NET, Tripoli – “Kami menolak,” kata Haftar pada Rabu malam. "
    "Sekitar 370 km dari Sirte.\n"
    "Sumber: Daily Sabah"
)
HOSTILE = (
    "\x1b[31m[/] [@click=app.quit]x[/]\x00\x07\u202e\u200d\ufe0f\r\n\t\x9b31m"
    + "e\u0301" * 40
    + "大" * 40
)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def fact(kind: Kind, words: str, attributes: object, text: str = TEXT) -> Fact:
    return Fact(kind, span(words, text), attributes, 0.9, "id.rule", "because", "test 1")  # type: ignore[arg-type]


_AT = TEXT.index("Haftar pada")
HAFTAR = Speaker(Span.of(TEXT, _AT, _AT + len("Haftar")), "Khalifa Haftar")
QUOTE = fact(Kind.QUOTE, "“Kami menolak,”", Quote(Mode.DIRECT, span("kata"), HAFTAR, (HAFTAR,)))
FACTS = [
    fact(Kind.TITLE, "Haftar Tolak Gencatan Senjata", Line()),
    QUOTE,
    fact(Kind.TIME, "Rabu malam", Time("2020-01-08TNI", resolved=True)),
    fact(Kind.QUANTITY, "370 km", Quantity(370, unit="km", approximate=True)),
    fact(Kind.PLACE, "Sirte", Name("Sirte")),
    fact(Kind.EVENT, "Kami menolak", Event(act=span("menolak"), asserter=HAFTAR, check=0.9)),
    fact(Kind.RELAY, "Sumber: Daily Sabah", Credit("Daily Sabah")),
]
RELAY = Relay(RelayKind.RELAYS, RelayBasis.CREDIT, RelayStatus.SUGGESTED, outlet="Daily Sabah")
ARTICLE = Article(
    uid="0123456789abcdef",
    number=1287,
    metadata=Metadata(
        title="Haftar Tolak Gencatan Senjata",
        lang="id",
        publication=Publication("2020-01-09T21:15+07:00", Precision.MINUTE, Basis.PAGE),
    ),
    outlet="KIBLAT.NET",
    sha256="",
    raw_sha256="",
    normaliser="1",
    retrieved_at="",
    retrieved_how="",
    length=len(TEXT),
)


def row(title: str = "Haftar Tolak", outlet: str = "KIBLAT.NET", **other: object) -> ArticleRow:
    values: dict[str, object] = {
        "number": 1287, "uid": "u", "published": "2020-01-09T21:15", "outlet": outlet,
        "title": title, "lang": "id", "state": ReadingState.NEW, "facts": 9, "questions": 4,
        "claims": 2, "relayed": True, "cluster": 3,
    }  # fmt: skip
    return ArticleRow(**(values | other))  # type: ignore[arg-type]


def claim(*hops: Hop, words: str = "Kami menolak", restatement: str = "") -> Claim:
    return Claim("c1", "u", "rini", span(words), restatement=restatement, hops=hops)


def hop(*sources: str, words: str = "", hop_class: HopClass = HopClass.NAMED) -> Hop:
    return Hop(sources, span(words) if words else None, hop_class=hop_class)
