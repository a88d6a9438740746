"""Periods: which of the times around a number it covers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qdtui.text.measure import Measure
from qdtui.text.times import Time

if TYPE_CHECKING:
    from qdtui.text.reading import Reading


class Periods:
    """The periods of one reading's measures; ask for them in order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._times = [t for t in reading.times if t.role != "base"]

    def of(self, measure: Measure) -> Time | None:
        """The time that a number belongs to: the nearest one before it in its sentence, else one carried over.

        Within a paragraph a period goes on to the sentences behind it; a point of time (目前) does not.
        """
        from qdtui.text.reading import within

        sentence = measure.sentence
        norm = self._reading.norm
        here = [t for t in within(self._times, sentence.start, sentence.end) if t.end <= measure.at]
        if here:
            return here[-1]
        behind = [t for t in within(self._times, measure.end, measure.clause.end)]
        if behind and behind[0].kind == "end":
            return behind[0]
        paragraph = norm.rfind("\n", 0, sentence.start) + 1
        earlier = [t for t in within(self._times, paragraph, sentence.start) if t.kind not in ("now", "day")]
        if earlier:
            return earlier[-1]
        return None

    def bounds(self, time: Time | None, measure: Measure) -> tuple[date | None, date | None]:
        """First and last day: a state as of a day and a goal have only the last."""
        if time is None:
            return None, None
        if time.role == "until" or time.kind == "now":
            return None, time.last
        return time.first, time.last
