-- Documents by BM25 over the postings. A slot is a place of the query that any of its terms can fill.
-- The join with the terms reads only their stretches of the sorted postings; a list of them in WHERE reads all.
WITH wanted AS (
    SELECT unnest($slots::INTEGER[]) AS slot, unnest($terms::INTEGER[]) AS term_id
),
filled AS (
    SELECT w.slot, p.doc_no, sum(p.tf) AS tf, count(*) OVER (PARTITION BY w.slot) AS df
    FROM postings p
    JOIN wanted w USING (term_id)
    GROUP BY w.slot, p.doc_no
),
scored AS (
    SELECT f.doc_no,
           count(*) AS filled,
           list(f.slot) AS slots,
           sum(ln(1 + ($documents::BIGINT - f.df + 0.5) / (f.df + 0.5)) * f.tf * 2.2
               / (f.tf + 1.2 * (0.25 + 0.75 * d.n_terms / $mean::DOUBLE))) AS score
    FROM filled f
    JOIN documents d USING (doc_no)
    GROUP BY f.doc_no
)
