"""A place: who holds what, by city. Titles of firms, clusters and lighthouse factories side by side, with their sentences."""

from qdtui.api import Place, PlaceDetail, PlaceView, hookimpl

HELD = """
SELECT region, 'champion' AS what, company AS name, product AS more, quote, fact_id, doc_id, start, "end" FROM champions
UNION ALL SELECT region, 'cluster', name, level, quote, fact_id, doc_id, start, "end" FROM clusters
UNION ALL SELECT region, 'lighthouse', factory, category, quote, fact_id, doc_id, start, "end" FROM lighthouse_factories
"""
FIRST = "doc_id IN (SELECT doc_id FROM works WHERE place = 1)"

BY_CITY = f"""
SELECT region, count(DISTINCT name) FILTER (what = 'champion') AS champions,
       count(DISTINCT name) FILTER (what = 'cluster') AS clusters,
       count(DISTINCT name) FILTER (what = 'lighthouse') AS lighthouses, count(DISTINCT doc_id) AS documents
FROM ({HELD}) WHERE region IS NOT NULL AND {FIRST} GROUP BY region ORDER BY champions + clusters + lighthouses DESC, region
"""
OF_CITY = f"SELECT * EXCLUDE (region) FROM ({HELD}) WHERE region = $region AND {FIRST} ORDER BY what, name, doc_id"
NUMBERS = f"""
SELECT indicator, measure, value, unit, period_end, quote, fact_id, doc_id, start, "end" FROM indicators
WHERE subject = $region AND {FIRST} ORDER BY indicator, period_end NULLS LAST
"""
BY_NAME = f"""
SELECT name, string_agg(DISTINCT what, ', ' ORDER BY what) AS what, string_agg(DISTINCT region, ', ') AS regions,
       count(DISTINCT doc_id) AS documents
FROM ({HELD}) WHERE {FIRST} GROUP BY name ORDER BY documents DESC, name
"""
OF_NAME = (
    f'SELECT what, region, more, quote, fact_id, doc_id, start, "end" FROM ({HELD}) WHERE name = $name AND {FIRST}'
)


@hookimpl
def qdtui_places(config: object) -> list[Place]:
    """One place with two lists."""
    return [
        Place(
            "holders",
            "谁有什么",
            [
                PlaceView("by city", BY_CITY, [PlaceDetail("holders", OF_CITY), PlaceDetail("numbers", NUMBERS)]),
                PlaceView("by name", BY_NAME, [PlaceDetail("where it stands", OF_NAME)]),
            ],
            help="Champions, clusters and lighthouse factories by city and by name.",
        )
    ]
