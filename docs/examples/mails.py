"""Mails: a loader, so that .eml files are documents, with their subject, sender and day."""

import email
from email import policy
from email.utils import parsedate_to_datetime
from typing import Any

from qdtui.api import Content, InputFile, Metadata, ReadError, hookimpl


class Mails:
    """Takes the plain text of a mail."""

    name = "mails"
    suffixes = (".eml",)

    def load(self, file: InputFile) -> Content:
        """The text of one mail. Raises ReadError when it has none."""
        mail = email.message_from_bytes(file.read(), policy=policy.default)
        body = mail.get_body(("plain",))
        if body is None:
            raise ReadError("this mail has no text")
        try:
            day = parsedate_to_datetime(str(mail["date"])).date()
        except ValueError:
            day = None
        return Content(body.get_content(), Metadata(title=mail["subject"], author=mail["from"], published=day))


@hookimpl
def qdtui_loaders(config: Any) -> list[Mails]:
    """The loader of this file."""
    return [Mails()]
