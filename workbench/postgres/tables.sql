-- The tables of the workbench in a database on a server: as in a file of SQLite, of the same names
-- and numbers, so that one can become the other table by table.
--
-- Words sort by their bytes, which are in the order of code points, whatever the server's language
-- is. No index holds what may be longer than a page takes: equality is by hash there.

CREATE TABLE about(
    id bigint PRIMARY KEY CHECK(id = 1),
    application text COLLATE "C" NOT NULL,
    schema bigint NOT NULL
);

-- Numbers follow each other without gaps, also where an act was taken back: whoever writes holds
-- the lock of all writers, so that the highest is known.
DO $$
DECLARE numbered text;
BEGIN
    FOREACH numbered IN ARRAY ARRAY['article', 'source', 'rating', 'belonging', 'claim', 'rule',
        'raw', 'subscription', 'session', 'assignment']
    LOOP
        EXECUTE format(
            'CREATE FUNCTION next_%1$s() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER '
            'SET search_path = pg_catalog AS $f$'
            'BEGIN RETURN (SELECT coalesce(max(id), 0) + 1 FROM workbench.%1$s); END $f$',
            numbered);
    END LOOP;
END $$;

-- Who says something.

CREATE TABLE source(
    id bigint PRIMARY KEY DEFAULT next_source(),
    uid text COLLATE "C" NOT NULL UNIQUE,
    name text COLLATE "C" NOT NULL CHECK(length(trim(name)) > 0),
    kind text COLLATE "C" NOT NULL
        CHECK(kind IN ('outlet', 'agency', 'organisation', 'person', 'group', 'document',
            'unknown')),
    country text COLLATE "C" NOT NULL,
    note text COLLATE "C" NOT NULL,
    provisional smallint NOT NULL CHECK(provisional IN (0, 1)),
    same_as text COLLATE "C" REFERENCES source(uid) DEFERRABLE INITIALLY DEFERRED
        CHECK(same_as IS DISTINCT FROM uid)
);
CREATE INDEX source_by_final ON source(same_as, uid) WHERE same_as IS NOT NULL;

CREATE TABLE source_name(
    source_id bigint NOT NULL REFERENCES source(id) ON DELETE CASCADE,
    position bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    folded text COLLATE "C" NOT NULL,
    PRIMARY KEY(source_id, position)
);
CREATE INDEX source_name_folded ON source_name(folded);

CREATE TABLE rating(
    id bigint PRIMARY KEY DEFAULT next_rating(),
    uid text COLLATE "C" NOT NULL UNIQUE,
    source text COLLATE "C" NOT NULL REFERENCES source(uid),
    analyst text COLLATE "C" NOT NULL,
    reliability text COLLATE "C" NOT NULL CHECK(reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
    rationale text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL
);
CREATE INDEX rating_by_source ON rating(source, at);

CREATE TABLE belonging(
    id bigint PRIMARY KEY DEFAULT next_belonging(),
    uid text COLLATE "C" NOT NULL UNIQUE,
    source text COLLATE "C" NOT NULL REFERENCES source(uid),
    owner text COLLATE "C" REFERENCES source(uid) CHECK(owner IS DISTINCT FROM source),
    tie text COLLATE "C" NOT NULL CHECK(tie IN ('owned', 'part')),
    since text COLLATE "C" NOT NULL CHECK(length(since) IN (0, 4, 7, 10)),
    analyst text COLLATE "C" NOT NULL,
    rationale text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL
);
CREATE INDEX belonging_by_source ON belonging(source);
CREATE INDEX belonging_by_owner ON belonging(owner);

CREATE TABLE unalike(
    source text COLLATE "C" NOT NULL REFERENCES source(uid),
    other text COLLATE "C" NOT NULL REFERENCES source(uid) CHECK(source < other),
    analyst text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    PRIMARY KEY(source, other)
);
CREATE INDEX unalike_by_other ON unalike(other);

-- Articles: what they are, and their texts.

CREATE TABLE article(
    id bigint PRIMARY KEY DEFAULT next_article(),
    uid text COLLATE "C" NOT NULL UNIQUE,
    sha256 text COLLATE "C" NOT NULL CHECK(length(sha256) = 64),
    raw_sha256 text COLLATE "C" NOT NULL CHECK(length(raw_sha256) = 64),
    normaliser text COLLATE "C" NOT NULL,
    retrieved_at text COLLATE "C" NOT NULL,
    retrieved_how text COLLATE "C" NOT NULL,
    foreign_id text COLLATE "C" NOT NULL,
    length bigint NOT NULL CHECK(length > 0),
    imported text COLLATE "C" NOT NULL,
    extra text COLLATE "C" NOT NULL,
    cluster bigint NOT NULL,
    title text COLLATE "C" NOT NULL,
    outlet_id bigint REFERENCES source(id),
    author text COLLATE "C" NOT NULL,
    editor text COLLATE "C" NOT NULL,
    lang text COLLATE "C" NOT NULL,
    url text COLLATE "C" NOT NULL,
    published_at text COLLATE "C",
    published_precision text COLLATE "C",
    published_basis text COLLATE "C" NOT NULL,
    published_key text COLLATE "C" NOT NULL,
    seal text COLLATE "C" NOT NULL DEFAULT '',
    sketch_checksum bigint NOT NULL DEFAULT 0,
    likeness_checksum bigint NOT NULL DEFAULT 0,
    archive text COLLATE "C" NOT NULL DEFAULT '',
    given_sha256 text COLLATE "C" NOT NULL DEFAULT '' CHECK(length(given_sha256) IN (0, 64)),
    given_start bigint NOT NULL DEFAULT 0 CHECK(given_start >= 0),
    place_key bigint NOT NULL DEFAULT 0,
    questions bigint NOT NULL DEFAULT 0,
    checks bigint NOT NULL DEFAULT 0
);
CREATE INDEX article_by_date ON article(published_key, id);
CREATE INDEX article_by_cluster ON article(cluster);
CREATE INDEX article_by_outlet ON article(outlet_id);
CREATE INDEX article_by_place ON article(place_key) WHERE place_key <> 0;
CREATE INDEX article_by_hash ON article(substr(sha256, 1, 12));
CREATE INDEX article_by_given ON article(substr(given_sha256, 1, 12)) WHERE given_sha256 <> '';
CREATE INDEX article_by_lang ON article(lower(lang), published_key);
CREATE INDEX article_by_author ON article(left(author, 200)) WHERE author <> '';
CREATE INDEX article_by_questions ON article(questions, published_key, id) WHERE questions > 0;
CREATE INDEX article_by_checks ON article(checks, published_key, id) WHERE checks > 0;

CREATE TABLE article_text(
    id bigint PRIMARY KEY REFERENCES article(id),
    title text COLLATE "C" NOT NULL,
    text text COLLATE "C" NOT NULL CHECK(length(text) > 0),
    translation text COLLATE "C" NOT NULL
);
CREATE INDEX article_translated ON article_text(id) WHERE translation <> '';

CREATE TABLE article_state(
    article_id bigint NOT NULL REFERENCES article(id),
    analyst text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL CHECK(state IN ('open', 'done', 'set aside')),
    reason text COLLATE "C" NOT NULL,
    PRIMARY KEY(article_id, analyst)
);

CREATE TABLE relay(
    uid text COLLATE "C" PRIMARY KEY,
    article text COLLATE "C" NOT NULL REFERENCES article(uid),
    analyst text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL
        CHECK(kind IN ('relays', 'near_duplicate', 'revision_of', 'rewrite')),
    outlet text COLLATE "C" NOT NULL,
    other text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL CHECK(status IN ('confirmed', 'rejected', 'unsure')),
    fact text COLLATE "C" NOT NULL DEFAULT '',
    reach text COLLATE "C" NOT NULL DEFAULT 'article'
        CHECK(reach IN ('article', 'paragraph', 'statement')),
    paragraph text COLLATE "C" NOT NULL DEFAULT '',
    statement text COLLATE "C" NOT NULL DEFAULT '',
    start bigint,
    "end" bigint,
    exact text COLLATE "C" NOT NULL DEFAULT '',
    parts text COLLATE "C" NOT NULL DEFAULT '',
    CHECK((outlet = '') <> (other = ''))
);
CREATE INDEX relay_by_article ON relay(article);

CREATE TABLE habit(
    outlet text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL CHECK(kind IN ('reach', 'name')),
    phrase text COLLATE "C" NOT NULL,
    reads text COLLATE "C" NOT NULL,
    analyst text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    PRIMARY KEY(outlet, kind, phrase)
);

CREATE TABLE sketch(
    value bigint NOT NULL,
    article_id bigint NOT NULL REFERENCES article(id),
    PRIMARY KEY(value, article_id)
);

CREATE TABLE likeness(
    article_id bigint NOT NULL REFERENCES article(id),
    other_id bigint NOT NULL REFERENCES article(id),
    kind text COLLATE "C" NOT NULL
        CHECK(kind IN ('relays', 'near_duplicate', 'revision_of', 'rewrite')),
    score double precision NOT NULL CHECK(score BETWEEN 0 AND 1),
    shared text COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY(article_id, other_id)
);
CREATE INDEX likeness_by_other ON likeness(other_id);

CREATE TABLE raw(
    id bigint PRIMARY KEY DEFAULT next_raw(),
    sha256 text COLLATE "C" NOT NULL UNIQUE CHECK(length(sha256) = 64),
    size bigint NOT NULL CHECK(size >= 0),
    packed bytea NOT NULL
);

CREATE TABLE wanted(
    place text COLLATE "C" PRIMARY KEY,
    address text COLLATE "C" NOT NULL,
    note text COLLATE "C" NOT NULL,
    analyst text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL
);

CREATE TABLE subscription(
    id bigint PRIMARY KEY DEFAULT next_subscription(),
    uid text COLLATE "C" NOT NULL UNIQUE,
    address text COLLATE "C" NOT NULL UNIQUE CHECK(length(address) > 0),
    name text COLLATE "C" NOT NULL,
    tags text COLLATE "C" NOT NULL,
    analyst text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL
);

CREATE TABLE asked_feed(
    subscription text COLLATE "C" PRIMARY KEY,
    standing text COLLATE "C" NOT NULL,
    said text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    moved_to text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    etag text COLLATE "C" NOT NULL,
    modified text COLLATE "C" NOT NULL,
    entries text COLLATE "C" NOT NULL,
    tried_at text COLLATE "C" NOT NULL,
    succeeded_at text COLLATE "C" NOT NULL,
    failures bigint NOT NULL,
    due_at text COLLATE "C" NOT NULL,
    checksum bigint NOT NULL DEFAULT 0
);

-- What the machine found, and what analysts did with it.

CREATE TABLE extraction(
    article_id bigint PRIMARY KEY REFERENCES article(id),
    extractor text COLLATE "C" NOT NULL,
    lang text COLLATE "C" NOT NULL,
    anchor text COLLATE "C" NOT NULL,
    facts bigint NOT NULL,
    relayed smallint NOT NULL CHECK(relayed IN (0, 1)),
    document bytea NOT NULL,
    checksum bigint NOT NULL DEFAULT 0
);

CREATE TABLE question(
    article_id bigint NOT NULL REFERENCES article(id),
    start bigint NOT NULL,
    "end" bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    rule bigint NOT NULL DEFAULT 0,
    late smallint NOT NULL DEFAULT 0 CHECK(late IN (0, 1)),
    PRIMARY KEY(article_id, start, "end", kind)
);

CREATE TABLE rule(
    id bigint PRIMARY KEY DEFAULT next_rule(),
    name text COLLATE "C" NOT NULL UNIQUE,
    is_asked smallint NOT NULL DEFAULT 1 CHECK(is_asked IN (0, 1)),
    checksum bigint NOT NULL DEFAULT 0
);
CREATE VIEW asked AS
    SELECT article_id, start, "end", kind, rule, late FROM question
    WHERE rule NOT IN (SELECT id FROM rule WHERE is_asked = 0);

CREATE TABLE decision(
    article_id bigint NOT NULL REFERENCES article(id),
    analyst text COLLATE "C" NOT NULL,
    start bigint NOT NULL,
    "end" bigint NOT NULL CHECK("end" > start AND length(exact) = "end" - start),
    kind text COLLATE "C" NOT NULL,
    exact text COLLATE "C" NOT NULL,
    parts text COLLATE "C" NOT NULL,
    verdict text COLLATE "C" NOT NULL
        CHECK(verdict IN ('accepted', 'corrected', 'rejected', 'skipped', 'unsure')),
    rule text COLLATE "C" NOT NULL,
    extractor text COLLATE "C" NOT NULL,
    claim text COLLATE "C",
    PRIMARY KEY(article_id, start, "end", kind, analyst)
);

CREATE TABLE nothing_here(
    article_id bigint NOT NULL REFERENCES article(id),
    start bigint NOT NULL,
    "end" bigint NOT NULL CHECK("end" > start AND length(exact) = "end" - start),
    analyst text COLLATE "C" NOT NULL,
    exact text COLLATE "C" NOT NULL,
    PRIMARY KEY(article_id, start, "end", analyst)
);

-- What analysts record.

CREATE TABLE claim(
    id bigint PRIMARY KEY DEFAULT next_claim(),
    uid text COLLATE "C" NOT NULL UNIQUE,
    article_id bigint NOT NULL REFERENCES article(id),
    analyst text COLLATE "C" NOT NULL,
    start bigint NOT NULL,
    "end" bigint NOT NULL,
    exact text COLLATE "C" NOT NULL,
    parts text COLLATE "C" NOT NULL,
    restatement text COLLATE "C" NOT NULL,
    gloss text COLLATE "C" NOT NULL,
    topic text COLLATE "C" NOT NULL,
    time text COLLATE "C" NOT NULL,
    place text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL CHECK(state IN ('draft', 'done', 'reviewed', 'withdrawn')),
    note text COLLATE "C" NOT NULL,
    fact text COLLATE "C",
    verdict text COLLATE "C" NOT NULL DEFAULT '',
    topic_folded text COLLATE "C" NOT NULL DEFAULT '',
    CHECK(start >= 0 AND "end" > start AND length(exact) = "end" - start)
);
CREATE INDEX claim_by_article ON claim(article_id, start);
CREATE INDEX claim_by_analyst ON claim(analyst, state);
CREATE INDEX claim_by_topic ON claim(topic_folded, analyst) WHERE topic_folded <> '';

CREATE TABLE hop(
    claim_id bigint NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
    position bigint NOT NULL CHECK(position >= 0),
    start bigint,
    "end" bigint,
    exact text COLLATE "C" NOT NULL,
    parts text COLLATE "C" NOT NULL,
    cue text COLLATE "C" NOT NULL,
    mode text COLLATE "C" NOT NULL
        CHECK(mode IN ('direct', 'indirect', 'mixed', 'observed', 'document')),
    class text COLLATE "C" NOT NULL CHECK(class IN ('named', 'role', 'anonymous', 'unattributed')),
    factuality text COLLATE "C" NOT NULL
        CHECK(factuality IN ('CT+', 'PR+', 'PS+', 'CT-', 'PR-', 'PS-', 'CTu', 'Uu')),
    assertion text COLLATE "C" NOT NULL DEFAULT ''
        CHECK(assertion IN ('', 'asserts', 'claims', 'denies', 'does not confirm', 'no comment',
            'refuses to say', 'has not said')),
    PRIMARY KEY(claim_id, position)
);

CREATE TABLE hop_source(
    claim_id bigint NOT NULL,
    position bigint NOT NULL,
    place bigint NOT NULL,
    source text COLLATE "C" NOT NULL REFERENCES source(uid),
    PRIMARY KEY(claim_id, position, place),
    FOREIGN KEY(claim_id, position) REFERENCES hop(claim_id, position) ON DELETE CASCADE
);
CREATE INDEX hop_by_source ON hop_source(source);

CREATE TABLE assessment(
    claim text COLLATE "C" NOT NULL REFERENCES claim(uid),
    analyst text COLLATE "C" NOT NULL,
    credibility bigint NOT NULL CHECK(credibility BETWEEN 1 AND 6),
    likelihood text COLLATE "C",
    confidence text COLLATE "C" CHECK(confidence IN ('low', 'moderate', 'high')),
    rationale text COLLATE "C" NOT NULL,
    blind smallint NOT NULL CHECK(blind IN (0, 1)),
    PRIMARY KEY(claim, analyst)
);

CREATE TABLE link(
    uid text COLLATE "C" PRIMARY KEY,
    analyst text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL CHECK(kind IN ('same', 'supports', 'contradicts', 'updates')),
    claim text COLLATE "C" NOT NULL REFERENCES claim(uid),
    other text COLLATE "C" NOT NULL REFERENCES claim(uid) CHECK(other <> claim)
);
CREATE INDEX link_by_claim ON link(claim);
CREATE INDEX link_by_other ON link(other);

CREATE TABLE carried(
    claim text COLLATE "C" PRIMARY KEY,
    steps text COLLATE "C" NOT NULL
);

CREATE TABLE note(
    uid text COLLATE "C" PRIMARY KEY,
    analyst text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL CHECK(subject IN ('article', 'claim', 'source', 'hop')),
    subject_uid text COLLATE "C" NOT NULL,
    words text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    start bigint,
    "end" bigint,
    exact text COLLATE "C",
    parts text COLLATE "C"
);
CREATE INDEX note_by_subject ON note(subject, subject_uid);

CREATE TABLE tag(
    uid text COLLATE "C" PRIMARY KEY,
    article_id bigint NOT NULL REFERENCES article(id),
    claim text COLLATE "C",
    analyst text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL CHECK(length(trim(name)) > 0),
    folded text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL
);
CREATE INDEX tag_by_article ON tag(article_id);
CREATE INDEX tag_by_word ON tag(folded, analyst, claim, article_id);

CREATE TABLE topic(
    uid text COLLATE "C" PRIMARY KEY CHECK(length(uid) > 0),
    name text COLLATE "C" NOT NULL,
    retired smallint NOT NULL CHECK(retired IN (0, 1)),
    same_as text COLLATE "C" REFERENCES topic(uid),
    final text COLLATE "C" NOT NULL
);
CREATE INDEX topic_by_other ON topic(same_as) WHERE same_as IS NOT NULL;

CREATE TABLE selection(
    uid text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL CHECK(length(trim(name)) > 0),
    folded text COLLATE "C" NOT NULL,
    analyst text COLLATE "C" NOT NULL,
    "where" text COLLATE "C" NOT NULL,
    ordered text COLLATE "C" NOT NULL CHECK(ordered IN ('newest', 'oldest', 'questions', 'check')),
    owner text COLLATE "C" NOT NULL,
    watch smallint NOT NULL CHECK(watch IN (0, 1)),
    is_set smallint NOT NULL CHECK(is_set IN (0, 1)),
    language bigint NOT NULL DEFAULT 1 CHECK(language > 0)
);
CREATE UNIQUE INDEX selection_by_name ON selection(folded);

CREATE TABLE selection_article(
    selection text COLLATE "C" NOT NULL REFERENCES selection(uid) ON DELETE CASCADE,
    article text COLLATE "C" NOT NULL REFERENCES article(uid),
    PRIMARY KEY(selection, article)
);

CREATE TABLE look(
    analyst text COLLATE "C" NOT NULL,
    selection text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    checksum bigint NOT NULL DEFAULT 0,
    PRIMARY KEY(analyst, selection)
);

-- The journal, and what it is asked by.

CREATE TABLE journal(
    seq bigint PRIMARY KEY,
    analyst text COLLATE "C" NOT NULL,
    op text COLLATE "C" NOT NULL,
    body text COLLATE "C" NOT NULL,
    prev text COLLATE "C" NOT NULL CHECK(length(prev) = 64),
    hash text COLLATE "C" NOT NULL UNIQUE CHECK(length(hash) = 64)
);
CREATE INDEX journal_by_analyst ON journal(analyst, seq);
CREATE INDEX journal_by_machine ON journal(seq, op)
    WHERE op IN ('undo', 'redo', 'extract', 'salvage', 'migrate', 'import annotations');

CREATE TABLE touched(
    entity text COLLATE "C" NOT NULL,
    uid text COLLATE "C" NOT NULL,
    seq bigint NOT NULL REFERENCES journal(seq),
    PRIMARY KEY(entity, uid, seq)
);

CREATE TABLE past(
    entity text COLLATE "C" NOT NULL,
    uid text COLLATE "C" NOT NULL,
    states bytea NOT NULL CHECK(length(states) >= 16 AND length(states) % 16 = 0),
    ancestors bytea NOT NULL CHECK(length(ancestors) % 16 = 0),
    about text COLLATE "C" NOT NULL,
    analyst text COLLATE "C" NOT NULL,
    gone smallint NOT NULL CHECK(gone IN (0, 1)),
    PRIMARY KEY(entity, uid)
);
CREATE INDEX past_by_subject ON past(about);

CREATE TABLE arrival(
    uid text COLLATE "C" PRIMARY KEY,
    kind text COLLATE "C" NOT NULL CHECK(kind IN ('conflict', 'shifted', 'unmatched')),
    entity text COLLATE "C" NOT NULL,
    thing text COLLATE "C" NOT NULL,
    article text COLLATE "C" NOT NULL,
    theirs text COLLATE "C" NOT NULL,
    states text COLLATE "C" NOT NULL,
    ancestors text COLLATE "C" NOT NULL,
    about text COLLATE "C" NOT NULL,
    analyst text COLLATE "C" NOT NULL,
    file text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    why text COLLATE "C" NOT NULL,
    spans text COLLATE "C" NOT NULL,
    answer text COLLATE "C" NOT NULL
        CHECK(answer IN ('open', 'taken', 'kept', 'placed', 'dropped', 'settled'))
);
CREATE INDEX arrival_open ON arrival(article) WHERE answer = 'open';
CREATE INDEX arrival_by_thing ON arrival(entity, thing);

-- Sittings and reading positions.

CREATE TABLE session(
    id bigint PRIMARY KEY DEFAULT next_session(),
    uid text COLLATE "C" NOT NULL UNIQUE,
    analyst text COLLATE "C" NOT NULL,
    started_at text COLLATE "C" NOT NULL,
    ended_at text COLLATE "C",
    ended_how text COLLATE "C" CHECK(ended_how IN ('ended', 'interrupted')),
    seen_at text COLLATE "C" NOT NULL,
    selection text COLLATE "C" NOT NULL,
    checksum bigint NOT NULL DEFAULT 0
);
CREATE INDEX session_by_analyst ON session(analyst, id);

CREATE TABLE session_article(
    session_id bigint NOT NULL REFERENCES session(id),
    article_id bigint NOT NULL REFERENCES article(id),
    seconds bigint NOT NULL,
    checksum bigint NOT NULL DEFAULT 0,
    PRIMARY KEY(session_id, article_id)
);

CREATE TABLE position(
    analyst text COLLATE "C" PRIMARY KEY,
    place text COLLATE "C" NOT NULL,
    checksum bigint NOT NULL DEFAULT 0
);

CREATE TABLE reading(
    analyst text COLLATE "C" NOT NULL,
    article_id bigint NOT NULL REFERENCES article(id),
    "offset" bigint NOT NULL,
    checksum bigint NOT NULL DEFAULT 0,
    PRIMARY KEY(analyst, article_id)
);

-- Articles that tell one story, and statements that stand beside each other.

CREATE TABLE gist(
    article_id bigint PRIMARY KEY REFERENCES article(id),
    day bigint NOT NULL,
    words bytea NOT NULL CHECK(length(words) % 4 = 0)
);

CREATE TABLE gist_word(
    value bigint NOT NULL,
    article_id bigint NOT NULL REFERENCES article(id),
    PRIMARY KEY(value, article_id)
);

CREATE TABLE gist_waiting(
    article_id bigint PRIMARY KEY REFERENCES article(id)
);

CREATE TABLE signature(
    turn bigint PRIMARY KEY,
    article_id bigint NOT NULL UNIQUE REFERENCES article(id),
    run bigint NOT NULL,
    document bytea NOT NULL
);

CREATE TABLE counterpart(
    article_id bigint NOT NULL REFERENCES article(id),
    start bigint NOT NULL,
    "end" bigint NOT NULL,
    other_id bigint NOT NULL REFERENCES article(id),
    other_start bigint NOT NULL,
    other_end bigint NOT NULL,
    stance bigint NOT NULL CHECK(stance BETWEEN 1 AND 4),
    score bigint NOT NULL CHECK(score BETWEEN 0 AND 100),
    differs text COLLATE "C" NOT NULL,
    PRIMARY KEY(article_id, start, "end", other_id, other_start, other_end)
);
CREATE INDEX counterpart_by_other ON counterpart(other_id);

CREATE TABLE unrelated(
    article text COLLATE "C" NOT NULL REFERENCES article(uid),
    start bigint NOT NULL CHECK(start >= 0),
    "end" bigint NOT NULL CHECK("end" > start),
    other text COLLATE "C" NOT NULL REFERENCES article(uid) CHECK(article < other),
    other_start bigint NOT NULL CHECK(other_start >= 0),
    other_end bigint NOT NULL CHECK(other_end > other_start),
    analyst text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    PRIMARY KEY(article, start, "end", other, other_start, other_end, analyst)
);
CREATE INDEX unrelated_by_other ON unrelated(other);

CREATE TABLE kept_open(
    uid text COLLATE "C" PRIMARY KEY,
    analyst text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    since bigint NOT NULL CHECK(since >= 0),
    words text COLLATE "C" NOT NULL CHECK(words <> ''),
    lang text COLLATE "C" NOT NULL,
    article text COLLATE "C" NOT NULL,
    start bigint NOT NULL CHECK(start >= 0),
    "end" bigint NOT NULL CHECK("end" >= start),
    closed text COLLATE "C" NOT NULL,
    CHECK((article = '') = ("end" = 0))
);
CREATE INDEX kept_open_by_analyst ON kept_open(analyst, at);

CREATE TABLE heard(
    kept text COLLATE "C" NOT NULL,
    article text COLLATE "C" NOT NULL,
    start bigint NOT NULL CHECK(start >= 0),
    "end" bigint NOT NULL CHECK("end" > start),
    analyst text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    hearing text COLLATE "C" NOT NULL CHECK(hearing IN ('seen', 'dismissed')),
    PRIMARY KEY(kept, article, start, "end")
);
CREATE INDEX heard_by_analyst ON heard(analyst);

CREATE TABLE asked_open(
    kept text COLLATE "C" PRIMARY KEY,
    since bigint NOT NULL,
    least bigint NOT NULL,
    words bytea NOT NULL CHECK(length(words) % 4 = 0),
    keys bytea NOT NULL CHECK(length(keys) % 4 = 0)
);

CREATE TABLE reply(
    kept text COLLATE "C" NOT NULL,
    article_id bigint NOT NULL REFERENCES article(id),
    start bigint NOT NULL,
    "end" bigint NOT NULL,
    stance bigint NOT NULL CHECK(stance BETWEEN 1 AND 4),
    ours smallint NOT NULL CHECK(ours IN (0, 1)),
    score bigint NOT NULL CHECK(score BETWEEN 0 AND 100),
    differs text COLLATE "C" NOT NULL,
    PRIMARY KEY(kept, article_id, start, "end")
);
CREATE INDEX reply_by_article ON reply(article_id);

-- What relays put into the chains of claims, and who cites whom there.

CREATE TABLE passed(
    article_id bigint NOT NULL,
    claim text COLLATE "C" NOT NULL,
    place bigint NOT NULL,
    is_relay smallint NOT NULL CHECK(is_relay IN (0, 1)),
    is_last smallint NOT NULL CHECK(is_last IN (0, 1)),
    source text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY(article_id, claim, place)
);
CREATE INDEX passed_by_source ON passed(source, is_relay, is_last, claim);
CREATE INDEX passed_by_name ON passed USING hash(name);

CREATE TABLE passed_word(
    article_id bigint NOT NULL,
    word text COLLATE "C" NOT NULL,
    PRIMARY KEY(article_id, word)
);
CREATE INDEX passed_by_word ON passed_word(word);

CREATE TABLE cited(
    article_id bigint NOT NULL,
    claim_id bigint NOT NULL,
    place bigint NOT NULL,
    citing bigint NOT NULL CHECK(citing <> 0),
    cited bigint NOT NULL,
    held smallint NOT NULL CHECK(held IN (0, 1)),
    PRIMARY KEY(article_id, claim_id, place)
);
CREATE INDEX cited_by_pair ON cited(citing, cited, claim_id);
CREATE INDEX cited_by_claim ON cited(claim_id);

CREATE TABLE cited_name(
    id bigint PRIMARY KEY CHECK(id < 0),
    name text COLLATE "C" NOT NULL
);

CREATE TABLE untraced(
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    article_id bigint NOT NULL UNIQUE
);

CREATE TABLE traced(
    id bigint PRIMARY KEY CHECK(id = 1),
    version text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    hash text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    total bigint NOT NULL
);

CREATE TABLE pseudonym_key(
    id bigint PRIMARY KEY CHECK(id = 1),
    key text COLLATE "C" NOT NULL CHECK(length(key) = 64),
    checksum bigint NOT NULL DEFAULT 0
);

-- Several analysts on one store.

CREATE TABLE member(
    uid text COLLATE "C" PRIMARY KEY CHECK(length(uid) > 0),
    role text COLLATE "C" NOT NULL
        CHECK(role IN ('reader', 'analyst', 'adjudicator', 'supervisor')),
    given_by text COLLATE "C" NOT NULL,
    active smallint NOT NULL CHECK(active IN (0, 1))
);

CREATE TABLE inspection(
    uid text COLLATE "C" PRIMARY KEY,
    analyst text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    what text COLLATE "C" NOT NULL
);

CREATE TABLE assignment(
    id bigint PRIMARY KEY DEFAULT next_assignment(),
    uid text COLLATE "C" NOT NULL UNIQUE,
    selection text COLLATE "C" NOT NULL,
    analyst text COLLATE "C" NOT NULL CHECK(length(analyst) > 0),
    due text COLLATE "C" NOT NULL CHECK(length(due) IN (0, 10)),
    known smallint NOT NULL CHECK(known IN (0, 1)),
    given_by text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL
);
CREATE INDEX assignment_of ON assignment(selection, analyst);

CREATE TABLE assigned(
    analyst text COLLATE "C" NOT NULL,
    article_id bigint NOT NULL REFERENCES article(id),
    assignment_id bigint NOT NULL REFERENCES assignment(id) ON DELETE CASCADE,
    PRIMARY KEY(analyst, article_id, assignment_id)
);
CREATE INDEX assigned_article ON assigned(article_id);
CREATE INDEX assigned_together ON assigned(assignment_id);

CREATE TABLE guideline(
    uid text COLLATE "C" PRIMARY KEY,
    kind text COLLATE "C" NOT NULL CHECK(kind IN ('claim', 'topic', 'verdict', 'rule')),
    subject text COLLATE "C" NOT NULL CHECK(length(subject) > 0),
    words text COLLATE "C" NOT NULL,
    claims text COLLATE "C" NOT NULL,
    analyst text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    examples text COLLATE "C" NOT NULL
);

CREATE TABLE flag(
    claim text COLLATE "C" NOT NULL,
    analyst text COLLATE "C" NOT NULL,
    words text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    PRIMARY KEY(claim, analyst)
);

CREATE TABLE ruling(
    uid text COLLATE "C" PRIMARY KEY,
    article text COLLATE "C" NOT NULL REFERENCES article(uid),
    choice text COLLATE "C" NOT NULL CHECK(choice IN ('one', 'both', 'neither', 'third')),
    claim text COLLATE "C" CHECK((claim IS NOT NULL) = (choice = 'third') OR choice = 'neither'),
    kind text COLLATE "C" NOT NULL,
    cause text COLLATE "C" NOT NULL,
    why text COLLATE "C" NOT NULL,
    analyst text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    sides text COLLATE "C" NOT NULL
);
CREATE INDEX ruling_by_article ON ruling(article);

CREATE TABLE dispute(
    ruling text COLLATE "C" NOT NULL,
    analyst text COLLATE "C" NOT NULL,
    answer text COLLATE "C" NOT NULL CHECK(answer IN ('read', 'disputed', 'settled')),
    words text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    reply text COLLATE "C" NOT NULL,
    PRIMARY KEY(ruling, analyst)
);
CREATE INDEX dispute_open ON dispute(ruling) WHERE answer = 'disputed';

-- Where analysts differ, as somebody kept it, and where something moved since.

CREATE TABLE compared(
    what text COLLATE "C" NOT NULL,
    article_id bigint NOT NULL REFERENCES article(id),
    found text COLLATE "C" NOT NULL,
    PRIMARY KEY(what, article_id)
);

CREATE TABLE compared_at(
    what text COLLATE "C" PRIMARY KEY,
    mark bigint NOT NULL,
    version text COLLATE "C" NOT NULL
);

CREATE TABLE moved(
    mark bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    article_id bigint NOT NULL UNIQUE
);
