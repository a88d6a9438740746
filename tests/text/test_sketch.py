"""Copies of one work are known by their wording; other figures or other days make another work of the same words."""

from __future__ import annotations

import pytest

from qdtui.load import load_bytes
from qdtui.model import Document
from qdtui.text.sketch import MARKS, Likeness, compare, profile, sketch

REPORT = """{month}月份全市工业经济运行情况

{month}月份，全市规模以上工业增加值同比增长{growth}%，增速比上月加快{faster}个百分点。分行业看，装备制造业增加值增长{plant}%，
汽车制造业下降{cars}%，食品制造业与上月持平。从产品看，化学药品原药产量保持较快增长，家用冰箱产量由降转升。
{month}月末，全市规模以上工业企业达到{firms}家，工业用电量同比增长{power}%。总的看，全市工业经济延续恢复向好态势，
但外部环境依然复杂，部分行业订单不足，下一步要继续抓好政策落实，巩固向好势头。
"""
APRIL = REPORT.format(month=4, growth=6.1, faster=0.3, plant=8.2, cars=2.4, firms=3012, power=4.4)
MAY = REPORT.format(month=5, growth=6.6, faster=0.5, plant=9.0, cars=1.1, firms=3027, power=5.0)
NEWS = """海蓝重工建成第二座智能工厂

来源：滨海日报　　2024-05-06 08:00

5月6日，海蓝重工在滨海高新区建成第二座智能工厂，生产线上的机器人由它自己的工程师设计。

这座工厂占地120亩，年产大型风电铸件6万吨，产品随后装船发往欧洲。总经理林木说，订单已经排到明年，下一步要把检测环节也
交给机器，让老师傅带着徒弟研究工艺。

市工业和信息化局介绍，今年全市计划再建10座智能工厂，对验收合格的企业给予奖励，并组织同行参观学习，让更多中小企业看到
改造的好处。

责任编辑：王小明
"""


def read(text: str, name: str = "a.txt") -> Document:
    return load_bytes(text.encode(), name)


def likeness(one: str, other: str) -> Likeness:
    first, second = (
        profile(doc.text, [(zone.start, zone.end) for zone in doc.zones], doc.title) for doc in map(read, (one, other))
    )
    there, back = compare(first, second), compare(second, first)
    assert there == back
    return there


def test_two_monthly_reports_of_one_office_are_two_works() -> None:
    assert likeness(APRIL, MAY).same is False
    assert likeness(APRIL, MAY).why in ("days", "figures")


def test_reports_that_name_no_month_differ_by_their_figures() -> None:
    april, may = (text.replace("4月", "本月").replace("5月", "本月") for text in (APRIL, MAY))
    assert likeness(april, may) == Likeness(1.0, False, "figures")


@pytest.mark.parametrize(
    ("there", "here"), [("今年", "2023年"), ("10座", "第五批10座"), ("今年", "今年上半年"), ("今年", "二〇二三年")]
)
def test_a_period_that_the_other_does_not_name_makes_another_work(there: str, here: str) -> None:
    assert likeness(NEWS, NEWS.replace(there, here)).why == "days"


def test_a_reprint_with_another_title_and_byline_is_the_same_work() -> None:
    reprint = NEWS.replace("海蓝重工建成第二座智能工厂\n", "滨海又添一座“聪明”工厂\n", 1).replace("滨海日报", "东海网")
    reprint = reprint.replace("责任编辑：王小明", "（责编：李强、赵敏）").replace(
        "2024-05-06 08:00", "2024年05月08日17:30"
    )
    assert likeness(NEWS, reprint) == Likeness(1.0, True, "copy")


def test_a_shortened_reprint_is_the_same_work_and_a_short_piece_of_it_is_not() -> None:
    lines = NEWS.split("\n\n")
    assert likeness(NEWS, "\n\n".join(lines[:4])).why == "copy"
    assert (
        likeness(
            NEWS * 1
            + "\n".join(f"{n}家企业说了自己的做法和经验，{chr(0x4E00 + 7 * n)}字号的最多。" for n in range(99)),
            NEWS,
        ).why
        == "length"
    )


def test_one_slip_among_many_figures_is_no_other_report() -> None:
    many = APRIL + "".join(f"{name}区有企业{n}家。" for n, name in enumerate("东南西北前后左右上下新旧高低大小", 31))
    assert likeness(many, many.replace("8.2%", "8.3%")).why == "copy"
    assert likeness(APRIL, APRIL.replace("8.2%", "8.3%")).why == "figures"


def test_traditional_characters_full_width_and_line_breaks_change_no_wording() -> None:
    other = NEWS.replace("建成", "建成\n").replace("机器人", "機器人").replace("120", "１２０")
    assert likeness(NEWS, other).same
    assert sketch(read(NEWS)).wording == sketch(read(NEWS.replace("机器人", "機器人"))).wording


def test_one_text_with_another_name_put_in_is_not_the_same_work() -> None:
    form = NEWS.replace("5月6日", "近日").replace("120亩", "数百亩").replace("6万吨", "许多").replace("10座", "一批")
    other = form.replace("海蓝重工", "云岭装备").replace("滨海", "云岭").replace("林木", "周明远")
    assert likeness(form, other).why == "wording"
    longer = "".join(
        f"企业还说了自己的第{chr(0x4E00 + 31 * n)}条做法，{chr(0x5E00 + 17 * n)}字班组记在本子上。" for n in range(20)
    )
    assert likeness(form + longer, other + longer).why == "wording"


def test_books_are_compared_by_a_sample_of_their_shingles_and_books_with_articles_alike() -> None:
    book = "".join(
        f"{chr(0x4E00 + n % 9000)}{chr(0x4E00 + n * 7 % 19000)}号章程说了{chr(0x4E00 + n * 13 % 20000)}的事"
        for n in range(22_000)
    )
    whole, cut = profile(book, [], None), profile(book[: len(book) // 2], [], None)
    assert (whole.every, cut.every) == (16, 1)
    assert compare(whole, cut) == compare(cut, whole)
    assert compare(whole, cut).shared > 0.95
    assert compare(whole, profile(book + "尾声写得不长", [], None)).same
    assert len(sketch(Document("a", "a", book)).marks) == MARKS


def test_a_few_words_are_not_enough_to_be_known_by() -> None:
    assert likeness("会议通知\n\n请按时参加会议。\n", "会议通知\n\n请按时参加会议。\n").same is False


def test_a_sketch_is_small_however_long_the_text_and_shared_by_copies() -> None:
    long = "\n\n".join(f"第{n}节。" + MAY.replace("全市", chr(0x4E00 + n) + "市") for n in range(400))
    found = sketch(read(long))
    assert len(found.marks) == MARKS
    assert list(found.marks) == sorted(found.marks)
    other = sketch(read("另一个题目很不一样\n" + long))
    assert len(set(found.marks) & set(other.marks)) >= MARKS - 3
    assert sketch(read(APRIL)).wording != sketch(read(MAY)).wording
