"""What stands in a cell stays text, also in programs that take some texts for formulas."""

import pytest

from networks.exports import defused

EVIL = ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", " =HYPERLINK(1)"]


@pytest.mark.parametrize("evil", EVIL)
def test_the_csv_shows_formulas_as_text(evil):
    assert defused(evil) == f"'{evil}"


def test_phone_numbers_and_ordinary_text_stay_as_they_are():
    for value in ("+49 (0)40 66969-100", "Jördis", "", "a=b", 7, None):
        assert defused(value) == value
