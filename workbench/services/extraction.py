"""Running the extractor over stored articles and keeping what it found.

Facts depend on text, language, outlet and the anchor date; when one of these is set anew the
article's facts are computed again. Decisions hold on to kind and span and stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from workbench.domain.fact import Fact
from workbench.errors import WorkbenchError
from workbench.extract import EXTRACTOR, extract
from workbench.services.workbench import Workbench


def extract_article(bench: Workbench, number: int) -> list[Fact]:
    """The facts of a stored article, computed anew and kept."""
    run = _run(bench, number)
    bench.store.facts.keep([run])
    return list(run[4])


def extract_articles(bench: Workbench, numbers: Iterable[int]) -> int:
    """Compute and keep the facts of these articles; how many there were. Fifty to a transaction,
    so that the desk's own writes get in between."""
    runs = []
    count = 0
    for number in numbers:
        runs.append(_run(bench, number))
        count += 1
        if len(runs) == 50:
            bench.store.facts.keep(runs)
            runs = []
    bench.store.facts.keep(runs)
    return count


def _run(bench: Workbench, number: int) -> tuple[int, str, str, str, Sequence[Fact]]:
    article = bench.store.articles.get(number)
    metadata = article.metadata
    publication = metadata.publication
    anchor = publication.local_date if publication else None
    facts = extract(
        bench.store.articles.text(number),
        lang=metadata.lang,
        title=metadata.title,
        outlet=article.outlet,
        anchor=anchor,
        anchor_basis=publication.basis.value if publication and anchor else None,
    )
    return number, EXTRACTOR, metadata.lang, anchor or "", facts


def facts_of_line(line: bytes) -> dict[str, Any]:
    """Facts of a document that came as a line of JSON `{"id","text","lang"?,"published"?}`:
    `{"id","facts"}`, or `{"id","error"}` when it cannot be read. No database is involved."""
    identity: object = None
    try:
        document = json.loads(line, parse_constant=_refuse_constant)
        if not isinstance(document, dict):
            raise ValueError("not a JSON object")
        identity = document.get("id")
        if "text" not in document:
            raise ValueError("it has no text")
        return {"id": identity, "facts": [fact.to_record() for fact in _found_in(document)]}
    except RecursionError:
        return {"id": identity, "error": "its JSON is nested too deeply"}
    except (ValueError, WorkbenchError) as error:
        return {"id": identity, "error": str(error)}


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _found_in(document: dict[str, Any]) -> list[Fact]:
    from workbench.intake import parse_published

    text, lang, published = (document.get(name) or "" for name in ("text", "lang", "published"))
    if not all(isinstance(value, str) for value in (text, lang, published)):
        raise ValueError("text, lang and published are strings")
    parsed = parse_published(published) if published else None
    if published and parsed is None:
        raise ValueError(f"{published!r} is no date")
    anchor = parsed[0][:10] if parsed and len(parsed[0]) >= 10 else None
    return extract(text, lang=lang, anchor=anchor, anchor_basis="metadata" if anchor else None)
