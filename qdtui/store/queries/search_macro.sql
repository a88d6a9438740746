-- The search as a table macro, for any DuckDB client from 1.4 on. {wide} and {narrow} are literals of equal length that
-- turn the letters, digits and traditional characters of the query into those of the index.
CREATE MACRO search(words) AS TABLE
WITH RECURSIVE pieces AS (
    SELECT unnest(list_distinct(list_filter(
        string_split_regex(translate(lower(words::VARCHAR), {wide}, {narrow}), '[\s"“”「」]+'), lambda p: p <> ''))) AS piece
),
candidates AS (
    SELECT piece, place, size, substring(piece, place, size) AS term
    FROM pieces, range(1, 65) AS a(place), range(1, 17) AS b(size)
    WHERE place + size - 1 <= length(piece)
),
known AS (
    SELECT c.piece, c.place, max(c.size) AS size, max_by(t.term_id, c.size) AS term_id
    FROM candidates c
    JOIN terms t USING (term)
    GROUP BY c.piece, c.place
),
walk AS (
    -- Longest match from the left, one term after the other; what no term begins with is passed over.
    SELECT piece, 1::BIGINT AS place, NULL::INTEGER AS term_id, true AS begin FROM pieces
    UNION ALL
    SELECT w.piece, w.place + coalesce(k.size, 1), k.term_id, false
    FROM walk w
    LEFT JOIN known k ON k.piece = w.piece AND k.place = w.place
    WHERE w.place <= length(w.piece)
),
wanted AS (
    SELECT DISTINCT term_id FROM walk WHERE term_id IS NOT NULL
),
whole AS (
    -- Every character of the query is covered by a term: otherwise only the texts themselves can answer.
    SELECT 1 AS one
    WHERE (SELECT count(*) FROM pieces) > 0
      AND NOT EXISTS (SELECT 1 FROM walk WHERE term_id IS NULL AND NOT begin)
),
size AS (
    SELECT count(*) AS n, greatest(avg(n_terms), 1) AS mean FROM documents
),
scored AS (
    SELECT p.doc_no,
           sum(ln(1 + (s.n - t.df + 0.5) / (t.df + 0.5)) * p.tf * 2.2 / (p.tf + 1.2 * (0.25 + 0.75 * d.n_terms / s.mean)))
               AS score
    FROM postings p
    JOIN wanted USING (term_id)
    JOIN terms t USING (term_id)
    JOIN documents d USING (doc_no)
    CROSS JOIN size s
    CROSS JOIN whole
    GROUP BY p.doc_no
    HAVING count(*) = (SELECT count(*) FROM wanted)
),
-- Where each word first stands as written in the documents found; 0 where it only stands in parts. Capital letters are
-- lowered only for words that have letters: it would double the time of all others.
hits AS (
    SELECT s.doc_no, s.score, min(instr(CASE WHEN upper(p.piece) = p.piece THEN t.text ELSE lower(t.text) END, p.piece)) AS place,
           max(length(p.piece)) AS longest
    FROM scored s
    JOIN (SELECT d.doc_no, coalesce(f.text, d.text) AS text FROM documents d LEFT JOIN folded f USING (doc_id)) t USING (doc_no)
    CROSS JOIN pieces p
    GROUP BY s.doc_no, s.score
),
-- The documents to be read as a whole: all when the index has nothing, else none.
unread AS (
    SELECT unnest(range(CASE WHEN EXISTS (SELECT 1 FROM hits) OR NOT EXISTS (SELECT 1 FROM pieces) THEN 0
                             ELSE (SELECT count(*) FROM documents) END))::INTEGER AS doc_no
),
found AS (
    -- A short word is meant as written, when any document has it so.
    SELECT doc_no, score, place, 'terms' AS how
    FROM hits
    WHERE place > 0 OR longest > 4 OR NOT EXISTS (SELECT 1 FROM hits WHERE place > 0)
    UNION ALL
    SELECT u.doc_no, 0, min(instr(lower(coalesce(f.text, d.text)), p.piece)) AS place, 'substring'
    FROM unread u
    JOIN documents d USING (doc_no)
    LEFT JOIN folded f USING (doc_id)
    CROSS JOIN pieces p
    GROUP BY u.doc_no
    HAVING min(instr(lower(coalesce(f.text, d.text)), p.piece)) > 0
)
SELECT d.doc_id, d.title, d.published, round(f.score, 3) AS score,
       trim(regexp_replace(substring(d.text, greatest(1, f.place - 20), 80), '\s+', ' ', 'g')) AS snippet,
       f.how
FROM found f
JOIN documents d USING (doc_no)
JOIN works w USING (doc_id)
QUALIFY row_number() OVER (PARTITION BY w.work_id ORDER BY w.place) = 1
     OR coalesce(TRY_CAST(getvariable('all_copies') AS BOOLEAN), false)
ORDER BY f.place > 0 DESC, f.score DESC, d.published DESC NULLS LAST, d.doc_no
