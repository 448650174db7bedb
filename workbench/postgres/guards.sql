-- What never changes, whoever writes: texts, hashes, what was imported, the journal. Each guard
-- refuses with the code WB001 and words of ours (`refusals.GUARDED`).

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'WB001', MESSAGE = TG_ARGV[0];
END $$;

-- For words that stand in other tables: SELECT require_words(article, start, "end", exact).
CREATE FUNCTION require_words(number bigint, first bigint, behind bigint, words text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT substr(text, first::int + 1, (behind - first)::int) FROM workbench.article_text
        WHERE id = number) IS DISTINCT FROM words COLLATE "C"
    THEN
        RAISE EXCEPTION USING ERRCODE = 'WB001', MESSAGE =
            format('the words at %s..%s of article #%s are others', first, behind, number);
    END IF;
END $$;

-- The number of a source, for what may name none: require_source(uid).
CREATE FUNCTION require_source(called text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    number bigint;
BEGIN
    IF called IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT id INTO number FROM workbench.source WHERE uid = called COLLATE "C";
    IF number IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'WB001', MESSAGE = format('no source %s', called);
    END IF;
    RETURN number;
END $$;

CREATE FUNCTION stand_at_their_offsets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM workbench.require_words(NEW.article_id, NEW.start, NEW."end", NEW.exact);
    RETURN NEW;
END $$;

-- The last entry, whoever's it is, also to who may not see it: the next one follows from it.
CREATE FUNCTION head() RETURNS TABLE(seq bigint, hash text) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT seq, hash FROM workbench.journal ORDER BY seq DESC LIMIT 1
$$;

CREATE FUNCTION follow_the_head() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    head record;
BEGIN
    SELECT seq, hash INTO head FROM workbench.journal ORDER BY seq DESC LIMIT 1;
    IF NEW.seq IS DISTINCT FROM coalesce(head.seq, 0) + 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'WB001', MESSAGE = 'journal: gap or reuse of seq';
    END IF;
    IF NEW.prev IS DISTINCT FROM coalesce(head.hash, repeat('0', 64)) THEN
        RAISE EXCEPTION USING ERRCODE = 'WB001', MESSAGE = 'journal: prev is not the head';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER article_no_delete BEFORE DELETE ON article
    FOR EACH ROW EXECUTE FUNCTION refuse('articles are never deleted');
CREATE TRIGGER article_fixed BEFORE UPDATE OF
    id, uid, sha256, raw_sha256, normaliser, retrieved_at, retrieved_how, foreign_id, length,
    imported, extra, seal, given_sha256, given_start ON article
    FOR EACH ROW EXECUTE FUNCTION refuse('article identity is immutable');
CREATE TRIGGER article_text_fixed BEFORE UPDATE OR DELETE ON article_text
    FOR EACH ROW EXECUTE FUNCTION refuse('article text is immutable');
CREATE TRIGGER raw_fixed BEFORE UPDATE OR DELETE ON raw
    FOR EACH ROW EXECUTE FUNCTION refuse('raw bytes are immutable');
CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
    FOR EACH ROW EXECUTE FUNCTION follow_the_head();
CREATE TRIGGER journal_fixed BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION refuse('the journal is append-only');

CREATE TRIGGER claim_anchored BEFORE INSERT OR UPDATE OF article_id, start, "end", exact ON claim
    FOR EACH ROW EXECUTE FUNCTION stand_at_their_offsets();
CREATE TRIGGER decision_anchored
    BEFORE INSERT OR UPDATE OF article_id, start, "end", exact ON decision
    FOR EACH ROW EXECUTE FUNCTION stand_at_their_offsets();
CREATE TRIGGER nothing_anchored
    BEFORE INSERT OR UPDATE OF article_id, start, "end", exact ON nothing_here
    FOR EACH ROW EXECUTE FUNCTION stand_at_their_offsets();

-- TRUNCATE passes all guards of rows.
DO $$
DECLARE guarded regclass;
BEGIN
    FOR guarded IN
        SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'workbench'::regnamespace
    LOOP
        EXECUTE format(
            'CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT '
            'EXECUTE FUNCTION workbench.refuse(''nothing is cut off here'')', guarded);
    END LOOP;
END $$;
