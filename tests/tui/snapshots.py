"""Pictures of the explorer kept as SVG: compared without what varies, readable in a browser."""

from __future__ import annotations

import asyncio
import html
import re
from difflib import unified_diff
from pathlib import Path
from tempfile import gettempdir

from rich.cells import cell_len
from textual.app import App

FOLDER = Path(__file__).parent / "__snapshots__"
CELL = 12.2
"""Width of a cell in the pictures that Textual exports."""
PATIENCE = 60
"""How often a picture that differs is looked at again, a twentieth of a second apart."""

_ID = re.compile(r"terminal-\d+")
_FONT = re.compile(r"\s*@font-face \{.*?\n\s*\}", re.DOTALL)
_TEXT = re.compile(r'<text([^>]*?) textLength="[\d.]+"([^>]*)>(.*?)</text>')


def picture(app: App[int]) -> str:
    """What `app` shows, as SVG that is the same for the same cells and that gives wide characters their width."""
    svg = _FONT.sub("", _ID.sub("terminal", app.export_screenshot(title="qdtui")))

    def mend(found: re.Match[str]) -> str:
        width = cell_len(html.unescape(found[3])) * CELL
        return f'<text{found[1]} textLength="{width:.1f}"{found[2]}>{found[3]}</text>'

    return _TEXT.sub(mend, svg)


def screen_text(app: App[int]) -> list[str]:
    """The lines that `app` shows, without colours."""
    width, height = app.size
    lines = app.screen._compositor.render_strips(app.size)
    return ["".join(segment.text for segment in line).rstrip() for line in lines[:height] if width]


def shown(app: App[int]) -> str:
    """What `app` shows as one text, without colours."""
    return "\n".join(screen_text(app))


async def check(app: App[int], name: str, *, update: bool) -> None:
    """Compare what `app` shows with the picture called `name`, or keep it as that picture.

    What a busy machine draws late is waited for. Fails with the lines of text that differ; the new picture is left
    in the folder for temporary files.
    """
    path = FOLDER / f"{name}.svg"
    svg = picture(app)
    if update:
        before = ""
        while svg != before:  # until nothing more is drawn
            before = svg
            await asyncio.sleep(0.5)
            svg = picture(app)
        FOLDER.mkdir(exist_ok=True)
        path.write_text(svg, encoding="utf-8")
        return
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    for _ in range(PATIENCE):
        if svg == kept:
            return
        await asyncio.sleep(0.05)
        svg = picture(app)
    if svg != kept:
        new = Path(gettempdir()) / f"qdtui-{name}.svg"
        new.write_text(svg, encoding="utf-8")
        changed = list(unified_diff(_words(kept), _words(svg), "kept", "now", lineterm="", n=1)) or [
            "only colours differ"
        ]
        raise AssertionError(
            f"{name} looks different; see {new}. If it should, run pytest --snapshot-update.\n"
            + "\n".join(changed[:60])
        )


def _words(svg: str) -> list[str]:
    """The lines of text in a picture."""
    lines: dict[str, str] = {}
    for y, text in re.findall(r'<text[^>]* y="([\d.]+)"[^>]*>(.*?)</text>', svg):
        lines[y] = lines.get(y, "") + html.unescape(text)
    return list(lines.values())
