-- Targets with the policy of the same document that sets them; a target has one row, whatever it matches.
SELECT t.*,
       p.kind AS policy_kind,
       p.issuer,
       p.region,
       p.period_start AS policy_start,
       p.period_end AS policy_end,
       p.fact_id AS policy_fact_id,
       coalesce(d.title, d.path) AS document
FROM {indicators} t
JOIN documents d USING (doc_id)
LEFT JOIN {policies} p ON p.doc_id = t.doc_id AND (p.title = t.policy OR p.short_title = t.policy)
WHERE t.kind = 'target'
QUALIFY row_number() OVER (PARTITION BY t.fact_id ORDER BY p.title = t.policy DESC NULLS LAST, p.start, p.fact_id) = 1
