"""Sponsors: who speaks in the sentence that names a policy. Its table is a class; it needs two other extractors."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from qdtui.api import Document, Row, hookimpl, row_of, table_of
from qdtui.text import read


@dataclass
class Sponsor:
    """People who are named in one sentence with a policy."""

    person: Annotated[str, "The person's name."]
    policy: Annotated[str, "The policy's title."]
    position: Annotated[str | None, "Organisation and office."] = None
    order: Annotated[Literal["person first", "policy first"], "Which of them the sentence names first."] = (
        "person first"
    )


SPONSORS = table_of(Sponsor, "sponsors", key=("person", "policy"), label="person")


class Sponsors:
    """Joins the rows of `people` and `policies` by sentence."""

    name = "sponsors"
    version = "1"
    needs = ("people", "policies")
    tables = (SPONSORS,)

    def extract(self, doc: Document) -> Iterator[Row]:
        """Yield one row for each person and policy of a sentence."""
        reading = read(doc)
        for person in doc.found["people"]:
            sentence = reading.sentence_at(person.start)
            for policy in doc.found["policies"]:
                if sentence is None or not sentence.start <= policy.start < sentence.end:
                    continue
                first = person.start <= policy.start
                fact = Sponsor(
                    str(person.values["name"]),
                    str(policy.values["title"]),
                    str(person.values["position"]) if person.values.get("position") else None,
                    "person first" if first else "policy first",
                )
                start, end = min(person.start, policy.start), max(person.end, policy.end)
                yield row_of(SPONSORS, fact, start, end, 0.7, "same sentence")


@hookimpl
def qdtui_extractors(config: Any) -> list[Sponsors]:
    """The extractor of this file."""
    return [Sponsors()]
