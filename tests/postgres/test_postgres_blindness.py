"""What the server itself keeps from an analyst who comes with a tool of her own, once its owner has
run the script: colleagues' work on what she has yet to judge, however she asks for it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

import postgres_stores
import pytest
from cli_cases import NoDesk
from store_cases import AT, TEXT, apply, claim, making, new_article, uid
from stores import KINDS, Stores

from workbench.cli.main import main
from workbench.domain.article import ArticleState, ReadingState
from workbench.domain.claim import Assessment, Hop, HopClass
from workbench.domain.counterpart import Place, Stance
from workbench.domain.journal import OF_ONE_ALONE
from workbench.domain.kept_open import Asked, Heard, Hearing, KeptOpen, Reply
from workbench.domain.note import Note, NoteSubject
from workbench.domain.tag import Tag

if TYPE_CHECKING:
    from workbench.verbs.store import Store

SECRET = "diragukan"
"""What budi wrote, and no text holds."""
ACCOUNTS = ("ana", "budi", "citra")
OF_BUDI = (
    "claim", "hop", "claim_words", "note", "tag", "assessment", "journal", "touched",
)  # fmt: skip


class Server:
    """The database of a store, as accounts come to it with psql."""

    def __init__(self, stores: Stores) -> None:
        from postgres_server import OWNER, programs

        self._psql = programs() / "psql"
        self._owner = OWNER
        self.address = postgres_stores.words_of(stores.place())

    def called(self, account: str) -> str:
        """The address of the database for an account."""
        return self.address.replace(f"//{self._owner}@", f"//{account}@")

    def as_owner(self, *statements: str) -> None:
        done = self._run(self._owner, statements)
        assert done.returncode == 0, done.stderr

    def says(self, account: str, *statements: str) -> str:
        """All that psql prints, whatever comes of it."""
        done = self._run(account, statements)
        return done.stdout + done.stderr

    def _run(self, account: str, statements: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        address = self.called(account)
        script = "SET search_path = workbench;\n" + ";\n".join(statements) + ";\n"
        return subprocess.run(
            [str(self._psql), "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", address],
            input=script, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip


@pytest.fixture
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Server]]:
    """A store in which budi recorded something, and ana is yet to judge the article."""
    from workbench.postgres.blindness import script

    folder = tmp_path_factory.mktemp("blind")
    stores = Stores(KINDS["postgres"], folder)
    with stores.open() as store:
        store.articles.add([new_article()], [], analyst="budi", at=AT)
        server = Server(stores)
        server.as_owner(
            "INSERT INTO question(article_id, start, \"end\", kind) VALUES (1, 0, 5, 'quote')",
            script(),
            *(
                f"DO $$ BEGIN CREATE ROLE {one} LOGIN; "
                "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
                for one in ACCOUNTS
            ),
            "GRANT workbench_analyst TO ana, budi",
            "GRANT workbench_supervisor TO citra",
        )
        work_of_budi(store)
        yield store, server
    stores.kind.clear(folder)


def work_of_budi(store: Store) -> None:
    made = claim(hops=(Hop(cue="kata", hop_class=HopClass.ANONYMOUS),))
    of_budi = type(made).from_record(
        {**made.to_record(), "analyst": "budi", "restatement": f"Itu {SECRET}."}
    )
    note = Note(uid("note"), "budi", NoteSubject.CLAIM, of_budi.uid, SECRET, AT)
    tag = Tag(uid("one"), None, "budi", SECRET, AT)
    assessment = Assessment(of_budi.uid, "budi", 2, rationale=SECRET)
    apply(store, making("claim", of_budi), analyst="budi")
    apply(
        store, making("note", note), making("tag", tag), making("assessment", assessment),
        analyst="budi",
    )  # fmt: skip


def test_a_verb_prints_the_script(capsys: pytest.CaptureFixture[str]) -> None:
    from workbench.postgres.blindness import script

    assert main(["blindness"], NoDesk()) == 0
    assert capsys.readouterr().out == script()


def test_nothing_of_it_comes_out_before_she_judged(shared: tuple[Store, Server]) -> None:
    _, server = shared
    for table in OF_BUDI:
        of_ana, of_budi, of_citra = (
            int(server.says(account, f"SELECT count(*) FROM {table}")) for account in ACCOUNTS
        )
        assert of_ana < of_budi <= of_citra, table
        assert SECRET not in server.says("ana", f"COPY {table} TO STDOUT"), table


@pytest.mark.parametrize(
    "statements",
    [
        ("SELECT * FROM claim WHERE uid LIKE '%'", "TABLE note", "TABLE journal"),
        ("SET row_security = off", "TABLE claim"),
        ("SET ROLE workbench", "TABLE claim"),
        ("SET SESSION AUTHORIZATION budi", "TABLE claim"),
        ("SET ROLE workbench_supervisor", "TABLE claim"),
        ("GRANT workbench_supervisor TO ana", "TABLE claim"),
        ("ALTER TABLE claim DISABLE ROW LEVEL SECURITY", "TABLE claim"),
        ("DROP POLICY seen ON claim", "TABLE claim"),
        ("SET session_replication_role = replica", "TABLE claim"),
        ("CREATE OR REPLACE FUNCTION sees_all() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
         "TABLE claim"),
        ("CREATE TEMP VIEW mine AS SELECT * FROM claim", "TABLE mine"),
        ("CREATE FUNCTION pg_temp.told(words text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS "
         "$$ BEGIN RAISE NOTICE '%', words; RETURN true; END $$",
         "SELECT count(*) FROM claim WHERE pg_temp.told(restatement)",
         "SELECT count(*) FROM claim_words WHERE pg_temp.told(restatement)",
         "SELECT count(*) FROM journal WHERE pg_temp.told(body)"),
        ("SELECT * FROM claim WHERE restatement::int = 1",),
        ("SELECT * FROM claim_words WHERE terms @@ 'diragukan'",),
        ("SELECT most_common_vals FROM pg_stats WHERE schemaname = 'workbench'",),
        ("SELECT query FROM pg_stat_activity",),
        ("EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM claim",),
        ("UPDATE member SET role = 'supervisor' WHERE uid = 'ana'",
         "INSERT INTO member VALUES ('ana', 'supervisor', 'ana', 1)", "TABLE claim"),
        ("UPDATE claim SET analyst = 'ana' RETURNING restatement",),
        ("DELETE FROM note RETURNING words",),
        ("SELECT may_see(1), seen_claims()", "SELECT thing_may_be_seen('claim', uid) FROM claim"),
    ],
    ids=lambda statements: statements[0][:50],
)  # fmt: skip
def test_no_way_around_leads_to_it(
    shared: tuple[Store, Server], statements: tuple[str, ...]
) -> None:
    _, server = shared
    for at in range(len(statements)):  # each by itself as well: the first may be refused
        assert SECRET not in server.says("ana", *statements[at:])
    assert SECRET not in server.says("ana", *statements)


@pytest.mark.parametrize(
    ("statement", "refused"),
    [
        ("TRUNCATE claim CASCADE", "permission denied"),
        ("TRUNCATE journal", "permission denied"),
        ("DROP TABLE claim", "must be owner"),
        ("CREATE TABLE workbench.mine(a int)", "permission denied"),
        ("INSERT INTO journal(seq, analyst, op, body, prev, hash) SELECT h.seq + 1, 'budi', 'x', "
         "'{}', h.hash, repeat('1', 64) FROM head() h", "row-level security"),
        ("INSERT INTO article_state VALUES (1, 'budi', 'open', '')", "row-level security"),
        ("INSERT INTO tag VALUES ('t', 1, NULL, 'budi', 'x', 'x', '')", "row-level security"),
        ("UPDATE article SET sha256 = sha256", "immutable"),
        ("DELETE FROM article_text", "immutable"),
        ("INSERT INTO member VALUES ('ana', 'supervisor', 'ana', 1)", "permission denied"),
        ("INSERT INTO pseudonym_key(id, key) VALUES (1, repeat('0', 64))", "permission denied"),
    ],
)  # fmt: skip
def test_nobody_works_in_anothers_name(
    shared: tuple[Store, Server], statement: str, refused: str
) -> None:
    assert refused in shared[1].says("ana", statement)
    counts = [shared[1].says("budi", f"SELECT count(*) FROM {table}") for table in OF_BUDI]
    assert all(int(count) for count in counts)


_DIGEST = "SELECT md5(string_agg(c::text, '')) FROM {} c"


def test_a_colleagues_rows_are_neither_changed_nor_taken_out(
    shared: tuple[Store, Server],
) -> None:
    _, server = shared
    before = [server.says("budi", _DIGEST.format(table)) for table in OF_BUDI]
    for table in ("claim", "note", "tag", "assessment"):
        server.says("ana", f"UPDATE {table} SET analyst = 'ana'")
        server.says("ana", f"DELETE FROM {table}")
    assert [server.says("budi", _DIGEST.format(table)) for table in OF_BUDI] == before


def test_what_pseudonyms_are_made_of_is_for_who_sees_all(shared: tuple[Store, Server]) -> None:
    _, server = shared
    server.as_owner("INSERT INTO pseudonym_key(id, key) VALUES (1, repeat('0', 64))")
    assert server.says("ana", "SELECT count(*) FROM pseudonym_key").strip() == "0"
    assert server.says("citra", "SELECT count(*) FROM pseudonym_key").strip() == "1"


def test_who_has_judged_sees_it_and_the_texts_are_everybodys(
    shared: tuple[Store, Server],
) -> None:
    store, server = shared
    assert TEXT[:10] in server.says("ana", "SELECT text FROM article_text")
    assert server.says("ana", "SELECT count(*) FROM article_words").strip() == "1"
    state = ArticleState(uid("one"), "ana", ReadingState.DONE)
    apply(store, making("state", state), analyst="ana")
    for table in ("claim", "note", "journal", "claim_words"):
        assert SECRET in server.says("ana", f"TABLE {table}"), table


def test_what_is_kept_open_is_for_nobody_else_though_she_has_judged(
    shared: tuple[Store, Server],
) -> None:
    store, server = shared
    article, asked = uid("one"), f"Apakah itu {SECRET}?"
    kept = KeptOpen(uid("kept"), "budi", AT, 0, asked, "id", closed=SECRET)
    there = KeptOpen(uid("there"), "budi", AT, 0, TEXT[:9], "id", article, 0, 9)
    heard = Heard(there.uid, article, 0, 9, "budi", AT, Hearing.SEEN)
    for one in (making("kept_open", kept), making("kept_open", there), making("heard", heard)):
        apply(store, one, analyst="budi")
    reply = Reply(there.uid, Place(1, 0, 9), Stance.SAME, False, 90)
    store.kept_open.begin(Asked(there.uid, 0, 1, frozenset((1,)), frozenset((2,))))
    assert store.kept_open.keep({1: [reply]}, [there.uid], (0, 0))
    state = ArticleState(article, "ana", ReadingState.DONE)
    apply(store, making("state", state), analyst="ana")
    for table in (*OF_ONE_ALONE, "asked_open", "reply"):
        counts = [int(server.says(one, f"SELECT count(*) FROM {table}")) for one in ACCOUNTS]
        assert counts[0] == 0 < counts[1] == counts[2], table
    alone = ", ".join(f"'{one}'" for one in OF_ONE_ALONE)
    touched = f"FROM touched WHERE entity IN ({alone})"
    for told in (f"SELECT count(*) {touched}", f"SELECT count(*) FROM journal WHERE seq IN "
                 f"(SELECT seq {touched}) OR body LIKE '%{kept.uid}%'"):  # fmt: skip
        assert [int(server.says(one, told)) for one in ACCOUNTS] == [0, 3, 3]


def test_the_program_works_through_it(shared: tuple[Store, Server]) -> None:
    """An analyst's own desk: she lists, claims, searches and sees her own; the chain goes on."""
    store, server = shared
    with postgres_stores.opened_at(server.called("ana")) as of_ana:
        made = claim("of ana")
        of_her = type(made).from_record({**made.to_record(), "restatement": "Punya ana."})
        apply(of_ana, making("claim", of_her))
        assert [hit.uid for hit in of_ana.claim_search.find("ana")] == [of_her.uid]
        assert of_ana.claim_search.find(SECRET) == []
        assert [hit.number for hit in of_ana.search.find("kapal")] == [1]
        assert [one.uid for one in of_ana.claims.of_article(1)] == [of_her.uid]
        assert of_ana.journal.head() == store.journal.head()
    assert {one.analyst for one in store.claims.of_article(1)} == {"ana", "budi"}
    assert [one for one in store.proof.problems() if not one.rebuild] == []
