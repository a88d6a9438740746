"""Honours: how many firms with a title (小巨人, 瞪羚, 单项冠军 …) a place has, and as of when."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from qdtui.api import Column, Document, Row, Table, hookimpl
from qdtui.text import Periods, modality_of, read

TITLES = ("小巨人", "专精特新", "单项冠军", "瞪羚", "独角兽", "隐形冠军", "领航", "高新技术企业")
LEVEL = re.compile(r"世界级|国家级|省级|市级")
COLUMNS = (
    Column("place", comment="Without 市 or 省; 全国 for the country; or a group of firms."),
    Column("title", comment="小巨人, 瞪羚 …; more of them by `titles` in [extractor.honours]."),
    Column("level", comment="国家级, 省级 …, where the text says so."),
    Column("count", "INTEGER"),
    Column("comparator", comment="> for 余 and 超, < for 近.", allowed=("=", ">=", ">", "<=", "<", "~")),
    Column("added", "BOOLEAN", "True when so many were added."),
    Column("as_of", "DATE", "The last day that the number covers."),
    Column("rank", "INTEGER", "1 for 居全省首位."),
)


class Honours:
    """Keeps the counts of firms whose words hold a title, when they are reached and not planned."""

    name = "honours"
    version = "1"
    tables = (
        Table("honours", "Firms with a title.", COLUMNS, key=("place", "title", "level", "count"), label="title"),
    )

    def __init__(self, titles: Iterable[str]) -> None:
        self.pattern = re.compile("|".join(map(re.escape, titles)))

    def extract(self, doc: Document) -> Iterator[Row]:
        """Yield one row for each count; of several titles (专精特新“小巨人”) the last is the one."""
        reading = read(doc)
        periods = Periods(reading)
        for m in reading.measures:
            titles, level, time = self.pattern.findall(m.indicator), LEVEL.search(m.indicator), periods.of(m)
            if not titles or m.quantity is None or m.quantity.kind != "count":
                continue
            if modality_of(reading, m.sentence, m.at, m.end, time) == "target":
                continue
            values = {
                "place": m.subject.name if m.subject else None,
                "title": titles[-1],
                "level": level[0] if level else None,
                "count": int(m.quantity.value),
                "comparator": m.quantity.comparator,
                "added": m.kind == "new",
                "as_of": periods.bounds(time)[1],
                "rank": m.ranks[0].rank if m.ranks else None,
            }
            end = max([m.words.end, m.end] + [rank.end for rank in m.ranks])
            cells = {"title": m.words, "count": m.quantity.span}
            yield Row("honours", values, min(m.words.start, m.at), end, 0.85, m.rule, cells=cells)


@hookimpl
def qdtui_extractors(config: Any) -> list[Honours]:
    """The extractor of this file, with the titles that config.toml adds."""
    return [Honours([*TITLES, *config["honours"].get("titles", ())])]
