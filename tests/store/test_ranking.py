"""The order of what a search found: what a person meets first, and which copy stands for the others."""

from __future__ import annotations

from array import array

import pytest

from qdtui.store.ranking import Matches, ranked
from qdtui.store.sizes import NO_DAY, Shelf, Size


def size(days: dict[int, int], copies: dict[int, tuple[str, int]] | None = None) -> Size:
    return Size(len(days), 10.0, 100, Shelf(list(days), [10] * len(days), list(days.values()), copies or {}))


def test_of_equally_good_documents_the_later_comes_first_and_those_without_a_day_last() -> None:
    found = dict.fromkeys(range(4), (1.0, 2.0))
    assert [number for number, _ in ranked(found, size({0: NO_DAY, 1: -5, 2: 7, 3: 7}), 9)[0]] == [2, 3, 1, 0]


def test_documents_with_the_words_as_written_come_before_better_scores() -> None:
    assert ranked({0: (0, 9.0), 1: (1, 1.0)}, size({0: 0, 1: 0}), 1) == ([(1, 1.0)], 2)


def test_the_first_copy_that_is_found_stands_for_its_work_and_all_are_shown_when_asked_for() -> None:
    copies = {0: ("w", 1), 1: ("w", 2), 2: ("w", 3)}
    found = {1: (0, 1.0), 2: (0, 3.0), 3: (0, 2.0)}
    days = dict.fromkeys(range(4), 0)
    assert ranked(found, size(days, copies), 9) == ([(3, 2.0), (1, 1.0)], 2)
    assert ranked(found, size(days, copies), 9, all_copies=True) == ([(2, 3.0), (3, 2.0), (1, 1.0)], 3)


def test_a_document_must_fill_all_slots_of_all_words_or_all_of_any_word() -> None:
    slots = [{1: 1, 2: 1}, {2: 1, 3: 1}, {3: 4, 4: 1}]
    matched = Matches(slots, [[0, 1], [2]], size(dict.fromkeys(range(5), 0)))
    assert matched.every() == set()
    assert matched.some() == {2, 3, 4}
    assert [matched.filled(number) for number in (0, 2, 3)] == [0, 2, 2]


def test_a_rare_word_and_one_that_stands_often_in_a_document_weigh_more() -> None:
    many = dict.fromkeys(range(20), 1)
    matched = Matches([many | {5: 3}, {6: 1, 7: 1}], [[0], [1]], size(dict.fromkeys(range(40), 0)))
    scores = matched.scores([4, 5, 7, 30])
    assert scores[7] > scores[5] > scores[4] > scores[30] == 0


@pytest.mark.parametrize("numbers", [[3, 0, 5], [3, 0, 10**12]], ids=["with a gap", "far apart"])
def test_numbers_of_documents_may_have_gaps(numbers: list[int]) -> None:
    shelf = Shelf(numbers, [30, 1, 50], [7, 8, 9], {})
    assert [shelf.length(number) for number in numbers] == [30, 1, 50]
    assert [shelf.published(number) for number in numbers] == [7, 8, 9]
    assert [sum(first <= number <= last for first, last in shelf.stretches()) for number in numbers] == [1, 1, 1]
    assert isinstance(shelf._days, array) == (max(numbers) < 10)
