"""The words of the interface in Chinese and English, and which of the two is shown.

A `Phrase` stands next to the code that shows it, so that both languages are seen, changed and
type-checked together; what several modules say stands here.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")

_language: Language = "zh"


def set_language(language: str) -> None:
    """Show the interface in `language` from now on. Raises ValueError when it is not known."""
    global _language
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}: use one of {', '.join(LANGUAGES)}")
    _language = "en" if language == "en" else "zh"


def language() -> Language:
    """The language that is shown now."""
    return _language


class Phrase(NamedTuple):
    """One thing the interface says, in both languages; `{name}` marks what is filled in."""

    zh: str
    en: str
    one: str = ""
    """The English for `n == 1`, where it differs."""

    def __call__(self, **values: object) -> str:
        """The phrase in the language shown now, with `values` filled in (numbers get thousands separators)."""
        filled = {name: f"{value:,}" if type(value) is int else value for name, value in values.items()}
        if _language == "zh":
            return self.zh.format_map(filled)
        return (self.one if self.one and values.get("n") == 1 else self.en).format_map(filled)


def verbatim(text: str) -> Phrase:
    """A phrase that says the same in both languages, with nothing to fill in: somebody else's words."""
    escaped = text.replace("{", "{{").replace("}", "}}")
    return Phrase(escaped, escaped)


DOCUMENTS: Final = Phrase("文档", "Documents")
TABLES: Final = Phrase("表格", "Tables")
SEARCH: Final = Phrase("检索", "Search")
SQL: Final = Phrase("SQL", "SQL")
EVERYWHERE: Final = Phrase("任何地方", "Everywhere")

N_DOCUMENTS: Final = Phrase("{n} 篇文档", "{n} documents", "1 document")
N_FACTS: Final = Phrase("{n} 条事实", "{n} facts", "1 fact")
N_PROBLEMS: Final = Phrase("{n} 个问题", "{n} problems", "1 problem")
N_ROWS: Final = Phrase("{n} 行", "{n} rows", "1 row")
N_CHARACTERS: Final = Phrase("{n} 字", "{n} characters", "1 character")
UNTITLED: Final = Phrase("（无标题）", "(untitled)")
