"""The marks of facts: which facts cover a place, and which colour each table has."""

from __future__ import annotations

import random

from qdtui.model import Span
from qdtui.tui.colours import BUNDLED, PALETTE, TableColours
from qdtui.tui.spans import Cover


def test_a_place_knows_the_spans_that_cover_it_shortest_first() -> None:
    cover = Cover([Span(0, 10), Span(4, 6), Span(4, 8), Span(12, 12)])
    assert cover.at(0) == (0,)
    assert cover.at(5) == (1, 2, 0)
    assert cover.at(7) == (2, 0)
    assert cover.at(10) == ()
    assert cover.at(12) == ()
    assert cover.edges_between(0, 8) == [4, 6]
    assert cover.between(6, 7) == {0, 2}


def test_cover_agrees_with_looking_at_every_span() -> None:
    chance = random.Random(3)
    for _ in range(100):
        spans = [Span(*sorted(chance.choices(range(30), k=2))) for _ in range(chance.randrange(8))]
        cover = Cover(spans)
        for offset in range(-1, 31):
            covering = {n for n, span in enumerate(spans) if span.start <= offset < span.end}
            assert set(cover.at(offset)) == covering
            lengths = [spans[n].end - spans[n].start for n in cover.at(offset)]
            assert lengths == sorted(lengths)


def test_a_table_keeps_its_colour_whatever_else_the_file_holds() -> None:
    alone, together = TableColours(), TableColours()
    alone.learn(["phones"])
    together.learn(["phones", *BUNDLED])
    for table in ("phones", *BUNDLED):
        assert alone.of(table) == together.of(table)


def test_tables_have_different_colours_while_there_are_enough() -> None:
    colours = TableColours()
    tables = [*BUNDLED, *(f"mine_{n}" for n in range(len(PALETTE) - len(BUNDLED)))]
    colours.learn(tables)
    assert len({colours.of(table) for table in tables}) == len(PALETTE)
    colours.learn(["one", "more"])
    assert colours.of("more")


def test_every_colour_can_be_read_on_its_ground() -> None:
    from textual.color import Color

    for hue in PALETTE:
        assert Color.parse(hue.on_dark).get_contrast_text().rgb == (0, 0, 0), hue
        assert Color.parse("#121212").brightness + 0.35 < Color.parse(hue.on_dark).brightness, hue
        assert Color.parse("#e0e0e0").brightness - 0.35 > Color.parse(hue.on_light).brightness, hue
