"""The table of `docs/calendar.md` cannot lie: all 66 points stand in it, and each test that it names is there."""

import re

from tests.servers import ROOT

ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)


def rows():
    return ROW.findall((ROOT / "docs" / "calendar.md").read_text())


def test_all_points_are_there():
    assert [int(number) for number, *_words in rows()] == list(range(1, 67))


def test_each_point_names_a_test_or_a_reason():
    for number, _point, how, test in rows():
        assert "`test_" in test or how.startswith("left out: "), number


def test_each_named_test_exists():
    written = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    known = set(re.findall(r"^def (test_\w+)\(", written, re.MULTILINE))
    named = {name for *_words, test in rows() for name in re.findall(r"`(test_\w+)`", test)}
    assert named - known == set()
