"""What the parts of the explorer tell each other.

A widget posts a message and knows nothing of who acts on it; the app routes the first four to the
place that answers them (`Place.receive`) and brings that place to the front.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal

from textual.message import Message


class ToApp(Message):
    """A message that always rises to the app.

    Textual stops a message at the parent in whose handler it was made, so that a place that has a part
    of it post one would keep the message to itself.
    """

    def __post_init__(self) -> None:
        """Name no sender, so that nobody stops it."""
        super().__post_init__()
        self._sender = None


@dataclass
class OpenDocument(ToApp):
    """Show a document in Documents, at a span or a fact when one is given."""

    doc_id: str
    start: int | None = None
    end: int | None = None
    fact_id: str | None = None
    query: str = ""
    """What was searched for: all its hits in the document are marked, not the span alone."""


@dataclass
class OpenFact(ToApp):
    """Show a fact in its table, in Tables."""

    table: str
    fact_id: str


@dataclass
class FindInDocuments(ToApp):
    """Search all documents for `text`, in Search."""

    text: str


@dataclass
class ShowSql(ToApp):
    """Put `sql` into the editor, in SQL, without running it."""

    sql: str


@dataclass
class StatusChanged(ToApp):
    """A place has something to say in the status line (`3/8`, a sort order, an error); empty text takes it back."""

    text: str
    kind: Literal["info", "busy", "error"] = "info"
    place: str = ""
    """The id of the place; `Place.status` fills it in."""
    passing: bool = False
    """Whether it goes with the next key; what stood there before comes back then."""

    def can_replace(self, message: Message) -> bool:
        """Only the newest word of a burst is worth drawing."""
        return isinstance(message, StatusChanged) and (message.place, message.passing) == (self.place, self.passing)


@dataclass
class Waited(ToApp):
    """Something takes so long that a person should see it is being done, or is done now."""

    begun: bool
    key: Hashable
    """Tells apart what is done at the same time."""


@dataclass
class CopyText(ToApp):
    """Put `text` on the clipboard; `what` names it in the confirmation (`cell`, `row`, `SQL`)."""

    text: str
    what: str = ""


Detail = Literal["published", "title", "source", "author"]
"""What a person may set for a document."""


@dataclass
class DetailChosen(ToApp):
    """A person set the publication date, title, outlet or author of a document; an empty text takes theirs back."""

    sha256: str
    """Of the document's bytes."""
    detail: Detail
    text: str
    """A date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
