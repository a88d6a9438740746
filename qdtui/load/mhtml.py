"""Reads .mhtml: a page that a browser saved with all its parts; its first HTML part is the page."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import Message

from qdtui.load.dates import from_url
from qdtui.load.html import read_html
from qdtui.model import Content, ReadError


def read_mhtml(data: bytes) -> Content:
    """The text of the page. Raises ReadError when there is none in the file."""
    try:
        mail = message_from_bytes(data, policy=policy.compat32)
        page = next((part for part in _parts(mail) if part.get_content_type() == "text/html"), None)
        body = page.get_payload(decode=True) if page is not None else None
    except RecursionError:
        raise
    except Exception:  # what the parser stumbles over in damaged files has no common class
        raise ReadError("it is no whole page: its parts cannot be told apart; save it again") from None
    if page is None or not isinstance(body, bytes) or not body.strip():
        raise ReadError("there is no page in it, or it is cut off; save it again")
    charset = page.get_param("charset")
    content = read_html(body, charset if isinstance(charset, str) else None)
    address = str(page.get("Content-Location") or mail.get("Snapshot-Content-Location") or "")
    published = content.metadata.published or from_url(address)
    return replace(content, metadata=replace(content.metadata, published=published))


def _parts(mail: Message) -> list[Message]:
    return [part for part in mail.walk() if not part.is_multipart()]
