"""SQL laid out over lines: sqlparse moves only the space, and what it does to more than space is refused."""

from __future__ import annotations

from qdtui.tui.sql_text import tokens

LONGEST = 100_000
"""Code points; longer texts would take seconds."""


def laid_out(sql: str) -> str | None:
    """`sql` with a clause on each line and its inner parts indented; None when that cannot be done safely."""
    if len(sql) > LONGEST:
        return None
    import sqlparse

    try:
        made: str = sqlparse.format(sql, reindent=True, use_space_around_operators=False, strip_whitespace=False)
    except Exception:  # sqlparse gives up on texts that are nested too deeply
        return None
    made = "\n".join(line.rstrip() for line in made.strip().split("\n"))
    return made if _pieces(made) == _pieces(sql) else None


def _pieces(sql: str) -> list[str]:
    return ["".join(token.text.split()) if token.kind == "comment" else token.text for token in tokens(sql)]
