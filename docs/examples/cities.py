"""A facet of the search: the places that a document's facts name, `city:南通`."""

from qdtui.api import Facet, hookimpl

CITIES = """
SELECT doc_id, region AS value FROM champions UNION
SELECT doc_id, region FROM clusters UNION
SELECT doc_id, region FROM lighthouse_factories UNION
SELECT doc_id, region FROM policies
"""


@hookimpl
def qdtui_facets(config: object) -> list[Facet]:
    """One facet."""
    return [Facet("city", "地方", CITIES, help="Places in the facts of a document.")]
