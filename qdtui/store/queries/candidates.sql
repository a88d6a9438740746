-- Pairs of documents whose sketches share marks, the later one (by publication, then path) with the earlier. Among the
-- documents that share a mark each is paired with its neighbours by day and by length alone: a phrase that thousands
-- use would give millions of pairs, while copies stand beside each other.
CREATE OR REPLACE TEMP TABLE qdtui_candidates AS
WITH ranked AS (
    SELECT d.doc_id, d.doc_no, d.published, d.published_how, s.letters, s.marks, s.wording, s.articles,
           row_number() OVER (ORDER BY d.published NULLS LAST, d.published_year NULLS LAST, d.path, d.doc_id) AS rank
    FROM documents d
    JOIN sketches s USING (doc_id)
    WHERE s.letters >= $least
),
marked AS (
    SELECT rank, letters, unnest(marks[1:16]) AS mark FROM ranked
),
shared AS (
    SELECT mark FROM marked GROUP BY mark HAVING count(*) > 1
),
beside AS (
    SELECT rank AS one,
           unnest([lead(rank, 1) OVER days, lead(rank, 2) OVER days, lead(rank, 3) OVER days,
                   lead(rank, 1) OVER lengths, lead(rank, 2) OVER lengths, lead(rank, 3) OVER lengths]) AS other
    FROM marked
    SEMI JOIN shared USING (mark)
    WINDOW days AS (PARTITION BY mark ORDER BY rank), lengths AS (PARTITION BY mark ORDER BY letters, rank)
),
pairs AS (
    SELECT least(one, other) AS one, greatest(one, other) AS other
    FROM beside
    WHERE other IS NOT NULL
    GROUP BY 1, 2
    HAVING count(*) >= 2
    UNION
    SELECT lag(rank) OVER wordings, rank
    FROM ranked
    WINDOW wordings AS (PARTITION BY wording, articles ORDER BY rank)
    QUALIFY lag(rank) OVER wordings IS NOT NULL
)
SELECT row_number() OVER (ORDER BY l.rank, l.wording = e.wording DESC, e.rank) - 1 AS number,
       l.doc_id AS later, e.doc_id AS earlier, l.wording = e.wording AS equal
FROM pairs p
JOIN ranked e ON e.rank = p.one
JOIN ranked l ON l.rank = p.other
WHERE e.articles = l.articles
  AND coalesce(abs(l.published - e.published) <= $apart, true)
  AND least(e.letters, l.letters) >= 0.35 * greatest(e.letters, l.letters)
  -- The longer text's smallest digests lie closer together, so of a shortened copy's fewer are among them.
  AND (l.wording = e.wording
       OR len(list_intersect(e.marks, l.marks)) >= 0.6 * least(len(e.marks), len(l.marks))
          * least(e.letters, l.letters) / greatest(e.letters, l.letters))
ORDER BY number
