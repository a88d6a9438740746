-- Indicators that count things named by a word. {word} and {ending} (a LIKE pattern that the words before a bracket
-- must meet) are literals; quotation marks inside a term are transparent: 全球“灯塔工厂” counts 灯塔工厂.
SELECT i.*,
       -- 国家制造业单项冠军 and 某省先进制造业集群 say their level as 国家级 and 省级 do.
       CASE left(regexp_extract(
                words, '世界级|国家|[省市](?:级|先进|制造业|单项|战略性|中小企业|特色|雁阵|优势|重点|支柱)'), 1)
           WHEN '世' THEN '世界级'
           WHEN '国' THEN '国家级'
           WHEN '省' THEN '省级'
           WHEN '市' THEN '市级'
       END AS level,
       coalesce(d.title, d.path) AS document
FROM (
    SELECT *,
           translate(indicator, '“”‘’"「」『』', '') AS words
    FROM {indicators}
) i
JOIN documents d USING (doc_id)
WHERE contains(words, {word})
  AND regexp_replace(words, '[（(].*$', '') LIKE {ending}
  AND measure IN ('total', 'new', 'rank')
  AND (unit IS NULL OR unit IN ('家', '个', '项', '座', '户', '条', '种', '款', '批', '所', '间', '企业'))
