"""The year by which the goals are due that a plan lists below the paragraph which names it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qdtui.text.sentence import Sentence
from qdtui.text.spans import within
from qdtui.text.times import Time

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

_GOALS = 10
"""How many paragraphs of goals may follow on the one that says by when."""
_GOAL = re.compile(
    r"[—\-–·•●■]|\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[)）]|(?![^。：\n]{0,3}[今去明]年)[^，。；：\n]{4,18}[。：]"
)
"""What a paragraph of a list of goals begins with: ——, a number, or a few words that say what of."""
_NEW_PART = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十]+[章节]")
"""What a line begins with that opens another part of a plan."""
_REACH = 800
"""How far up, in characters, a paragraph is looked at."""


def due(reading: Reading, times: Sequence[Time], sentence: Sentence, over: Callable[[Time], bool]) -> Time | None:
    """The year by which a goal is to be reached that its own paragraph does not date.

    到2027年，制造业…。 and below it paragraphs of goals, each behind —— or a few words that say what of. `over` is
    true for a time that had ended at the publication.
    """
    norm = reading.norm
    paragraph = norm.rfind("\n", 0, sentence.start) + 1
    for _ in range(_GOALS):
        blank = norm[paragraph : paragraph + 1].isspace()
        if _NEW_PART.match(norm, paragraph) or not (blank or _GOAL.match(norm, paragraph)):
            return None
        floor = max(0, paragraph - _REACH)
        end = floor + len(norm[floor:paragraph].rstrip())
        above = norm.rfind("\n", max(0, end - _REACH), end) + 1
        told = reading.sentence_at(above)
        if above >= paragraph or not end or told is None or told.part != sentence.part:
            return None
        named = within(times, above, end)
        goals = [t for t in named if t.role == "until" and t.kind in ("year", "end", "plan") and not over(t)]
        if goals:
            return goals[-1] if goals[-1] is named[-1] else None
        if any(t.role == "in" and t.kind != "day" for t in named):
            return None
        paragraph = above
    return None
