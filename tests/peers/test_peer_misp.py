"""What leaves as MISP events, by pymisp: loaded, and dumped again.

pymisp checks no uuids, no references, no tags and no dates of analyst data, and takes any number
from 0 to 100 for an opinion. So what it dumps is checked again here, with the checker of CI proper;
and what that checker holds for MISP's templates is held to those that come with pymisp.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from exchange_bundles import bundles, example
from hypothesis import HealthCheck, assume, given, settings
from misp_checker import NEEDS, OWN_RELATIONS, RELATIONS, TEMPLATES, claims, problems
from peer_cases import worked_sample
from test_exchange_misp import uids_of

from workbench.exchange import write
from workbench.exchange.bundle import Bundle

Peer = Callable[[str], Any]
ANALYST_DATA = ("Note", "Opinion", "Relationship")


def written(bundle: Bundle) -> dict[str, Any]:
    stream = io.BytesIO()
    write("misp", bundle, stream)
    found: dict[str, Any] = json.loads(stream.getvalue())
    return found


def loaded(peer: Peer, entry: Mapping[str, Any]) -> dict[str, Any]:
    """An event as pymisp dumps what it loaded. It cannot load that again: it dumps analyst data
    with an offset behind their time (+00:00), and puts another one there when it loads them."""
    event = peer("pymisp").MISPEvent()
    event.load(json.dumps(entry))
    return {"Event": json.loads(event.to_json())}


def plain(part: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    """All that an event says, object by object. pymisp leaves out the timestamps of what has
    analyst data, as if it had been changed while it was loaded."""
    event = part["Event"]
    yield event["uuid"], event["info"], event["date"], event["published"]
    yield tuple(tag["name"] for tag in event.get("Tag", ()))
    for one in event["Object"]:
        yield one["uuid"], one["name"], one["template_uuid"], str(one["template_version"])
        yield (one.get("comment", ""),)
        for attribute in one["Attribute"]:
            names = tuple(tag["name"] for tag in attribute.get("Tag", ()))
            told = ("uuid", "object_relation", "type", "category", "value", "to_ids")
            yield (*(attribute[name] for name in told), names)
        for reference in one.get("ObjectReference", ()):
            yield tuple(reference[name] for name in ("referenced_uuid", "relationship_type"))
        for kind in ANALYST_DATA:
            yield from (said(each) for each in one.get(kind, ()))


def said(part: Mapping[str, Any]) -> tuple[object, ...]:
    """What an analyst said, on what, and when. pymisp dumps notes without blanks around them."""
    told = ("note", "language", "comment", "related_object_uuid", "relationship_type")
    number = int(part["opinion"]) if "opinion" in part else None
    at = part["created"].replace("T", " ")[:19]
    return (
        part["uuid"], part["object_uuid"], part["object_type"], part["authors"], at, number,
        *(str(part.get(name)).strip() for name in told),
    )  # fmt: skip


def holds(bundle: Bundle, peer: Peer) -> int:
    """How many claims there are in what pymisp dumped, each where its text has it."""
    texts = {one.article.sha256: one.text for one in bundle.articles}
    count = 0
    for entry in written(bundle)["response"]:
        back = loaded(peer, entry)
        assert list(plain(back)) == list(plain(entry)), "nothing was lost in between"
        for claim, exact in claims({"response": [back]}):
            words = texts[claim["article_sha256"]][claim["start"] : claim["end"]]
            assert words == claim["exact"]
            assert exact.strip() == words.strip()
            count += 1
    return count


def test_the_example_comes_back_with_all_that_analysts_said(
    peer: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert holds(example(), peer) == 3
    assert caplog.records == [], "pymisp has nothing to say of templates or empty values"


def test_work_on_the_sample_set_comes_back(peer: Peer, tmp_path: Path) -> None:
    bundle = worked_sample(tmp_path)
    assert list(problems(written(bundle))) == []
    made = sum(len(one.claims) for one in bundle.articles)
    assert made > 50
    assert holds(bundle, peer) == made


def test_hostile_sets_come_back(peer: Peer) -> None:
    peer("pymisp")

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(bundles())
    def hold(bundle: Bundle) -> None:
        uids = list(uids_of(bundle))
        assume(len(set(uids)) == len(uids))
        assert holds(bundle, peer) == sum(len(one.claims) for one in bundle.articles)

    hold()


def test_objects_pass_pymisps_strict_check(peer: Peer) -> None:
    """It holds an object to its template: what is required, and what may stand there twice."""
    for entry in written(example())["response"]:
        for one in entry["Event"]["Object"]:
            made = peer("pymisp").MISPObject(one["name"], strict=True)
            made.from_dict(**one)
            made.to_dict(strict=True)


@pytest.mark.parametrize("name", TEMPLATES)
def test_our_templates_are_misps(peer: Peer, name: str) -> None:
    data = Path(peer("pymisp").__file__).parent / "data"
    known = json.loads((data / "misp-objects" / "objects" / name / "definition.json").read_text())
    ours = TEMPLATES[name]
    assert (known["uuid"], str(known["version"])) == (ours.uuid, ours.version)
    assert known["meta-category"] == "misc"
    assert NEEDS[name] & {*known.get("required", ()), *known.get("requiredOneOf", ())}
    types = json.loads((data / "describeTypes.json").read_text())["result"]
    for relation, (kind, category) in ours.types.items():
        assert known["attributes"][relation]["misp-attribute"] == kind
        assert kind in types["category_type_mappings"][category]
    if name == "identity":
        assert known["attributes"]["name"]["multiple"], "a source has aliases"


def test_our_relationships_are_misps_or_named_as_ours(peer: Peer) -> None:
    data = Path(peer("pymisp").__file__).parent / "data" / "misp-objects" / "relationships"
    known = {one["name"] for one in json.loads((data / "definition.json").read_text())["values"]}
    assert known >= RELATIONS
    assert not known & OWN_RELATIONS


def test_what_pymisp_takes_is_caught_by_our_checker(peer: Peer) -> None:
    """It takes a uuid that is none, a reference to nothing and an opinion of any number."""
    (entry,) = written(example())["response"]
    made = next(one for one in entry["Event"]["Object"] if one["Opinion"])
    made["ObjectReference"][0]["referenced_uuid"] = "nobody"
    made["Opinion"][0] |= {"opinion": 99, "uuid": "nothing"}
    loaded(peer, entry)
    found = list(problems({"response": [entry]}))
    assert "nothing is no uuid" in found
    assert "annotation: a reference leads nowhere" in found
    assert "annotation: 99 is no answer to confirmed" in found


def test_pymisp_moves_an_opinion_on_a_relationship_to_its_object(peer: Peer) -> None:
    """So none of ours stands there: a statement of its own has the opinions."""
    pymisp = peer("pymisp")
    uuid, relation = "00000000-0000-5000-8000-000000000001", "00000000-0000-5000-8000-000000000002"
    opinion = {
        "opinion": 75, "comment": "c", "object_uuid": relation, "object_type": "Relationship",
    }  # fmt: skip
    made = {
        "name": "annotation", "uuid": uuid, "template_uuid": TEMPLATES["annotation"].uuid,
        "template_version": "3", "meta-category": "misc", "Attribute": [],
        "Relationship": [{
            "uuid": relation, "object_uuid": uuid, "object_type": "Object",
            "related_object_uuid": uuid, "related_object_type": "Object",
            "relationship_type": "supports", "authors": "a", "Opinion": [opinion],
        }],
    }  # fmt: skip
    event = pymisp.MISPEvent()
    event.load({"Event": {"info": "i", "date": "2020-01-01", "Object": [made]}})
    (back,) = json.loads(event.to_json())["Object"]
    assert "Opinion" not in back["Relationship"][0]
    assert [one["object_uuid"] for one in back["Opinion"]] == [relation]
