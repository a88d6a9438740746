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
asked AS (
    SELECT list(piece) AS pieces FROM pieces
),
hits AS (
    SELECT d.doc_no, s.score, 'terms' AS how, a.pieces,
           len(list_filter(a.pieces, lambda p: NOT contains(lower(coalesce(f.text, d.text)), p))) = 0 AS written
    FROM scored s
    JOIN documents d USING (doc_no)
    LEFT JOIN folded f USING (doc_id)
    CROSS JOIN asked a
),
exact AS (
    -- A short word is meant as written, when any document has it so.
    SELECT * EXCLUDE (any_written)
    FROM (SELECT *, bool_or(written) OVER () AS any_written FROM hits)
    WHERE written OR NOT any_written OR list_max(list_transform(pieces, lambda p: length(p))) > 4
),
nothing AS (
    SELECT 1 AS one WHERE NOT EXISTS (SELECT 1 FROM hits)
),
found AS (
    SELECT doc_no, score, how, pieces, written FROM exact
    UNION ALL
    SELECT d.doc_no, 0, 'substring', a.pieces, true
    FROM documents d
    LEFT JOIN folded f USING (doc_id)
    CROSS JOIN asked a
    CROSS JOIN nothing
    WHERE len(a.pieces) > 0
      AND len(list_filter(a.pieces, lambda p: NOT contains(lower(coalesce(f.text, d.text)), p))) = 0
),
located AS (
    SELECT d.doc_id, d.title, d.published, round(h.score, 3) AS score, h.written, h.how, d.text, d.doc_no,
           greatest(1, list_min(list_transform(h.pieces, lambda p:
               CASE WHEN h.written THEN instr(lower(coalesce(f.text, d.text)), p) ELSE 1 END)) - 20) AS place
    FROM found h
    JOIN documents d USING (doc_no)
    LEFT JOIN folded f USING (doc_id)
)
SELECT doc_id, title, published, score,
       trim(regexp_replace(substring(text, place, 80), '\s+', ' ', 'g')) AS snippet,
       how
FROM located
ORDER BY written DESC, score DESC, published DESC NULLS LAST, doc_no
