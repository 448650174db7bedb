"""Tags and topics on the command line: put, listed, renamed, merged, in records, undone."""

from __future__ import annotations

from cli_cases import Cli, lead
from cli_schemas import check


def test_tags_are_put_on_what_is_named_and_on_what_a_filter_leaves(cli: Cli) -> None:
    done = cli.good("tags", "add", "banjir, dua sumber", "--article", "1", "--where", "lang:id")
    assert done.err.strip().startswith("banjir, dua sumber on")
    assert cli.good("tags", "add", "Banjir", "--article", "1").err.strip() == (
        "nothing changed: they are there already"
    )
    count = len(cli.good("list", "--where", "lang:id", "--json").records)
    records = cli.good("tags", "--json").records
    check(records, "used_tag")
    assert [(one["name"], one["articles"], one["mine"]) for one in records] == [
        ("banjir", count, count), ("dua sumber", count, count),
    ]  # fmt: skip
    (article,) = cli.good("show", "1", "--json").records[:1]
    tags = article["article"]["tags"] if "article" in article else article["tags"]
    assert [one["name"] for one in tags] == ["banjir", "dua sumber"]
    listed = cli.good("list", "--where", "number:1", "--json").records
    check(listed, "article")
    assert listed[0]["tags"] == tags
    assert cli.good("show", "1").lines[-1] == "#banjir #dua sumber"
    cli.good("tags", "rename", "banjir", "rob")
    cli.good("tags", "merge", "dua sumber", "rob")
    assert [line.split()[0] for line in cli.good("tags", "list").lines] == ["rob"]
    cli.good("tags", "remove", "rob")
    assert cli.good("tags").lines == []
    for _ in range(3):
        cli.good("undo")
    assert [one["name"] for one in cli.good("tags", "--json").records] == ["banjir", "dua sumber"]


def test_a_filter_of_what_to_tag_does_not_tell_what_colleagues_have(cli: Cli) -> None:
    cli.good("tags", "add", "banjir", "--article", "1")
    cli.analyst = "budi"
    for act in ("add", "remove"):
        there = cli("tags", act, "rob", "--where", "tag:banjir")
        none = cli("tags", act, "rob", "--where", "tag:tiada")
        assert (there.code, there.err) == (none.code, none.err)
    assert cli.good("tags").lines == []
    assert cli.good("tags", "add", "rob", "--where", "tag:banjir", "--claims", "tag:x").err == (
        "nothing changed: no article and no claim fits\n"
    )


def test_a_filter_tells_no_tag_that_tags_list_hides(annotated: Cli) -> None:
    annotated.good("tags", "add", "rahasia", "--article", "1", "--claims", "state:draft")
    other = Cli(annotated.monkeypatch, annotated.db, analyst="budi")
    for words in ("tag:rahasia", "has:tags"):
        assert annotated.good("list", "--where", words).lines
        assert annotated.good("claims", "--where", words).lines
        assert other.good("tags").lines == []
        assert other.good("list", "--where", words).lines == []
        assert other.good("claims", "--where", words).lines == []
        other.good("select", "save", "pilih", "--where", words)
        assert other.good("select", "show", "pilih").lines == []
        assert other.good("select", "list", "--json").records[0]["article_count"] == 0
        assert other("select", "freeze", "pilih").code == 2
        assert other.good("claims", "--where", "by:ana").lines == []
    lead(other)
    assert other.good("claims", "--where", "by:ana tag:rahasia").lines
    assert other.good("list", "--where", "by:ana tag:rahasia").lines


def test_what_tags_cannot_be_put_on_is_said(cli: Cli) -> None:
    assert cli("tags", "add", "banjir").code == 2
    assert cli("tags", "add", " , ", "--article", "1").code == 2
    assert cli("tags", "add", "banjir", "--article", "9999").code == 4
    assert cli("tags", "add", "banjir", "--claim", "ffff").code == 4
    assert cli("tags", "rename", "banjir", "rob").code == 4


def test_topics_are_listed_renamed_merged_and_retired(cli: Cli) -> None:
    cli.good("topics", "add", "Banjir")
    cli.good("topics", "add", "Panen")
    cli.good("topics", "rename", "banjir", "Rob")
    assert cli("topics", "rename", "Panen", "rob").code == 2
    cli.good("topics", "merge", "Panen", "Banjir")
    records = cli.good("topics", "--json").records
    check(records, "listed_topic")
    assert [(one["name"], one["also"]) for one in records] == [("Rob", ["Banjir", "Panen"])]
    cli.good("topics", "retire", "Panen")
    assert cli.good("topics", "list").lines[0].endswith("retired")
    cli.good("undo")
    cli.good("undo")
    assert [one["name"] for one in cli.good("topics", "--json").records] == ["Panen", "Rob"]
    assert cli("topics", "retire", "Kapal").code == 4


def test_claims_and_exports_say_whose_a_tag_is(annotated: Cli) -> None:
    annotated.good("tags", "add", "dua sumber", "--claims", "state:draft")
    records = annotated.good("claims", "--where", "state:draft", "--json").records
    check(records, "claim")
    assert records
    assert all(
        [(one["name"], one["analyst"]) for one in record["tags"]] == [("dua sumber", "ana")]
        for record in records
    )
    assert "  #dua sumber  " in annotated.good("claims").lines[0]
    lines = annotated.good("export", "--format", "jsonl", "--out", "-").records
    tags = [line for line in lines if line["type"] == "tag"]
    check(tags, "tag")
    assert {one["claim"] for one in tags} == {record["uid"] for record in records}
    table = annotated.good("export", "--format", "csv", "--out", "-").out
    assert "dua sumber (ana)" in table
