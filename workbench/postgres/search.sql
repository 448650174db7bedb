-- What search finds articles and claims by. Each row has the words of its text between spaces, so
-- that words in a row are a part of it, and the terms by which the server finds it. Derived:
-- `search_index` writes it, `search_build` makes it anew.

CREATE TABLE article_words(
    article_id bigint PRIMARY KEY REFERENCES article(id),
    folding bigint NOT NULL,
    title text COLLATE "C" NOT NULL,
    text text COLLATE "C" NOT NULL,
    joined text COLLATE "C" NOT NULL,
    terms tsvector NOT NULL,
    title_letters text COLLATE "C" NOT NULL,
    letters text COLLATE "C" NOT NULL,
    grams tsvector NOT NULL
);
-- What is written waits in no list that the next search would have to go through.
CREATE INDEX article_words_terms ON article_words USING gin(terms) WITH (fastupdate = off);
CREATE INDEX article_words_grams ON article_words USING gin(grams) WITH (fastupdate = off);

CREATE TABLE claim_words(
    claim_id bigint PRIMARY KEY REFERENCES claim(id) ON DELETE CASCADE,
    exact text COLLATE "C" NOT NULL,
    restatement text COLLATE "C" NOT NULL,
    gloss text COLLATE "C" NOT NULL,
    note text COLLATE "C" NOT NULL,
    joined text COLLATE "C" NOT NULL,
    terms tsvector NOT NULL
);
CREATE INDEX claim_words_terms ON claim_words USING gin(terms) WITH (fastupdate = off);

CREATE TABLE search_folding(
    version bigint PRIMARY KEY,
    below bigint NOT NULL CHECK(below >= 0)
);
-- The folding of a program of today; one of another makes the index anew.
INSERT INTO search_folding(version, below) VALUES (1, 0);
