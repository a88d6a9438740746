"""Without colours (NO_COLOR): nothing is black on black, and what is marked by its ground is marked otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from textual.filter import NoColor

from qdtui.tui.app import Explorer
from qdtui.tui.tables import Tables
from tests.tui.conftest import Open, settle
from tests.tui.fakes import sample
from tests.tui.made_file import explorer_on, go


def drawn(app: Explorer) -> list[Segment]:
    """What reaches the terminal, line by line."""
    lines = app.screen._compositor.render_strips(app.size)
    ground = app.screen.background_colors[1]
    return [
        segment for line in lines for segment in [s for f in app._filters for s in f.apply(list(line), ground)] if line
    ]


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "textual-dark", "textual-light"])
async def test_no_text_has_the_colour_of_its_ground(
    explorer: Open, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = explorer(sample(), theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for segment in drawn(app):
            style = segment.style
            if segment.text.strip() and style and style.color and style.bgcolor and not style.color.is_default:
                assert style.color != style.bgcolor, segment
        assert isinstance(app._filters[-1], NoColor) is theme.startswith("ansi")


async def test_a_theme_that_is_chosen_later_is_readable_too(explorer: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = explorer(sample())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for theme, plain in (("ansi-light", True), ("nord", False), ("ansi-dark", True)):
            app.theme = theme
            await settle(pilot)
            assert isinstance(app._filters[-1], NoColor) is plain


async def test_in_the_terminals_own_colours_the_cursor_is_reversed(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = explorer_on(made, theme="ansi-dark")
    async with app.run_test(size=(110, 24)) as pilot:
        await go(app, pilot, "tables")
        grid = app.query_one(Tables).grid
        x, y = grid.content_region.offset
        here, beside = (app.screen.get_style_at(x + 2, y + line) for line in (1, 2))
        assert here.reverse
        assert not beside.reverse
