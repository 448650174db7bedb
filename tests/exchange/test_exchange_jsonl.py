from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchange_bundles import TEXT, bundles, example, gathered
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from workbench.domain.choice import Choice
from workbench.errors import DataError
from workbench.exchange import read, write
from workbench.exchange.bundle import Bundle, Written
from workbench.exchange.schema import line_schema, problem, schemas

SLOW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def written(bundle: Bundle) -> bytes:
    stream = io.BytesIO()
    write("jsonl", bundle, stream)
    return stream.getvalue()


def lines_of(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().split("\n")[:-1]]


def data_of(lines: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def read_back(data: bytes) -> Bundle:
    return gathered(read("jsonl", io.BytesIO(data)))


@pytest.fixture(scope="session")
def validator() -> Draft202012Validator:
    resources = [(name, Resource.from_contents(schema)) for name, schema in schemas().items()]
    return Draft202012Validator(
        schemas()["export.json"], registry=Registry().with_resources(resources)
    )


def versions(bundle: Bundle) -> list[int]:
    """Versions take no part in comparison, but the export keeps them."""
    kept = [source.version for source in bundle.sources]
    return kept + [claim.version for item in bundle.articles for claim in item.claims]


@SLOW
@given(bundles())
def test_what_is_written_reads_back_the_same(bundle: Bundle) -> None:
    again = read_back(written(bundle))
    assert again == bundle
    assert versions(again) == versions(bundle)


@SLOW
@given(bundles())
def test_without_text_all_comes_back_but_the_words_of_the_texts(bundle: Bundle) -> None:
    data = written(replace(bundle, choice=Choice(without_text=True)))
    again = read_back(data)
    bare = tuple(one.without_text() for one in bundle.articles)
    assert again == replace(bundle, articles=bare, choice=Choice(without_text=True))
    assert versions(again) == versions(bundle)
    assert written(again) == data


def test_what_is_without_its_text_holds_none_of_its_words() -> None:
    data = written(replace(example(), choice=Choice(without_text=True)))
    for word in ("wartawan", "TRIPOLI", "Nine killed", "in print"):
        assert word.encode() in written(example())
        assert word.encode() not in data
    kinds = {line["type"] for line in lines_of(data)}
    assert not kinds & {"fact", "nothing"}
    assert kinds >= {"decision", "claim", "tag", "note"}


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("article", {"translation": "Nine killed"}, "holds other words of it"),
        ("article", {"extra": {"section": "Libya"}}, "holds other words of it"),
        ("article", {"length": 60}, "outside a text of 60 code points"),
        ("claim", {"end": 900}, "does not fit its words"),
    ],
)
def test_what_is_without_its_text_and_does_not_hold_is_refused(
    kind: str, change: dict[str, Any], words: str
) -> None:
    lines = lines_of(written(replace(example(), choice=Choice(without_text=True))))
    changed = next(line for line in lines if line["type"] == kind)
    changed |= change
    with pytest.raises(DataError, match=words):
        read_back(data_of(lines))


@pytest.mark.parametrize("kind", ["fact", "nothing"])
def test_words_of_a_text_that_is_not_there_are_refused(kind: str) -> None:
    line = next(line for line in lines_of(written(example())) if line["type"] == kind)
    bare = lines_of(written(replace(example(), choice=Choice(without_text=True))))
    bare.insert(-1, line)
    with pytest.raises(DataError, match=f"a {kind} of an article that is without its text"):
        read_back(data_of(bare))


@SLOW
@given(bundles())
def test_every_line_follows_the_published_schema(
    validator: Draft202012Validator, bundle: Bundle
) -> None:
    for line in lines_of(written(bundle)):
        errors = [error.message for error in validator.iter_errors(line)]
        assert errors == []
    for line in lines_of(written(replace(bundle, choice=Choice(without_text=True)))):
        assert problem(line, "export.json") is None


def test_the_schemas_are_valid_schemas() -> None:
    assert {"export.json", "article.json", "fact.json", "claim.json", "source.json"} <= set(
        schemas()
    )
    for schema in schemas().values():
        Draft202012Validator.check_schema(schema)


def test_the_claim_line_has_the_contract_keys() -> None:
    claim = next(line for line in lines_of(written(example())) if line["type"] == "claim")
    assert list(claim) == [
        "type", "uid", "article", "analyst", "start", "end", "exact", "restatement", "gloss",
        "topic", "time", "place", "note", "state", "hops", "version", "fact", "chain",
        "carried", "origin", "origin_basis", "assessments", "links",
    ]  # fmt: skip
    assert set(claim["hops"][0]) == {
        "sources", "exact", "start", "end", "cue", "mode", "class", "factuality",
        "assertion",
    }  # fmt: skip
    assert claim["hops"][1]["sources"] == [
        {"uid": "00000000-0000-4000-8000-000000000002", "name": "juru bicara LNA"}
    ]


def test_the_origin_is_the_last_hop_then_the_credited_relay() -> None:
    claims = [line for line in lines_of(written(example())) if line["type"] == "claim"]
    assert [claim["origin"] for claim in claims] == [
        "juru bicara LNA", "juru bicara LNA + Ahmad al-Mismari", "Daily Sabah",
    ]  # fmt: skip


def test_the_article_line_counts_open_questions_and_names_the_state() -> None:
    article = next(line for line in lines_of(written(example())) if line["type"] == "article")
    assert article["state"] == "done"
    counts = [article[name] for name in ("fact_count", "claim_count", "question_count")]
    assert counts == [2, 3, 0]


def test_the_result_says_how_much_was_written() -> None:
    assert write("jsonl", example(), io.BytesIO()) == Written(1, 3)


def test_articles_are_streamed() -> None:
    alive = []

    def one_by_one() -> Any:
        for item in example().articles:
            alive.append(stream.tell())
            yield item
        alive.append(stream.tell())

    stream = io.BytesIO()
    bundle = example()
    write(
        "jsonl",
        Bundle(head="", exported_at="", tool="", sources=bundle.sources, articles=one_by_one()),
        stream,
    )
    assert alive[1] > alive[0] + len(TEXT)


def test_judgements_translation_and_what_the_container_said_travel_along() -> None:
    lines = lines_of(written(example()))
    article = next(line for line in lines if line["type"] == "article")
    assert article["translation"] == "Nine killed 😀"
    assert article["extra"]["in print"] == {"page": 3}
    judged = [line for line in lines if line["type"] == "relay"]
    kept = [[line[key] for key in ("analyst", "outlet", "other", "status")] for line in judged]
    assert kept == [
        ["rina", "Daily Sabah", "", "confirmed"], ["budi", "", "a-2", "rejected"],
    ]  # fmt: skip


def test_a_judgement_that_names_nothing_is_not_written() -> None:
    bundle = example()
    (item,) = bundle.articles
    empty = replace(item, judgements=(replace(item.judgements[0], outlet=""),))
    with pytest.raises(DataError, match="#1287: judgement j1 must name"):
        written(replace(bundle, articles=[empty]))


def changed(kind: str, number: int = 0, /, **values: Any) -> tuple[bytes, int]:
    """The example's export with one line changed, and that line's number."""
    lines = lines_of(written(example()))
    place = [at for at, line in enumerate(lines) if line["type"] == kind][number]
    lines[place] |= values
    return data_of(lines), place + 1


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("claim", {"start": 18}, "span"),
        ("claim", {"exact": "x" * 23}, "the text at"),
        ("claim", {"state": "finished"}, "state is not one of"),
        ("claim", {"analyst": 7}, "analyst is not string"),
        ("claim", {"extra": 7}, "unknown 'extra'"),
        ("claim", {"article": "a1"}, "another article"),
        ("claim", {"uid": "../../etc"}, "uid does not look like"),
        ("claim", {"uid": "a1\n"}, "uid does not look like"),
        ("fact", {"id": "quote-1-2"}, "kind and span say"),
        ("fact", {"score": 1.5}, "score is over 1"),
        ("article", {"text": TEXT + "!"}, "sha256"),
        ("article", {"number": True}, "number is not integer"),
        ("note", {"span": {"start": 0, "end": 4, "exact": "nope"}}, "the text at"),
        ("decision", {"exact": "“Kami tidak\nmundur!”"}, "the text at"),
        ("rating", {"source": "nobody"}, "not given"),
        ("belonging", {"owner": "nobody"}, "not given"),
        ("belonging", {"tie": "married"}, "tie is not one of"),
        ("belonging", {"since": "kemarin"}, "since does not look like"),
        ("unalike", {"other": "nobody"}, "not given"),
        ("habit", {"outlet": "nobody"}, "not of its outlet"),
        ("habit", {"phrase": "dikutip  …"}, "not of its outlet"),
        ("habit", {"reads": "everywhere"}, "everywhere"),
        ("habit", {"kind": "mood"}, "kind is not one of"),
        ("rating", {"reliability": "G"}, "reliability is not one of"),
        ("relay", {"status": "suggested"}, "status is not one of"),
        ("relay", {"other": "a-2"}, "either an outlet or an article"),
        ("relay", {"outlet": ""}, "either an outlet or an article"),
        ("relay", {"article": "a-2"}, "another article"),
        ("article", {"extra": ["x"]}, "extra is not object"),
        ("article", {"translation": None}, "translation is not string"),
        ("nothing", {"exact": "x" * 19}, "the text at"),
        ("nothing", {"uid": "a-1:0-6:ana"}, "its words and analyst say"),
        ("nothing", {"article": "a-2"}, "another article"),
        ("nothing", {"parts": [[0, 2], [3, 6]]}, "unknown 'parts'"),
        ("tag", {"uid": "a-1:rob:ana"}, "its word and analyst say"),
        ("tag", {"article": "a-2"}, "another article"),
        ("topic", {"uid": "robb"}, "its words say"),
        ("topic", {"same_as": "nobody"}, "not given before it"),
        ("removed", {"entity": "opinion"}, "entity is not one of"),
        ("removed", {"states": []}, "states"),
        ("removed", {"entity": "nothing"}, "no nothing is called 'n-gone'"),
        ("removed", {"entity": "decision", "uid": "a:quote-1:ana"}, "no decision is called"),
        ("removed", {"entity": "unalike", "uid": "a:b:c"}, "no unalike is called"),
        ("removed", {"entity": "metadata"}, "cannot be removed"),
        ("removed", {"uid": "\ud800"}, "surrogates not allowed"),
        ("removed", {"uid": ""}, "uid"),
        ("removed", {"ancestors": ["3" * 32]}, "said to come from the state that it is in"),
        ("past", {"states": ["state"]}, "does not look like"),
        ("past", {"about": None}, "about is not string"),
        ("end", {"claims": 4}, "counts"),
        ("state", {"type": "status"}, "unknown type"),
    ],
)
def test_a_wrong_line_is_named_with_what_is_wrong(
    kind: str, values: dict[str, Any], words: str
) -> None:
    number = -1 if kind == "note" else 0
    data, line = changed(kind, number, **values)
    with pytest.raises(DataError) as caught:
        read_back(data)
    assert f"line {line}:" in str(caught.value)
    assert words in str(caught.value)


def test_an_export_that_is_older_than_families_is_read() -> None:
    lines = [
        {key: value for key, value in line.items() if key != "publishers"}
        for line in lines_of(written(example()))
        if line["type"] not in ("belonging", "unalike", "habit", "topic", "tag")
    ]
    again = read_back(data_of(lines))
    assert (again.belongings, again.unalikes, again.publishers) == ((), (), "")
    assert again.sources == example().sources


def test_an_export_that_is_older_than_the_mark_is_read() -> None:
    lines = [line for line in lines_of(written(example())) if line["type"] != "nothing"]
    (article,) = read_back(data_of(lines)).articles
    assert article.nothings == ()
    assert article.decisions == next(iter(example().articles)).decisions


def test_an_export_that_is_older_than_pasts_is_read() -> None:
    lines = [line for line in lines_of(written(example())) if line["type"] not in PASTS]
    again = read_back(data_of(lines))
    assert again.pasts == next(iter(again.articles)).pasts == ()
    assert again.sources == example().sources


@pytest.mark.parametrize("kind", ["claim", "past", "removed"])
def test_what_is_given_twice_is_refused(kind: str) -> None:
    lines = lines_of(written(example()))
    place = [at for at, line in enumerate(lines) if line["type"] == kind][-1]
    lines.insert(place + 1, lines[place])
    with pytest.raises(DataError, match=rf"line {place + 2}: .* is given twice"):
        read_back(data_of(lines))


def test_a_past_behind_what_it_may_be_of_is_refused() -> None:
    lines = lines_of(written(example()))
    place = next(at for at, line in enumerate(lines) if line["type"] == "rating")
    lines.insert(place, lines.pop(1))
    with pytest.raises(DataError, match="behind the records that it may be of"):
        read_back(data_of(lines))


def test_a_newer_version_is_refused() -> None:
    data, _ = changed("workbench-export", version=2)
    with pytest.raises(DataError, match=r"line 1: an export of version 2; this program reads 1"):
        read_back(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "cut off after line 0"),
        (b"{}\n", "not an export of the workbench"),
        (b"[1]\n", "not an export of the workbench"),
        (b"\xff\xfe\n", "not UTF-8"),
        (b"{\n", "not JSON"),
        (b"[" * 100_000 + b"\n", "line 1: n"),
        (b'{"type": NaN}\n', "NaN is no number"),
        (b"9" * 5000 + b"\n", "line 1: not"),
    ],
)
def test_what_is_no_export_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(DataError, match=words):
        read_back(data)


def test_a_cut_export_is_refused_wherever_it_is_cut() -> None:
    data = written(example())
    for at in range(0, len(data) - 1, 97):
        with pytest.raises(DataError, match="line"):
            read_back(data[:at])


def test_an_unknown_source_is_refused_on_both_ways() -> None:
    bundle = example()
    fewer = Bundle(head="", exported_at="", tool="", sources=(), articles=bundle.articles)
    with pytest.raises(
        DataError, match=r"article #1287: claim .* names source|claim .* names source"
    ):
        written(fewer)
    about = ("source", "rating", "belonging", "unalike", "habit")
    lines = [line for line in lines_of(written(bundle)) if line["type"] not in about]
    with pytest.raises(DataError, match="which is not given"):
        read_back(data_of([line for line in lines if line.get("uid") != "n3"]))


def test_an_offset_that_does_not_hold_is_not_written() -> None:
    bundle = example()
    (item,) = bundle.articles
    moved = type(item)(item.article, item.text.replace("LNA", "GNA"), claims=item.claims)
    with pytest.raises(DataError, match="#1287"):
        written(Bundle(head="", exported_at="", tool="", sources=bundle.sources, articles=[moved]))


PASTS = ("past", "removed")
EXAMPLE_LINES = lines_of(written(example()))


@st.composite
def mutated_lines(draw: st.DrawFn) -> dict[str, Any]:
    """A line of the example with one value somewhere replaced, dropped or added."""
    line: dict[str, Any] = draw(st.sampled_from(EXAMPLE_LINES))
    line = json.loads(json.dumps(line))
    at: Any = line
    while True:
        inner = [
            v for v in (at.values() if isinstance(at, dict) else at) if isinstance(v, dict | list)
        ]
        inner = [v for v in inner if v]
        if not inner or draw(st.booleans()):
            break
        at = draw(st.sampled_from(inner))
    keys = sorted(at) if isinstance(at, dict) else range(len(at))
    key = draw(st.sampled_from(list(keys)))
    other = st.sampled_from(
        [
            None,
            True,
            False,
            0,
            1,
            -1,
            0.5,
            7,
            "",
            "x",
            "CT+",
            "a b",
            [],
            [[0, 1]],
            {},
            {"x": 1},
        ]
    )
    if isinstance(at, dict) and draw(st.booleans()):
        del at[key]
    elif key != "type":
        at[key] = draw(other)
    return line


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated_lines())
def test_our_check_agrees_with_a_full_validator(
    validator: Draft202012Validator, line: dict[str, Any]
) -> None:
    place = line_schema(line.get("type", ""))
    ours = place is not None and problem(line, place) is None
    assert ours == validator.is_valid(line)


def refusal(data: bytes) -> str:
    """What reading says against it, or which lines it gave."""
    try:
        return f"every line: {read_back(data).head}"
    except DataError as error:
        return str(error)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated_lines(), st.integers(0, 20))
def test_a_changed_line_is_read_or_refused_never_a_crash(line: dict[str, Any], at: int) -> None:
    lines = [*EXAMPLE_LINES]
    lines[at % len(lines)] = line
    assert "line" in refusal(data_of(lines))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=30), st.integers(0, 5000), st.integers(0, 40))
def test_damaged_bytes_are_read_or_refused_never_a_crash(put: bytes, at: int, cut: int) -> None:
    data = written(example())
    at %= len(data)
    assert "line" in refusal(data[:at] + put + data[at + cut :])


def test_a_file_round_trips_through_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    with path.open("wb") as stream:
        write("jsonl", example(), stream)
    with path.open("rb") as stream:
        assert gathered(read("jsonl", stream)) == example()
