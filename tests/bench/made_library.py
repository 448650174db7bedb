"""A library of any size for measuring: a few hundred articles are imported as ever, their rows are
copied in the schema, each copy with an identity, a date and words of its own.

Texts, hashes, seals, facts, the search index, sketches (numbers drawn anew) and the journal are
such that `verify` finds nothing; claims are accepted quotations. What stands rarely, or only in the
oldest articles, is known: see RARE and FAR.
"""

from __future__ import annotations

import json
import random
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from made_articles import FAMILY, GIVEN, SYLLABLES, article
from made_sources import add_sources

from workbench import __version__
from workbench.domain.article import ArticleState, ReadingState, published_key
from workbench.domain.claim import Claim, ClaimState, Hop
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Fact, Kind
from workbench.domain.gist import Gist, day_of
from workbench.domain.journal import Change, canonical
from workbench.domain.ledger import append, make
from workbench.services.importing import import_documents, read
from workbench.services.passing import passes_of
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.store.connection import connect
from workbench.store.gists import read_gist
from workbench.store.ledger import Tables
from workbench.store.search_index import index_text
from workbench.stored.checksum import SEALED, article_seal, given_values, rows_checksum
from workbench.stored.gists import packed_words
from workbench.stored.packed import unpack
from workbench.stored.signatures import MOST, Signed
from workbench.stored.signatures import pack as pack_signatures
from workbench.stored.signatures import unpack as unpack_signatures
from workbench.verbs.facts import facts_checksum

SEEDS = 300
ANALYST = "ratna"
AT_ONCE = 10_000
"""Articles to one transaction, and to one entry of the journal."""
SINCE = datetime(2011, 1, 1, 6)
YEARS = 15
COMMON = "warga"
"""A word that most articles hold."""
RARE = {"jarangseribu": 1_000, "jaranglima": 50_000}
"""Words that stand in one of so many articles."""
UNSPACED, UNSPACED_IN = "กรุงเทพ", 1_000
"""A word of a script without spaces, and in one of how many articles it stands."""
FAR = {"author": "Sulastri Tepi", "lang": "de", "state": "done"}
"""What stands only in the oldest hundredth of the articles: field of the filter -> value."""
CLAIMS_EACH = 8
AT = "2026-01-01T00:00:00Z"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """How much a library holds."""

    articles: int
    sources: int
    claims: int

    @classmethod
    def of(cls, articles: int) -> Size:
        """What goes with so many articles: of a million, 50,000 sources and 96,000 claims."""
        return cls(articles, articles // 20, articles * 96 // 1000)


@dataclass(frozen=True, slots=True)
class _Seed:
    """An imported article, as its rows stand."""

    article: Row
    imported: Row
    text: Row
    extraction: Row
    questions: tuple[tuple[Any, ...], ...]
    """start, end, kind, name of the rule, late, number of the rule."""
    quotes: tuple[Fact, ...]
    words: tuple[int, ...]
    """Of its gist."""
    signed: tuple[Signed, ...]


def make_library(path: Path, size: Size) -> None:
    """A new database at path."""
    with open_store(path) as store:
        bench = Workbench(store, ANALYST)
        lines = path.with_suffix(".seed.jsonl")
        lines.write_text("".join(json.dumps(one) + "\n" for one in _documents()), "utf-8")
        assert sum(1 for _ in import_documents(bench, read([lines]))) == SEEDS
        lines.unlink()
        add_sources(bench, size.sources)
    with closing(connect(path, writable=True)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -500000")
        seeds = seeds_of(connection)
        for first in range(SEEDS + 1, size.articles + 1, AT_ONCE):
            last = min(first + AT_ONCE - 1, size.articles)
            connection.execute("BEGIN IMMEDIATE")
            _copy(connection, seeds, range(first, last + 1), size)
            connection.execute("COMMIT")
        connection.execute("BEGIN IMMEDIATE")
        _read_states(connection, size)
        _claims(connection, seeds, size)
        connection.execute("COMMIT")
    with open_store(path) as store:
        passes_of(Workbench(store, ANALYST))


def _documents() -> Iterator[dict[str, Any]]:
    """Articles of some 2,500 characters: a made article, and what two more have beside quotations.
    One of three names where it has its words from."""
    for number in range(SEEDS):
        first = article(number)
        *paragraphs, credit = first["text"].strip().split("\n\n")
        for other in (article(number + SEEDS), article(number + 2 * SEEDS)):
            paragraphs += [one.partition(' "')[0] for one in other["text"].split("\n\n")[1:-1]]
        paragraphs += [credit] if number % 3 == 0 else []
        yield first | {"text": "\n\n".join(paragraphs)}


def seeds_of(connection: sqlite3.Connection) -> list[_Seed]:
    """The imported articles that the others are copies of."""
    found = []
    for number in range(1, SEEDS + 1):
        row = _row(connection, "SELECT * FROM article WHERE id = ?", number)
        text = _row(connection, "SELECT * FROM article_text WHERE id = ?", number)
        extraction = _row(connection, "SELECT * FROM extraction WHERE article_id = ?", number)
        questions = connection.execute(
            """SELECT q.start, q."end", q.kind, r.name, q.late, q.rule FROM question q
            JOIN rule r ON r.id = q.rule WHERE article_id = ? ORDER BY 1, 2, 3""",
            (number,),
        ).fetchall()
        facts = unpack(extraction["document"], extraction["extractor"], text["text"], Kind.QUOTE)
        quotes = tuple(islice((one for one in facts if one.is_question), CLAIMS_EACH))
        imported = json.loads(row["imported"])
        gist = read_gist(connection, number)
        signature = _row(connection, "SELECT * FROM signature WHERE article_id = ?", number)
        signed = unpack_signatures(signature["document"], __version__)
        assert gist
        assert signed
        found.append(
            _Seed(row, imported, text, extraction, tuple(questions), quotes, gist.words, signed)
        )
    return found


def _row(connection: sqlite3.Connection, query: str, number: int) -> Row:
    cursor = connection.execute(query, (number,))
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))


def _copy(connection: sqlite3.Connection, seeds: list[_Seed], numbers: range, size: Size) -> None:
    """Add copies with these numbers, of one seed after the other."""
    outlets = connection.execute(
        "SELECT id, uid FROM source WHERE kind = 'organisation' ORDER BY id LIMIT 200"
    ).fetchall()
    articles, texts, facts, questions, gists, signatures = [], [], [], [], [], []
    sketches = {}
    for number in numbers:
        dice = random.Random(number)
        seed = seeds[number % SEEDS]
        sketches[number] = [dice.getrandbits(63) for _ in range(20)]
        text = seed.text | {"id": number, "text": f"{seed.text['text']}\n{_tail(dice, number)}\n"}
        outlet = outlets[min(int(dice.expovariate(0.03)), len(outlets) - 1)]
        articles.append(_article(seed, text, dice, number, size, outlet, sketches[number]))
        texts.append(text)
        facts.append(_facts(seed, articles[-1]))
        questions += [(number, *one[:3], one[5], one[4]) for one in seed.questions]
        gists.append((number, Gist(day_of(articles[-1]["published_at"]), seed.words)))
        if number > size.articles - MOST:
            signatures.append(_signatures(seed, number, gists[-1][1].day, facts[-1]["checksum"]))
    _insert(connection, "article", articles)
    _insert(connection, "article_text", texts)
    _insert(connection, "extraction", facts)
    connection.executemany(
        'INSERT INTO question(article_id, start, "end", kind, rule, late) '
        "VALUES (?, ?, ?, ?, ?, ?)",
        questions,
    )
    connection.executemany(
        "INSERT INTO gist(article_id, day, words) VALUES (?, ?, ?)",
        [(number, gist.day, packed_words(gist)) for number, gist in gists],
    )
    connection.executemany(
        "INSERT INTO gist_word(value, article_id) VALUES (?, ?)",
        sorted((value, number) for number, gist in gists for value in gist.values()),
    )
    if signatures:
        _insert(connection, "signature", signatures)
    for text in texts:
        index_text(connection, text["id"], text["title"], text["text"])
    connection.executemany(
        "INSERT INTO sketch(value, article_id) VALUES (?, ?)",
        sorted((value, number) for number, values in sketches.items() for value in values),
    )
    about = f"{len(numbers)} articles, #{numbers[0]} to #{numbers[-1]}"
    append(Tables(connection), [], analyst=ANALYST, at=AT, op="import", about=about)


def _article(
    seed: _Seed,
    text: Row,
    dice: random.Random,
    number: int,
    size: Size,
    outlet: tuple[int, str],
    sketch: list[int],
) -> Row:
    uid = str(uuid.UUID(int=dice.getrandbits(128), version=4))
    # Four of five came in as they were published, the others out of archives.
    place = number if number % 5 else dice.randrange(1, size.articles)
    moment = SINCE + timedelta(minutes=int(place / size.articles * YEARS * 365 * 24 * 60))
    is_far = place * 100 < size.articles
    said = {
        "uid": uid,
        "author": FAR["author"] if is_far and place % 4 == 0 else _person(dice),
        "lang": FAR["lang"] if is_far else dice.choice(("id", "id", "id", "en")),
        "published_at": f"{moment:%Y-%m-%dT%H:%M}+07:00",
    }
    record = seed.imported | said | {"outlet": outlet[1]}
    row = {
        **seed.article,
        **said,
        "id": number,
        "sha256": sha256(text["text"].encode()).hexdigest(),
        "raw_sha256": f"{dice.getrandbits(256):064x}",
        "foreign_id": f"made-{number}",
        "length": len(text["text"]),
        "imported": canonical(record).decode(),
        "cluster": number,
        "outlet_id": outlet[0],
        "published_key": published_key(said["published_at"]),
        "sketch_checksum": rows_checksum(sorted(set(sketch))),
        "likeness_checksum": rows_checksum(()),
    }
    return row | {"seal": _seal(row, text)}


def _seal(row: Row, text: Row) -> str:
    names = [one.strip() for one in SEALED.split(",")]
    values = [(row if name[0] == "a" else text)[name[2:]] for name in names]
    return article_seal([*values, *given_values(row["given_sha256"], row["given_start"])])


def _facts(seed: _Seed, row: Row) -> Row:
    anchor = row["published_at"][:10] if seed.extraction["anchor"] else ""
    head = (seed.extraction["extractor"], row["lang"], anchor, seed.extraction["facts"])
    asked = [one[:5] for one in seed.questions]
    sealed = facts_checksum((*head, seed.extraction["relayed"]), asked, seed.extraction["document"])
    return {
        **seed.extraction,
        "article_id": row["id"],
        "lang": row["lang"],
        "anchor": anchor,
        "checksum": sealed,
    }


def _signatures(seed: _Seed, number: int, day: int, run: int) -> Row:
    """What its statements say, on its own day."""
    signed = []
    for one in seed.signed:
        said = one.signature()
        around = said.around and said.around._replace(day=day)
        signed.append((one.start, one.end, one.keys, said._replace(day=day, around=around)))
    document = pack_signatures(__version__, signed)
    return {"turn": number, "article_id": number, "run": run, "document": document}


def _insert(connection: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    names = ", ".join(rows[0])
    places = ", ".join("?" * len(rows[0]))
    connection.executemany(
        f"INSERT INTO {table}({names}) VALUES ({places})", [tuple(row.values()) for row in rows]
    )


def _person(dice: random.Random) -> str:
    """One of some two thousand, the first of them far oftener than the last."""
    which = int(dice.expovariate(0.003))
    return f"{GIVEN[which % 9]} {SYLLABLES[which // 9 % 14].title()}. {FAMILY[which // 126 % 8]}"


def _tail(dice: random.Random, number: int) -> str:
    """A line of words of which most are rare, as names and misprints are."""
    words = [_word(int(dice.paretovariate(0.6))) for _ in range(14)]
    words += [word for word, many in RARE.items() if number % many == 0]
    if number % UNSPACED_IN == 1:
        words.append(f"{UNSPACED}มหานคร")
    return f"Arsip {number}: {' '.join(words)}."


def _word(which: int) -> str:
    word = ""
    while which:
        which, syllable = divmod(which, len(SYLLABLES))
        word += SYLLABLES[syllable]
        if len(word) > 16:
            break
    return word


def _read_states(connection: sqlite3.Connection, size: Size) -> None:
    """What the analyst has finished, oldest first, until a hundredth is."""
    rows = connection.execute(
        "SELECT uid FROM article ORDER BY published_key, id LIMIT ?", (size.articles // 100,)
    ).fetchall()
    for first in range(0, len(rows), 100):
        states = [
            ArticleState(uid, ANALYST, ReadingState.DONE) for (uid,) in rows[first : first + 100]
        ]
        _act(connection, "done", [Change.between("state", None, one) for one in states])


def _claims(connection: sqlite3.Connection, seeds: list[_Seed], size: Size) -> None:
    """Accepted quotations of one article after the other, each an act."""
    sources = connection.execute("SELECT uid FROM source ORDER BY id").fetchall()
    dice = random.Random("claims")
    made = 0
    for number in range(
        SEEDS + 1, size.articles + 1, max(1, size.articles * CLAIMS_EACH // (2 * size.claims))
    ):
        (uid,) = connection.execute("SELECT uid FROM article WHERE id = ?", (number,)).fetchone()
        for fact in seeds[number % SEEDS].quotes:
            if made == size.claims:
                return
            made += 1
            claim = claim_on(fact, uid, made, dice, sources)
            decision = Decision.on(
                fact, article=uid, analyst=ANALYST, verdict=Verdict.ACCEPTED, claim=claim.uid
            )
            _act(
                connection,
                "accept",
                [Change.between("claim", None, claim), Change.between("decision", None, decision)],
            )


def claim_on(
    fact: Fact,
    article: str,
    number: int,
    dice: random.Random,
    sources: list[tuple[str]],
    analyst: str = ANALYST,
) -> Claim:
    """The claim of a quotation that somebody accepted."""
    hops = [Hop((dice.choice(sources)[0],), cue="kata") for _ in range(dice.choice((1, 1, 2)))]
    return Claim(
        f"claim-{number:07}",
        article,
        analyst,
        fact.span,
        restatement=f"Klaim {number}: {fact.span.exact[:80]}",
        topic=dice.choice(("banjir", "beras", "jalan", "")),
        state=dice.choice((ClaimState.DRAFT, ClaimState.DONE)),
        fact=fact.id,
        hops=tuple(hops),
    )


def _act(connection: sqlite3.Connection, op: str, changes: list[Change]) -> None:
    make(Tables(connection), changes)
    append(Tables(connection), changes, analyst=ANALYST, at=AT, op=op, about="made")
