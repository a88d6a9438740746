"""Numbers as Chinese text writes them."""

from __future__ import annotations

import pytest

from qdtui.text.number import parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,345.6", 12345.6),
        ("1.3万亿", 1.3e12),
        ("10.36百亿亿", 1.036e19),
        ("3亿5千万", 3.5e8),
        ("两万", 2e4),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("三千五百", 3500),
        ("千万", 1e7),
        ("千亿", 1e11),
        ("一亿二千万", 1.2e8),
        ("二〇二五", 2025),
        ("三分之一", 1 / 3),
        ("2/3", 2 / 3),
    ],
)
def test_value(text: str, value: float) -> None:
    assert parse_number(text) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("text", ["", "多", "数十", "5G", "1.2.3", "-"])
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None
