"""How a report was made, what its scales mean, and what it leaves out."""

from __future__ import annotations

from workbench.domain.claim import CREDIBILITY, Likelihood
from workbench.domain.deciding import Left
from workbench.domain.source import RELIABILITY
from workbench.exchange.bundle import Loss, Losses
from workbench.exchange.report.blocks import Block, Inlines, Item, Items, Pairs, Para, Section
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.words import Words


def method(digest: Digest, words: Words) -> Section:
    """The last chapter."""
    below: list[Block] = [
        Para((_how_made(digest, words),)),
        Para((words("method_origin"),)),
        Pairs(tuple(_made(digest, words))),
        Section("scales", (words("method_scales"),), _scales(words)),
    ]
    if left := losses(digest):
        items = tuple(Item((_left(loss, words),)) for loss in left)
        below.append(Section("left", (words("left_out"),), (Items(items),)))
    return Section("method", (words("method"),), tuple(below), "method")


def _how_made(digest: Digest, words: Words) -> str:
    """How the claims came about, and how many of them in which way."""
    ways = {way.name.lower(): words.number(len(there)) for way, there in digest.made.items()}
    return words("method_made", **ways)


def _made(digest: Digest, words: Words) -> list[tuple[str, Inlines]]:
    bundle, scope = digest.bundle, digest.scope
    rows: list[tuple[str, Inlines]] = [
        (words("method_scope"), (words(f"scope_{scope.kind}", name=scope.name),)),
        (words("method_as_of"), (scope.as_of,)),
        (words("method_journal"), (bundle.head,)),
        (words("method_tool"), (bundle.tool,)),
    ]
    if bundle.publishers:
        rows.append((words("method_publishers"), (bundle.publishers,)))
    if digest.analysts:
        rows.append((words("method_analysts"), (words.joined(digest.analysts),)))
    if bundle.choice.layer:
        rows.append((words("method_layer"), (words(f"layer_{bundle.choice.layer.value}"),)))
    return rows


def _scales(words: Words) -> tuple[Block, ...]:
    reliability = [f"{one} {words.scale('reliability', one)}" for one in RELIABILITY]
    credibility = [f"{one} {words.scale('credibility', one)}" for one in CREDIBILITY]
    likelihood = [f"{words.term(one)} {words.scale('band', one.value)}" for one in Likelihood]
    told = (
        ("scale_reliability", reliability),
        ("scale_credibility", credibility),
        ("scale_likelihood", likelihood),
    )
    return (Pairs(tuple((words(key), ("; ".join(grades),)) for key, grades in told)),)


def _left(loss: Loss, words: Words) -> str:
    what = words.count(f"lost_{loss.what}", loss.count)
    return words("lost_why", what=what, why=words.scale("lost", loss.why))


def losses(digest: Digest) -> tuple[Loss, ...]:
    """What of the records a report has no place for: `what` and `why` are keys of its words."""
    found = Losses()
    every = [told.annotated for told in digest.articles]
    facts = sum(len(one.found) for one in every)
    found.add("facts", "facts", facts)
    found.add("decisions", "decisions", sum(len(one.decisions) for one in every))
    found.add("nothings", "nothings", sum(len(one.nothings) for one in every))
    found.add("judgements", "judgements", sum(len(one.judgements) for one in every))
    on_sources = [one.note for one in digest.bundle.sources if one.note]
    found.add("notes", "notes", len(digest.bundle.notes) + len(on_sources))
    found.add("unalikes", "unalikes", len(digest.bundle.unalikes))
    found.add("unrelated", "unrelated", sum(len(one.unrelated) for one in every))
    found.add("withdrawn", "withdrawn", digest.withdrawn)
    found.add("translations", "translations", sum(bool(one.translation) for one in every))
    found.add("withheld", "withheld", sum(not one.has_text for one in every))
    bare = sum(told.annotated.has_text and not told.places for told in digest.articles)
    found.add("texts", "texts", bare)
    inside = {place.claim.uid for place in digest.places}
    counted = {
        uid
        for statement in digest.statements
        for behind in statement.backing.origins
        for uid in behind.claims
    }
    found.add("outside", "outside", len(counted - inside))
    for loss in digest.bundle.withheld.told():
        if loss.what == "claims" and loss.why in {*Left}:
            found.add("not_standing", Left(loss.why).name.lower(), loss.count)
    return found.told()


def losses_in(digest: Digest, words: Words) -> tuple[Loss, ...]:
    """The losses in the words of a language."""
    return tuple(
        Loss(words.counted(f"lost_{loss.what}"), loss.count, words.scale("lost", loss.why))
        for loss in losses(digest)
    )
