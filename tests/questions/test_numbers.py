"""Numbers are read as people type them."""

from decimal import Decimal

import pytest

from literacy.questions.numbers import in_digits, read_number


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("16", "16", id="plain"),
        pytest.param(" 16 ", "16", id="spaces around"),
        pytest.param("0.9", "0.9", id="point"),
        pytest.param("0,9", "0.9", id="comma"),
        pytest.param("0,900", "0.9", id="comma after nothing"),
        pytest.param(".5", "0.5", id="no zero"),
        pytest.param("1,400", "1400", id="American thousands"),
        pytest.param("1.400", "1.4", id="a point is a point"),
        pytest.param("1,400.5", "1400.5", id="comma and point"),
        pytest.param("1.400,5", "1400.5", id="point and comma"),
        pytest.param("1,400,000", "1400000", id="commas"),
        pytest.param("1.400.000", "1400000", id="points"),
        pytest.param("1 400", "1400", id="space"),
        pytest.param("1\u2009400", "1400", id="thin space"),
        pytest.param("1\u202f400,5", "1400.5", id="narrow space and comma"),
        pytest.param("1\u00a0400\u00a0000", "1400000", id="no-break spaces"),
        pytest.param("1'400", "1400", id="Swiss"),
        pytest.param("\u22125", "-5", id="real minus"),
        pytest.param("€90", "90", id="currency before"),
        pytest.param("-€90", "-90", id="minus and currency"),
        pytest.param("90 €", "90", id="currency after"),
        pytest.param("40%", "40", id="percent"),
        pytest.param("16 Seconds", "16", id="unit"),
    ],
)
def test_a_number_is_read(typed: str, value: str) -> None:
    assert read_number(typed, unit="seconds") == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "1 4",
        "1,2,3",
        "12,34,567.8.9",
        "1e5",
        "10²",
        "١٦",
        "--5",
        "1-2",
        "5 bananas",
        "9" * 41,
    ],
)
def test_what_is_no_number_is_not_guessed(typed: str) -> None:
    assert read_number(typed, unit="seconds") is None


@pytest.mark.parametrize(
    ("value", "printed"),
    [("1400", "1,400"), ("0.90", "0.9"), ("20", "20"), ("1400.50", "1,400.5"), ("0", "0")],
)
def test_a_number_is_printed_as_the_course_does(value: str, printed: str) -> None:
    assert in_digits(Decimal(value)) == printed
