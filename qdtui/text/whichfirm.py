"""Which firm 公司, 该行 or 这家企业 means: the one named last, the one of the scene, or the one that the text is about."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from qdtui.model import Span
from qdtui.text.lexicon import firms_named
from qdtui.text.local_names import brief_names, short_names, title_firm
from qdtui.text.normalise import normalise
from qdtui.text.orgs import full_name, said_short_names
from qdtui.text.places import find_places
from qdtui.text.spans import within
from qdtui.text.subjectwords import HOME

if TYPE_CHECKING:
    from qdtui.text.reading import Reading


_ANY_FIRM = re.compile(
    r"(?:保险|服装|物流|快递|证券|建筑|外贸|航空|旅游|投资|电力|供电|燃气|自来水|科技|互联网|软件|游戏|医药|制药|汽车|房地产|租赁|担保|跨国|龙头|头部|上下游|合资|外资|民营|国有)(?:公司|集团)"
)
"""A firm of a trade without a name: 保险公司."""


_A_PLANT = re.compile(r"(?:该|本|这[家座间])?(?:工厂|厂区|车间|厂房)")
"""What no bank has."""


def _said_short(norm: str) -> dict[str, str]:
    """The short names that a text makes known of its firms, with the firm: 某某环境科技集团股份有限公司（以下简称“某某环境”）."""
    return {
        short: full
        for short, full in said_short_names(norm).items()
        if len(short) > 2 and full.endswith(("公司", "集团", "银行")) and not find_places(short)
    }


class Firms:
    """The firms of one reading by their short names, and which of them a bare noun means."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        titles = [p.title or "" for p in reading.doc.parts] or [reading.doc.title or ""]
        told = {name for title in titles if (name := title_firm(normalise(title), reading.norm))}
        known = firms_named(reading.norm)
        self.brief = brief_names(reading) | _said_short(reading.norm)
        """Names of two characters, and those that the text makes known, with the firm that it means by each."""
        self.names = tuple(sorted(told | known | self.brief.keys() | set(short_names(reading)), key=len, reverse=True))
        """Short names of firms, longest first."""
        self._main: dict[int, str | None] = {}
        """The firm that each part of the file names most, by where the part starts, once it was asked for."""

    def named_at(self, at: int, end: int) -> str | None:
        """The short name that begins at `at`."""
        return next((name for name in self.names if self._reading.norm.startswith(name, at, end)), None)

    def just_named(self, at: int) -> bool:
        """True where the paragraph has named the firm that 这家…企业 takes up."""
        norm = self._reading.norm
        paragraph = max(norm.rfind("\n", max(0, at - HOME), at) + 1, at - HOME)
        for org in within(self._reading.orgs, paragraph, at):
            if org.kind == "firm" and norm[org.start - 2 : org.start] not in ("这家", "这座", "这间"):
                return True
        return any(norm.find(name, paragraph, at) >= 0 for name in self.names)

    def meant(self, at: int, story: str | None, scene: str | None, part: Span) -> str | None:
        """The firm that a bare 公司 at `at` means: the last of the paragraph, of the scene, or the one named most.

        `story` is the firm that the text is about, `scene` the plant or firm that it went to, `part` the part of the file.
        """
        norm = self._reading.norm
        paragraph = norm.rfind("\n", 0, at) + 1
        near = [o for o in within(self._reading.orgs, paragraph, at) if o.kind == "firm" and o.end <= at]
        near = [o for o in near if _ANY_FIRM.fullmatch(o.name) is None]
        if _A_PLANT.match(norm, at) is not None and not near:
            most = story if story is not None else scene if scene is not None else self._most_named(part)
            return None if most is not None and most.endswith("银行") else most
        if story is not None and (not near or norm.find(story, paragraph, at) >= 0):
            return story
        if near:
            return self._reading.text[near[-1].start : near[-1].end]
        return scene if scene is not None else self._most_named(part)

    def _most_named(self, part: Span) -> str | None:
        if part.start not in self._main:
            norm = self._reading.norm
            named = Counter(
                full_name(norm, o.name)
                for o in within(self._reading.orgs, *part)
                if o.kind == "firm" and _ANY_FIRM.fullmatch(o.name) is None
            )
            short = re.compile("|".join(map(re.escape, self.names)) or r"(?!)")
            named.update(full_name(norm, m[0]) for m in short.finditer(norm, *part))
            self._main[part.start] = named.most_common(1)[0][0] if named else None
        return self._main[part.start]
