-- What search finds articles and claims by: the words of each text with their places, as the server
-- counts them, those of the title under A and those of words joined under C. Where they are more than
-- it counts, is_long says so: they stand beside the terms then, between spaces, so that words in a row
-- are a part of them (`words.LONG`). What is long stands out of line: most questions are of which rows
-- there are. Derived: `search_index` writes it, `search_build` makes it anew.

CREATE TABLE article_words(
    article_id bigint PRIMARY KEY REFERENCES article(id),
    folding bigint NOT NULL,
    title text COLLATE "C" NOT NULL,
    text text COLLATE "C" NOT NULL,
    joined text COLLATE "C" NOT NULL,
    terms tsvector NOT NULL,
    is_long smallint NOT NULL CHECK(is_long IN (0, 1)),
    title_letters text COLLATE "C" NOT NULL,
    letters text COLLATE "C" NOT NULL,
    grams tsvector NOT NULL
) WITH (toast_tuple_target = 128);
-- What is written waits in a list, and is sorted in when that is so long (kB): one by one it would
-- take five times as long, and a longer list each search would have to go through.
CREATE INDEX article_words_terms ON article_words USING gin(terms)
    WITH (gin_pending_list_limit = 1024);
CREATE INDEX article_words_grams ON article_words USING gin(grams)
    WITH (gin_pending_list_limit = 1024);

CREATE TABLE claim_words(
    claim_id bigint PRIMARY KEY REFERENCES claim(id) ON DELETE CASCADE,
    exact text COLLATE "C" NOT NULL,
    restatement text COLLATE "C" NOT NULL,
    gloss text COLLATE "C" NOT NULL,
    note text COLLATE "C" NOT NULL,
    joined text COLLATE "C" NOT NULL,
    terms tsvector NOT NULL,
    is_long smallint NOT NULL CHECK(is_long IN (0, 1))
);
CREATE INDEX claim_words_terms ON claim_words USING gin(terms)
    WITH (gin_pending_list_limit = 1024);

CREATE TABLE search_folding(
    version bigint PRIMARY KEY,
    below bigint NOT NULL CHECK(below >= 0)
);
-- The folding of a program of today; one of another makes the index anew.
INSERT INTO search_folding(version, below) VALUES (1, 0);
