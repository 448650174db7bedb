"""Reports for the exchange tests: a digest of any bundle, and what a page holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from exchange_bundles import article_of, example

from workbench.domain.claim import Claim, Hop, LinkKind
from workbench.domain.fact import Fact
from workbench.domain.origin import OriginCount, Traced, weigh_origins
from workbench.domain.span import Span
from workbench.exchange.bundle import AnnotatedArticle, Bundle
from workbench.exchange.report import (
    Backing,
    Behind,
    Beyond,
    Digest,
    Scope,
    digest,
    is_told,
    write_report,
)

AS_OF = "2020-01-10T09:00:00Z"
VOID = {"meta", "br", "path", "rect", "circle"}


def numbered(bundle: Bundle) -> Bundle:
    """The bundle with a number of its own for each article, as a database has it, and no uid of a
    claim twice."""
    seen: set[str] = set()
    articles = []
    for number, one in enumerate(bundle.articles, 1):
        claims = tuple(claim for claim in one.claims if claim.uid not in seen)
        seen |= {claim.uid for claim in claims}
        kept = {claim.uid for claim in claims}
        articles.append(
            replace(
                one,
                article=replace(one.article, number=number),
                claims=claims,
                assessments=tuple(each for each in one.assessments if each.claim in kept),
                links=tuple(each for each in one.links if {each.claim, each.other} & kept),
                tags=tuple(each for each in one.tags if each.claim in (None, *kept)),
            )
        )
    return replace(bundle, articles=tuple(articles))


def digest_of(bundle: Bundle, scope: Scope | None = None, beyond: Iterable[Beyond] = ()) -> Digest:
    """What a report on a bundle says; claims that links of it make the same are told once."""
    every = list(bundle.articles)
    groups: dict[str, list[str]] = {c.uid: [c.uid] for one in every for c in one.claims}
    for link in (link for one in every for link in one.links if link.kind is LinkKind.SAME):
        if {link.claim, link.other} <= groups.keys() and (
            groups[link.claim] is not groups[link.other]
        ):
            groups[link.claim] += groups[link.other]
            for uid in groups[link.other]:
                groups[uid] = groups[link.claim]
    told = {claim.uid: (claim, one) for one in every for claim in one.claims if is_told(claim)}
    unique = {id(group): group for group in groups.values()}.values()
    backings = [_backing([uid for uid in group if uid in told], told, bundle) for group in unique]
    return digest(bundle, backings, scope or Scope("", "all", AS_OF), {}, beyond)


def _backing(uids: list[str], told: dict[str, Any], bundle: Bundle) -> Backing:
    names, traced = bundle.names(), []
    for claim, within in (told[uid] for uid in uids):
        origin = within.chain_of(claim, names).origin
        traced.append(Traced(origin, claim.article, stance=claim.stance))
    origins = weigh_origins(traced, bundle.families())
    behind = tuple(
        Behind(one.words, one.standing, tuple(uids[place] for place in one.places))
        for one in origins
    )
    return Backing(tuple(uids), behind, OriginCount.of(origins))


def written(told: Digest, format_name: str = "html", lang: str = "en") -> str:
    """A report, as text."""
    target = BytesIO()
    write_report(told, target, format_name=format_name, lang=lang)
    return target.getvalue().decode()


def printing(
    number: int, outlet: str, words: str, hops: tuple[Hop, ...] = (), facts: tuple[Fact, ...] = ()
) -> AnnotatedArticle:
    """An article of one sentence, which is one claim."""
    article = article_of(words, f"a0000000-0000-4000-8000-{number:012}", number)
    claim = Claim(f"c{number}", article.uid, "ana", Span.of(words, 0, len(words)), hops=hops)
    return AnnotatedArticle(replace(article, outlet=outlet), words, claims=(claim,), facts=facts)


@dataclass
class Element:
    """One element of a page."""

    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def all(self, *names: str) -> Iterator[Element]:
        """Itself and what is in it, of these names, or all."""
        if not names or self.name in names:
            yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all(*names)

    @property
    def words(self) -> str:
        """The text in it."""
        return "".join(one if isinstance(one, str) else one.words for one in self.children)

    def classed(self, name: str) -> list[Element]:
        """What in it has a class."""
        return [one for one in self.all() if name in one.attributes.get("class", "").split()]


class Page(HTMLParser):
    """A page as a tree; everything must be closed where it was opened."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(text)
        self.close()
        assert self._open == [self.root], f"left open: {[one.name for one in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in {tag}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def texts(bundle: Bundle) -> list[AnnotatedArticle]:
    """The articles of a bundle that a report shows the texts of."""
    return [one for one in bundle.articles if any(map(is_told, one.claims))]


def changed(**fields: Any) -> Bundle:
    """The example with fields of its one article changed."""
    bundle = example()
    (article,) = bundle.articles
    return replace(bundle, articles=(replace(article, **fields),))


def page(told: Digest, lang: str = "en") -> Page:
    """A report as a page."""
    return Page(written(told, lang=lang))


def walk(part: Any) -> Iterator[Any]:
    """Every block and word of a report."""
    yield part
    if isinstance(part, tuple):
        for one in part:
            yield from walk(one)
