"""The sum that browsers do for a form: ours alone, good for a while, and once. Without it the form works as well."""

import shutil
import subprocess
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import time_machine
from django import forms
from django.core.cache import cache
from django.core.signing import TimestampSigner

from networks import puzzles
from networks.checks import check_settings
from networks.guards import GuardedForm, Limits, new_key, too_many
from networks.models import FormUse
from tools.machine import Missing

SCRIPT = Path(__file__).resolve().parents[2] / "networks/static/networks/puzzle.js"
BITS = 8


class LetterForm(GuardedForm):
    form_name = "letter"

    email = forms.EmailField(required=False)


@pytest.fixture
def asked(settings):
    """The operator asks for a small sum; forms may come back at once."""
    settings.NETWORKS_FORM_PUZZLE_BITS = BITS
    settings.NETWORKS_FORM_MINIMUM_SECONDS = settings.NETWORKS_FORM_SECONDS_WITHOUT_PUZZLE = 0
    return settings


def sent(puzzle="", answer="", email="ada@example.org"):
    form = LetterForm({"email": email, "key": new_key(), "puzzle": puzzle, "puzzle_answer": answer})
    form.is_valid()
    return form


def solved(**more):
    puzzle = puzzles.new_puzzle(BITS)
    return sent(puzzle, puzzles.solve(puzzle), **more)


def is_one_too_many(form, rf, client="203.0.113.7"):
    return form.is_one_too_many(rf.post("/", REMOTE_ADDR=client))


def test_without_the_setting_no_form_asks_for_anything(settings):
    assert settings.NETWORKS_FORM_PUZZLE_BITS == 0
    form = LetterForm()
    assert "puzzle" not in form.fields
    assert str(form.media) == ""


def test_a_form_brings_a_puzzle_and_the_script(asked):
    form = LetterForm()
    assert puzzles.head_of(form["puzzle"].value())
    assert "data-puzzle" in str(form["puzzle"])
    assert "/static/networks/puzzle.js" in str(form.media)
    assert 'type="hidden"' in str(form["puzzle_answer"])


def test_an_answer_begins_with_so_many_zero_bits():
    puzzle = puzzles.new_puzzle(12)
    answer = puzzles.solve(puzzle)
    digest = sha256(f"{puzzle.partition(':')[0]}.{answer}".encode()).hexdigest()
    assert digest.startswith("000")


@pytest.mark.parametrize("answer", ["", "0" * 20, "-1", "1e3", " 1", "１２", "\x00", "x"])
def test_what_is_no_number_is_no_answer(answer):
    assert not puzzles.is_answer(f"{'a' * 32}.0", answer)


@pytest.mark.django_db
def test_a_puzzle_is_good_once(asked, rf):
    asked.NETWORKS_FORM_LIMIT_WITHOUT_PUZZLE = 1
    puzzle = puzzles.new_puzzle(BITS)
    answer = puzzles.solve(puzzle)
    uses = [is_one_too_many(sent(puzzle, answer), rf) for _time in range(3)]
    assert uses == [False, False, True]
    assert FormUse.objects.exclude(puzzle=None).count() == 1


@pytest.mark.parametrize(
    "made",
    ["", "made-up", f"{'a' * 32}.0", TimestampSigner(salt="other").sign(f"{'a' * 32}.0")],
    ids=["nothing", "made-up", "unsigned", "signed for another use"],
)
def test_only_ours_count_and_others_are_exchanged(asked, made):
    form = sent(made, "1")
    assert form.is_valid()
    assert form.solved is None
    assert puzzles.head_of(form["puzzle"].value())
    assert form["puzzle_answer"].value() == ""


def test_a_puzzle_ends_after_two_hours(asked):
    with time_machine.travel("2027-01-04 10:00", tick=False) as clock:
        puzzle = puzzles.new_puzzle(BITS)
        answer = puzzles.solve(puzzle)
        clock.shift(timedelta(minutes=119))
        assert sent(puzzle, answer).solved
        clock.shift(timedelta(minutes=2))
        late = sent(puzzle, answer)
        assert late.solved is None
        assert late["puzzle"].value() != puzzle


def test_after_a_mistake_the_answer_stays(asked):
    puzzle = puzzles.new_puzzle(BITS)
    form = sent(puzzle, puzzles.solve(puzzle), email="no address")
    assert not form.is_valid()
    assert (form["puzzle"].value(), bool(form["puzzle_answer"].value())) == (puzzle, True)


# Without a script


@pytest.mark.django_db
def test_whoever_has_no_script_gets_in_too(asked, rf):
    form = sent(puzzles.new_puzzle(BITS))
    assert form.is_valid()
    assert not is_one_too_many(form, rf)


@pytest.mark.django_db
def test_within_narrower_limits_which_those_with_an_answer_do_not_touch(asked, rf):
    asked.NETWORKS_FORM_LIMIT_WITHOUT_PUZZLE = 2
    assert not any(is_one_too_many(solved(email=f"p{n}@example.org"), rf) for n in range(5))
    without = [is_one_too_many(sent(email=f"q{n}@example.org"), rf) for n in range(3)]
    assert without == [False, False, True]
    assert not is_one_too_many(solved(email="r@example.org"), rf)
    assert not is_one_too_many(sent(email="s@example.org"), rf, client="203.0.113.8")


def test_and_not_faster_than_a_person(asked):
    asked.NETWORKS_FORM_SECONDS_WITHOUT_PUZZLE = 10
    assert solved().is_valid()
    form = sent()
    assert form.has_error("__all__", "fast")


@pytest.mark.django_db
def test_the_limits_hold_while_the_cache_is_down(asked, rf, monkeypatch):
    def gone(*_args, **_kwargs):
        raise ConnectionError

    for name in ("get", "set", "add", "incr"):
        monkeypatch.setattr(cache, name, gone)
    asked.NETWORKS_FORM_LIMIT_WITHOUT_PUZZLE = 1
    assert [is_one_too_many(sent(), rf) for _time in range(2)] == [False, True]
    assert not is_one_too_many(solved(), rf)


@pytest.mark.django_db
def test_other_uses_are_not_asked_for_a_puzzle(asked):
    asked.NETWORKS_FORM_LIMIT_WITHOUT_PUZZLE = 1
    uses = [too_many(form="address", email="a", client="203.0.113.7", limits=Limits(9, 9)) for _time in range(3)]
    assert uses == [False] * 3


@pytest.mark.parametrize("bits", [-1, 25, "17"])
def test_a_sum_that_nobody_can_do_is_refused_at_start(settings, bits):
    settings.NETWORKS_FORM_PUZZLE_BITS = bits
    assert [error.id for error in check_settings(None)] == ["networks.E004"]


# The script


def worker(*puzzles_):
    """What the browser's worker answers."""
    node = shutil.which("node")
    if node is None:
        raise Missing("no Node.js")
    play = """
        const { readFileSync } = require("node:fs");
        globalThis.self = { postMessage: (answer) => console.log(answer) };
        (0, eval)(readFileSync(process.argv[1], "utf-8"));
        process.argv.slice(2).forEach((data) => self.onmessage({ data }));
    """
    run = subprocess.run([node, "-e", play, SCRIPT, *puzzles_], capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_the_script_finds_the_same_answers():
    made = [puzzles.new_puzzle(bits) for bits in (0, 1, 4, 8, 11, 12, 13)]
    assert worker(*made) == [puzzles.solve(puzzle) for puzzle in made]
