"""What is kept open on the command line: listed, answered, and asked for by cron."""

from __future__ import annotations

from typing import Any

import pytest
from cli_cases import Cli, jsonl
from cli_schemas import check

from workbench.domain.fact import Kind
from workbench.services.review import accept_fact
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store

GIVEN = {"outlet": "Kapal \x1b[2JPos", "lang": "id"}
FLOOD = (
    "Banjir bandang melanda Waikilok di Kabupaten Lembata, Rabu (4/3/2026). Sedikitnya sembilan "
    "orang tewas akibat banjir bandang di Waikilok, kata Kepala BPBD Lembata Yohanes Boli."
)
MORE = (
    "Korban banjir bandang Waikilok bertambah. Sebelas orang tewas akibat banjir bandang di "
    "Waikilok, kata Kepala BPBD Lembata Yohanes Boli."
)
ASKED = "Berapa orang tewas akibat banjir bandang di Waikilok?"


@pytest.fixture
def flood(empty: Cli) -> Cli:
    empty.good("import", "-", stdin=jsonl({"text": FLOOD, "published": "2026-03-04", **GIVEN}))
    return empty


def more(cli: Cli) -> None:
    cli.good("import", "-", stdin=jsonl({"text": MORE, "published": "2026-03-06", **GIVEN}))


def kept_claim(flood: Cli) -> tuple[dict[str, Any], dict[str, Any]]:
    """The record of a claim that is kept open, to which something new was said, and what the list
    tells of it."""
    with open_store(flood.db) as store:
        bench = Workbench(store, "ana")
        view = view_article(bench, 1)
        accept_fact(bench, view, next(one for one in view.facts if one.kind is Kind.QUOTE))
    claim = next(
        one for one in flood.good("claims", "--json").records if "sembilan" in one["exact"]
    )
    flood.good("open-questions", "keep", "--claim", claim["uid"][:8])
    more(flood)
    (told,) = flood.good("open-questions", "--json").records
    return claim, told


def test_something_new_exits_with_ten_only_where_it_was_asked_for(flood: Cli) -> None:
    assert flood("open-questions", "--exit-code").code == 0
    flood.good("open-questions", "keep", *ASKED.split())
    assert flood("open-questions", "--exit-code").code == 0
    more(flood)
    assert flood("open-questions").code == 0
    printed = flood("open-questions", "--exit-code")
    assert printed.code == 10
    assert printed.lines[0].endswith(f"1 new  {ASKED}")
    assert printed.lines[1].startswith("  ? speaks of it: #2:")
    assert "2026-03-06; not reviewed; from " in printed.lines[1]
    assert "Sebelas orang tewas" in printed.lines[2]
    assert "\x1b" not in printed.out


def test_what_is_printed_once_counts_as_seen_where_that_was_asked_for(flood: Cli) -> None:
    flood.good("open-questions", "keep", ASKED)
    more(flood)
    assert flood("open-questions", "--seen", "--exit-code").code == 10
    assert flood("open-questions", "--seen", "--exit-code").code == 0
    flood.good("undo")
    assert flood("open-questions", "--exit-code").code == 10


def test_each_is_an_object_that_follows_the_schema(flood: Cli) -> None:
    flood.good("open-questions", "keep", ASKED)
    more(flood)
    records = flood.good("open-questions", "--json").records
    check(records, "open_question")
    (one,) = records
    assert (one["words"], one["statement"], one["new"]) == (ASKED, None, 1)
    (reply,) = one["replies"]
    assert (reply["stance"], reply["hearing"], reply["said"]["number"]) == ("specifies", None, 2)
    flood.good("open-questions", "seen", one["uid"][:8], reply["place"])
    assert flood.good("open-questions", "--json").records == []
    (one,) = flood.good("open-questions", "--all", "--json").records
    assert one["replies"][0]["hearing"] == "seen"
    flood.good("open-questions", "dismiss", one["uid"], reply["place"])
    (one,) = flood.good("open-questions", "--all", "--json").records
    assert one["replies"] == []
    flood.good("open-questions", "close", one["uid"], "sudah", "jelas")
    (one,) = flood.good("open-questions", "--all", "--json").records
    check([one], "open_question")
    assert one["closed"] == "sudah jelas"


def test_a_claim_is_kept_open_by_its_uid_and_told_what_differs(flood: Cli) -> None:
    claim, one = kept_claim(flood)
    assert one["statement"]["number"] == 1
    assert one["words"] == claim["exact"]
    told = [each["words"] for reply in one["replies"] for each in reply["differs"]]
    assert "9 here, 11 there" in told
    assert flood("open-questions", "keep", "--claim", "ffffff").code == 4


def test_a_reply_is_linked_as_it_is_proposed_and_is_seen_with_that(flood: Cli) -> None:
    _, one = kept_claim(flood)
    (reply,) = one["replies"]
    link = ("open-questions", "link", one["uid"][:8], reply["place"])
    assert flood.good(*link).err == "linked: updates, #1 and #2\n"
    assert flood.good("open-questions").out == ""
    assert flood.good(*link).err == "linked already\n"
    assert flood("open-questions", "link", one["uid"][:8], "#9:1").code == 4
    flood.good("undo")
    assert flood("open-questions", "--exit-code").code == 10
    (asked,) = flood.good("open-questions", "--json").records
    assert asked["uid"] == one["uid"]


def test_a_question_in_words_is_linked_to_nothing(flood: Cli) -> None:
    flood.good("open-questions", "keep", ASKED)
    more(flood)
    (one,) = flood.good("open-questions", "--json").records
    refused = flood("open-questions", "link", one["uid"], one["replies"][0]["place"])
    assert refused.code == 2
    assert "a question in words is linked to nothing" in refused.err
    assert flood("open-questions", "--exit-code").code == 10


def test_mistakes_are_told(flood: Cli) -> None:
    assert flood("open-questions", "keep").code == 2
    assert flood("open-questions", "keep", "apa", "--claim", "abcdef").code == 2
    assert flood("open-questions", "close", "abcdef", "selesai").code == 4
    flood.good("open-questions", "keep", ASKED)
    uid = flood.good("open-questions", "--all", "--json").records[0]["uid"]
    assert flood("open-questions", "dismiss", uid, "#9:1").code == 4
