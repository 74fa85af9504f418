from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils.translation import override

from events.models import EventKind
from networks import spoken
from networks.templatetags import kammernetz
from providers.models import Facet

BERLIN = ZoneInfo("Europe/Berlin")
NBSP = "\N{NO-BREAK SPACE}"


def at(*when):
    return datetime(*when, tzinfo=BERLIN)


def said(start, end=None, *, all_day=False, language="de"):
    with override(language):
        words = spoken.when(start, end, all_day=True) if all_day else kammernetz.day_and_time(start, end)
        return words.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("start", "end", "german", "english"),
    [
        (
            at(2027, 1, 14, 14),
            at(2027, 1, 14, 17),
            "Donnerstag, 14. Januar 2027, 14–17 Uhr",
            "Thursday, 14 January 2027, 2–5 pm",
        ),
        (
            at(2027, 1, 14, 10),
            at(2027, 1, 14, 16, 30),
            "Donnerstag, 14. Januar 2027, 10:00–16:30 Uhr",
            "Thursday, 14 January 2027, 10 am – 4:30 pm",
        ),
        (at(2027, 1, 14, 10), None, "Donnerstag, 14. Januar 2027, 10 Uhr", "Thursday, 14 January 2027, 10 am"),
        (
            at(2027, 1, 14, 11, 30),
            at(2027, 1, 14, 12),
            "Donnerstag, 14. Januar 2027, 11:30–12:00 Uhr",
            "Thursday, 14 January 2027, 11:30 am – noon",
        ),
        (
            at(2027, 1, 14, 20),
            at(2027, 1, 15),
            "Donnerstag, 14. Januar 2027, 20–24 Uhr",
            "Thursday, 14 January 2027, 8 pm – midnight",
        ),
        (
            at(2027, 1, 14, 20),
            at(2027, 1, 15, 2),
            "Donnerstag, 14. Januar 2027, 20 Uhr bis Freitag, 2 Uhr",
            "Thursday, 14 January 2027, 8 pm to Friday, 2 am",
        ),
        (
            at(2027, 1, 14, 9),
            at(2027, 1, 16, 17),
            "Donnerstag, 14. Januar 2027, 9 Uhr bis Samstag, 16. Januar 2027, 17 Uhr",
            "Thursday, 14 January 2027, 9 am to Saturday, 16 January 2027, 5 pm",
        ),
    ],
)
def test_a_date_is_said_as_people_say_it(start, end, german, english):
    assert said(start, end) == german
    assert said(start, end, language="en") == english


@pytest.mark.parametrize(
    ("start", "end", "german"),
    [
        (at(2027, 1, 14), at(2027, 1, 15), "Donnerstag, 14. Januar 2027"),
        (at(2027, 1, 14), at(2027, 1, 17), "Donnerstag, 14. bis Samstag, 16. Januar 2027"),
        (at(2027, 1, 30), at(2027, 2, 2), "Samstag, 30. Januar bis Montag, 1. Februar 2027"),
        (at(2026, 12, 30), at(2027, 1, 2), "Mittwoch, 30. Dezember 2026 bis Freitag, 1. Januar 2027"),
        (date(2027, 1, 14), date(2027, 1, 16), "Donnerstag, 14. bis Samstag, 16. Januar 2027"),
    ],
)
def test_whole_days_name_the_last_day_that_counts(start, end, german):
    assert said(start, end, all_day=True) == german


def test_stored_times_are_said_in_the_time_of_the_site_on_both_sides_of_the_clock_change():
    assert said(datetime(2027, 3, 27, 13, tzinfo=UTC)).endswith("14 Uhr")
    assert said(datetime(2027, 3, 28, 12, tzinfo=UTC)).endswith("14 Uhr")


def test_a_date_is_also_there_for_machines():
    occurrence = SimpleNamespace(
        start=at(2027, 1, 14, 14), end=at(2027, 1, 14, 17), all_day=False, zone="Europe/Berlin"
    )
    with override("de"):
        html = kammernetz.when(occurrence).replace(NBSP, " ")
    spoken = 'Donnerstag, 14. Januar 2027, <span class="nowrap">14–17 Uhr</span>'
    assert html == f'<time datetime="2027-01-14T14:00+01:00">{spoken}</time>'


def test_an_event_elsewhere_names_the_place_whose_clock_is_meant():
    london = SimpleNamespace(start=at(2027, 1, 14, 14), end=at(2027, 1, 14, 17), all_day=False, zone="Europe/London")
    with override("de"):
        assert kammernetz.when(london).replace(NBSP, " ").endswith("13–16 Uhr</span> (London)</time>")
        paris = SimpleNamespace(**{**vars(london), "zone": "Europe/Paris"})
        assert "Paris" not in kammernetz.when(paris)


def test_the_date_block_shows_the_first_and_the_last_day():
    assert kammernetz.day_number(at(2027, 1, 14, 14), at(2027, 1, 14, 17)) == "14"
    assert kammernetz.day_number(at(2027, 1, 14, 9), at(2027, 1, 16, 17)) == "14–16"
    assert kammernetz.day_number(at(2027, 1, 14, 20), at(2027, 1, 15, 2)) == "14"


def test_filters_stay_silent_about_a_date_that_is_not_there():
    template = Template("{% load kammernetz %}{{ x|day_and_time:y }}{{ x|day }}{{ x|clock }}{{ x|month_and_year }}")
    assert template.render(Context({"x": None, "y": None})) == ""


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("040 66969-100", "+494066969100"),
        ("+49 (0)40 66969 100", "+494066969100"),
        ("0049 40 66969100", "+494066969100"),
    ],
)
def test_a_phone_number_can_be_dialled(written, dialled):
    assert kammernetz.dialled(written) == dialled


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Jördis Vardenhoop", "JV"),
        ("Dr. Wiebke Elbrausch", "WE"),
        ("Şule", "Ş"),
        ("", ""),
        ("Thees O'Hartmann-Weiß", "TW"),
    ],
)
def test_initials_are_the_first_and_last_word(name, letters):
    assert kammernetz.initials(name) == letters


@pytest.mark.parametrize("code", ["en", "en-gb"])
def test_every_english_is_english(code):
    with override(code):
        assert kammernetz.translated(SimpleNamespace(tasks="Beratung", tasks_en="Advice"), "tasks") == "Advice"
        assert EventKind(name="Messe", name_en="Fair").label == "Fair"
        assert Facet(help_text="Wofür?", help_text_en="What for?").hint == "What for?"


def test_a_text_without_a_translation_falls_back_to_german():
    card = SimpleNamespace(tasks="Beratung", tasks_en="")
    with override("en"):
        assert kammernetz.translated(card, "tasks") == "Beratung"
        card.tasks_en = "Advice"
        assert kammernetz.translated(card, "tasks") == "Advice"
