from __future__ import annotations

import pytest
from cli_cases import Cli
from cli_schemas import check
from file_cases import damage


def test_hits_stand_in_the_words_around_them(cli: Cli) -> None:
    lines = cli.good("search", "kepolisian").lines
    assert len(lines) == 1
    assert lines[0].startswith("#1  Cakrawala Pos: Gudang di Pelabuhan Meledak")
    assert "kata juru bicara [kepolisian] Ratih" in lines[0]


def test_json_hits_follow_the_schema_and_point_into_the_text(cli: Cli) -> None:
    records = cli.good("search", "ratih", "wartawan", "--json").records
    check(records, "hit")
    text = cli.good("show", 1, "--json").records[0]["text"]
    for hit in records:
        assert text[hit["start"] : hit["end"]] == hit["exact"]
        assert text[: hit["start"]].endswith(hit["before"])


@pytest.mark.parametrize("words", ["tidakada", '"', "AND", "NEAR(", "title:x", "***", "a-b:c^"])
def test_words_are_literal_and_no_hit_is_no_failure(cli: Cli, words: str) -> None:
    assert cli.good("search", "--", words).raw == b""


def test_a_star_ends_a_prefix_and_all_words_must_occur(cli: Cli) -> None:
    assert len(cli.good("search", "kepoli*").lines) == 1
    assert cli.good("search", "kepolisian", "train").raw == b""
    assert len(cli.good("search", "kata OR said", "--limit", "5").lines) == 0


def test_hits_say_when_they_were_published(cli: Cli) -> None:
    date = cli.good("list", "--json").records
    known = {one["number"]: (one["published_at"] or "")[:10] for one in date}
    for line in cli.good("search", "kata").lines:
        assert known[int(line[1:].split()[0])] in line


@pytest.mark.parametrize(("words", "is_told"), [("zzz or kata", True), ("zzz", False)])
def test_where_nothing_is_found_it_is_said_and_why(cli: Cli, words: str, is_told: bool) -> None:
    done = cli.good("search", *words.split())
    assert "No article holds all of these words" in done.err
    assert ("'or' is sought as a word too" in done.err) is is_told


def test_a_filter_asks_for_one_or_the_other(cli: Cli) -> None:
    indonesian, english = (
        set(cli.good("list", "--where", f"lang:{one}").lines) for one in ("id", "en")
    )
    assert indonesian
    assert english
    either = cli.good("list", "--where", "lang:id or lang:en").lines
    assert set(either) == indonesian | english
    done = cli("list", "--where", "lang:id or")
    assert done.code == 2
    assert "something to look for is missing, at column 11" in done.err
    done = cli("list", "--where", "lang:id outlt:x")
    assert "Did you mean outlet?" in done.err
    assert done.err.endswith("\n  lang:id outlt:x\n          ^^^^^\n")
    cli.good("list", "--where", "title:or")
    cli.good("list", "--where", '"or"')


def test_a_hit_in_a_hostile_text_is_printed_safely(cli: Cli) -> None:
    done = cli.good("search", "kami")
    assert "#3" in done.out
    assert all(line.isprintable() for line in done.lines)
    raw = cli.good("search", "kami", "--json").raw
    assert raw.decode().rstrip("\n").isprintable()


def test_words_are_needed(cli: Cli) -> None:
    assert cli("search").code == 2


def test_claims_are_searched_too(annotated: Cli) -> None:
    every = annotated.good("claims", "--json").records
    word = max(every[0]["exact"].split(), key=len).strip(".,”“")
    records = annotated.good("search", "--in-claims", word, "--json").records
    check(records, "hit")
    assert every[0]["uid"] in {one["claim"] for one in records}
    (line, *_) = annotated.good("search", "--in-claims", word).lines
    assert f"[{word}]".casefold() in line.casefold()
    assert "No claim holds" in annotated.good("search", "--in-claims", "tidakada").err


def test_a_sentence_is_looked_for_with_its_words_changed(cli: Cli) -> None:
    text = cli.good("show", 1, "--json").records[0]["text"]
    sentence = next(line for line in text.splitlines() if len(line) > 80)[:120]
    words = sentence.split()
    words[2] = "lain"
    (hit, *_) = cli.good("search", "--like", "--json", "--", *words).records
    check([hit], "hit")
    assert hit["number"] == 1
    assert 75 <= hit["score"] < 100
    assert " first " in cli.good("search", "--like", "--", sentence).lines[0]
    assert cli("search", "--like", "kata").code == 2


UNBUILT = (
    "UPDATE search_folding SET below = (SELECT max(id) + 1 FROM article)",
    "INSERT INTO article_words(article_words) VALUES('delete-all')",
    "INSERT INTO article_trigrams(article_trigrams) VALUES('delete-all')",
)


def test_an_index_that_is_not_made_yet_is_told_and_made_by_whoever_looks_for_words(
    cli: Cli,
) -> None:
    before = cli.good("search", "kepolisian").raw
    assert before
    damage(cli.db, *UNBUILT)
    assert "are not in the search index yet: workbench verify --repair" in cli.good("verify").err
    assert cli.good("search", "kepolisian").raw == before
    assert "not in the search index" not in cli.good("verify").err
    damage(cli.db, *UNBUILT)
    cli.good("verify", "--repair")
    assert "not in the search index" not in cli.good("verify").err
    damage(cli.db, *UNBUILT)
    assert cli.good("list", "--where", "kepolisian").lines


def test_a_kept_filter_makes_the_index_whole_as_a_typed_one_does(cli: Cli) -> None:
    """Else a set would be frozen without the articles that search does not know yet."""
    cli.good("select", "save", "polisi", "--where", "kepolisian")
    before = cli.good("select", "show", "polisi").raw
    assert before
    damage(cli.db, *UNBUILT)
    assert cli.good("select", "show", "polisi").raw == before
    damage(cli.db, *UNBUILT)
    cli.good("select", "freeze", "polisi")
    assert cli.good("select", "show", "polisi").raw == before
