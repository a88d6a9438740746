-- One row for each document: its work, named by the earliest of the work's copies, and its place among them.
INSERT INTO works
WITH placed AS (
    SELECT d.doc_id, coalesce(j.work_id, d.doc_id) AS work, d.published, d.published_year, d.path
    FROM documents d
    LEFT JOIN qdtui_joined j USING (doc_id)
)
SELECT doc_id,
       first_value(doc_id) OVER copies AS work_id,
       (row_number() OVER copies)::INTEGER AS place,
       (count(*) OVER (PARTITION BY work))::INTEGER AS copies,
       first_value(published) OVER copies AS published,
       first_value(published_year) OVER copies AS published_year
FROM placed
WINDOW copies AS (PARTITION BY work ORDER BY published NULLS LAST, published_year NULLS LAST, path, doc_id)
ORDER BY work_id, place
