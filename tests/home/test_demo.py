"""The demo: complete, repeatable, invented through and through."""

import re
from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page

from events.models import EventPage, Occurrence, Registration
from home.demo.days import Days, is_free_day
from home.demo.load.accounts import ACCOUNTS, PASSWORD, address
from home.demo.load.dates import all_events
from home.demo.pictures import LANDSCAPES, draw_landscape, draw_mark
from home.demo.writing import prose, stream
from home.models import ProjectPage
from networks.models import ContactCard, Membership, Organisation, OutboxMessage, Person
from networks.visibility import Tier
from providers.models import Listing, Offer, OfferTerm

OURS = ("home", "networks", "events", "providers", "wagtailcore", "wagtailimages", "account")

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """The demo, loaded once for all tests here and taken back after them. Midnight may strike meanwhile."""
    today = timezone.localdate()
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(today)
        yield today
        transaction.set_rollback(True)


def load_demo(today):
    call_command("demo", date=today, stdout=StringIO())


@pytest.fixture
def demo(_loaded, db):
    """The day for which it was loaded."""
    return _loaded


def count_of_everything():
    counted = (model for model in apps.get_models() if model._meta.app_label in OURS)
    return {model._meta.label: model._base_manager.count() for model in counted}


# What there is


def test_all_that_was_promised_is_there(demo):
    assert ProjectPage.objects.filter(locale__language_code="de").count() == 6
    assert Membership.objects.active().count() >= 20
    assert Listing.objects.filter(live=True).count() == 30
    assert Offer.objects.filter(live=True).count() >= 80
    assert EventPage.objects.filter(locale__language_code="de").count() >= 40


def test_dates_reach_over_a_year_and_a_half_around_today(demo):
    starts = [occurrence.start for occurrence in Occurrence.objects.order_by("start")]
    assert starts[-1] - starts[0] > timedelta(days=480)
    assert starts[0] < timezone.now() - timedelta(weeks=20)


def test_memberships_are_in_every_state(demo):
    states = Counter(membership.state for membership in Membership.objects.all())
    assert set(states) == set(Membership.State) - {Membership.State.EXCLUDED}


def test_a_company_is_in_both_networks_and_lost_one_of_its_two_editors(demo):
    assert Organisation.objects.get(slug="moehlenkolk-maschinenbau").memberships.count() == 2
    editors = Organisation.objects.get(slug="federhoop-logistik").affiliations.all()
    assert sorted(editor.is_current for editor in editors) == [False, True]


def test_full_dates_have_a_waiting_list(demo):
    waiting = Registration.objects.waiting().values_list("occurrence__title", flat=True)
    assert "Gefährdungsbeurteilungsverantwortlichenschulung" in set(waiting)


def test_one_date_is_cancelled_and_one_event_is_a_draft(demo):
    cancelled = Occurrence.objects.get(status=Occurrence.Status.CANCELLED)
    assert cancelled.cancelled_note
    assert EventPage.objects.filter(live=False).count() == 1


def test_listings_are_live_with_a_change_waiting_sent_back_and_unfinished(demo):
    live = Listing.objects.get(slug="vardenhoop")
    assert live.live
    assert live.has_unpublished_changes
    assert live.current_workflow_state
    assert not Listing.objects.filter(slug__in=["wunderkraut", "klangschmiede"], live=True).exists()


def test_a_retired_term_is_still_in_use(demo):
    assert OfferTerm.objects.filter(term__is_active=False).exists()


def test_events_lie_over_both_clock_changes():
    days = Days(date(2026, 11, 22))
    assert (days.clock_change(3), days.clock_change(10)) == (date(2027, 3, 28), date(2027, 10, 31))
    night = next(event for event in all_events(days) if event.text.slug == "nacht-mit-der-stunde-extra").dates[0]
    assert night.ends_at.timestamp() - night.starts_at.timestamp() == 9 * 60 * 60


# Twice, and on any day


def test_a_second_run_changes_nothing(demo):
    before = count_of_everything()
    told = StringIO()
    call_command("demo", stdout=told)
    assert count_of_everything() == before
    assert "everything was there already" in told.getvalue()


def test_what_an_editor_changed_stays_changed(demo):
    page = EventPage.objects.get(slug="gesundheitstag-uelzen")
    page.title = "Gesundheitstag, umbenannt"
    page.save_revision().publish()
    load_demo(demo)
    page.refresh_from_db()
    assert page.title == "Gesundheitstag, umbenannt"


def test_the_same_day_gives_the_same_content(demo):
    dates = {(event.text.title, when.starts_at) for event in all_events(Days(demo)) for when in event.dates}
    ours = EventPage.objects.filter(locale__language_code="de", imported=None)
    assert set(ours.values_list("title", "dates__starts_at")) == dates


def test_events_of_a_partner_stand_among_ours(demo):
    theirs = Occurrence.objects.filter(page__imported__calendar__name="Wirtschaftsförderung Wacholderland")
    assert theirs.visible_to(None).count() == 3
    assert {date.venue and date.venue.name for date in theirs} == {"Stadthalle an der Ilmenau", None}


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_the_content_fits_every_day_of_a_year(year):
    for number in range(0, 366, 5):
        today = date(year, 1, 1) + timedelta(days=number)
        for event in all_events(Days(today)):
            starts = [when.starts_at for when in event.dates]
            assert len(set(starts)) == len(starts), (today, event.text.slug)
            assert all(when.ends_at.timestamp() >= when.starts_at.timestamp() for when in event.dates)
            if event.guests:
                assert all(event.dates[guests.date].starts_at.date() > today for guests in event.guests)


def test_nothing_is_planned_for_a_holiday():
    for event in all_events(Days(date(2026, 11, 22))):
        planned = [when for when in event.dates if event.text.slug != "nacht-mit-der-stunde-extra"]
        assert not any(is_free_day(when.starts_at.date()) for when in planned), event.text.slug


def test_a_picture_is_the_same_each_time_and_small():
    for name in ("heide-abend", "giebel"):
        assert draw_landscape(name) == draw_landscape(name)
    assert draw_mark("vardenhoop", "VB") == draw_mark("vardenhoop", "VB")
    assert draw_mark("vardenhoop", "VB") != draw_mark("tidenruh", "TS")


def test_every_picture_says_what_is_on_it_and_weighs_at_most_40_kb(demo):
    images = list(get_image_model().objects.all())
    assert len(images) >= len(LANDSCAPES)
    assert not [image.title for image in images if not image.description or image.file_size > 40_000]


# Invented through and through


def test_phones_and_addresses_belong_to_nobody(demo):
    phones = {row.phone for model in (Person, Organisation) for row in model.objects.all() if row.phone}
    mails = {row.email for model in (Person, Organisation, Registration) for row in model.objects.all()}
    assert not [phone for phone in phones if not re.fullmatch(r"040 66969 \d{3}", phone)]
    assert not [mail for mail in mails if not mail.endswith("@heideregion.example.org")]
    assert not Organisation.objects.exclude(website="").exclude(website__endswith=".example.org").exists()


def test_providers_are_marked_as_invented(demo):
    assert not Listing.objects.exclude(title__endswith="(Demo)").exists()


def test_no_mail_of_the_demo_waits_to_be_sent(demo):
    assert OutboxMessage.objects.exists()
    assert not OutboxMessage.objects.exclude(state=OutboxMessage.State.SENT).exists()


def test_every_page_says_that_it_is_a_demo(demo, client):
    assert "demo-banner" in client.get("/").content.decode()


def test_contacts_are_views_of_people(demo):
    assert ContactCard.objects.exclude(affiliation__person__phone="").count() == ContactCard.objects.count()


# Everybody may come in


def test_it_says_how_to_get_in(demo, client):
    told = StringIO()
    call_command("demo", stdout=told)
    assert PASSWORD in told.getvalue()
    for name, *_ in ACCOUNTS:
        assert address(name) in told.getvalue()
        assert client.login(username=address(name), password=PASSWORD)


def test_every_public_page_answers_in_its_language(demo, client):
    refused = {page.url: client.get(page.url).status_code for page in _public_pages()}
    assert {url for url, status in refused.items() if status != 200} == set()
    assert len(refused) > 100


def test_pages_for_members_do_not_answer_strangers(demo, client):
    closed = EventPage.objects.live().exclude(visibility=Tier.PUBLIC)
    assert closed.count() >= 4
    answers = {client.get(page.url).status_code for page in closed}
    assert not answers & {200, 500}


def _public_pages():
    hidden = EventPage.objects.exclude(visibility=Tier.PUBLIC).values("pk")
    pages = Page.objects.live().filter(depth__gt=1).exclude(pk__in=hidden)
    return pages.exclude(slug="kreienmoor-verpackungen").specific()


# How it is written


def test_prose_becomes_paragraphs_headings_and_lists():
    text = "Erst **das**.\n\n## Dann\n\n- eins\n- zwei\n  weiter"
    assert prose(text) == "<p>Erst <b>das</b>.</p><h2>Dann</h2><ul><li>eins</li><li>zwei weiter</li></ul>"


def test_headings_divide_a_text_into_blocks():
    assert stream("A\n\n## B\n\nC") == [("text", "<p>A</p>"), ("heading", "B"), ("text", "<p>C</p>")]
