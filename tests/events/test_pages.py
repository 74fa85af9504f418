"""The page of an event."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from events import actions
from events.models import EventDate, Occurrence

from .dates import register
from .stories import berlin, draft_event, in_days, make_index, make_venue, only_date, publish, publish_event

pytestmark = pytest.mark.django_db


def shown(client, page, status=200):
    response = client.get(page.get_url())
    assert response.status_code == status
    return response.content.decode()


def register_url(page):
    return reverse("events:register", args=[only_date(page).uid])


def test_a_page_says_when_where_and_for_how_much(client, health):
    page = publish_event(in_days(14), venue=make_venue(), networks=[health], cost="20 Euro", summary="Zwei Sätze.")
    html = shown(client, page)
    for words in ("Gesundheitstag Uelzen", "14–16", "Kurhaus, Markt 1, 29525 Uelzen", "20 Euro", "Zwei Sätze."):
        assert words in html
    assert "Unternehmen Gesundheit" in html
    assert html.count("<h1") == 1


def test_a_public_network_is_named_where_its_translation_is_private(client, health, english):
    page = publish_event(networks=[health])
    foreign = publish(page.copy_for_translation(english, copy_parents=True))
    translation = health.copy_for_translation(english, copy_parents=True)
    translation.title = "Healthy Companies"
    translation.save_revision().publish()
    assert "Healthy Companies" in shown(client, foreign)
    PageViewRestriction.objects.create(page=translation, restriction_type="login")
    html = shown(client, foreign)
    assert "Unternehmen Gesundheit" in html
    assert "Healthy Companies" not in html


def test_the_ways_into_the_place_are_said_as_far_as_they_are_known(client):
    venue = make_venue(step_free="yes", hearing_loop="no", access_notes="Klingel links.")
    html = shown(client, publish_event(venue=venue))
    assert "Stufenloser Zugang" in html
    assert "Klingel links." in html
    assert "Barrierefreies WC" not in html


def test_one_can_register_and_save_the_date(client):
    page = publish_event(capacity=3)
    html = shown(client, page)
    assert register_url(page) in html
    assert reverse("events:occurrence_ics", args=[only_date(page).uid]) in html
    assert "3 von 3 Plätzen sind frei." in html


def test_a_full_date_offers_the_waiting_list(client):
    page = publish_event(capacity=1)
    register(only_date(page))
    html = shown(client, page)
    assert "Auf die Warteliste" in html
    assert register_url(page) in html


def test_a_full_date_without_a_waiting_list_leads_on(client):
    page, other = publish_event(capacity=1, waiting_list=False), publish_event(in_days(30), title="Der nächste")
    register(only_date(page))
    html = shown(client, page)
    assert register_url(page) not in html
    assert other.get_url() in html


def test_registration_that_has_closed_is_said_with_the_next_date(client):
    page, other = publish_event(registration_closes_at=in_days(-1)), publish_event(in_days(30), title="Der nächste")
    html = shown(client, page)
    assert "Die Anmeldung ist beendet." in html
    assert register_url(page) not in html
    assert other.get_url() in html


def test_registration_that_opens_later_is_said(client):
    html = shown(client, publish_event(registration_opens_at=in_days(2, hour=9)))
    assert "Die Anmeldung öffnet" in html


def test_a_past_event_says_so_and_leads_on(client):
    page, other = publish_event(in_days(-14)), publish_event(in_days(30), title="Der nächste")
    html = shown(client, page)
    assert "Diese Veranstaltung ist vorbei." in html
    assert register_url(page) not in html
    assert other.get_url() in html


def test_a_cancelled_date_is_said_with_its_note(client):
    page = publish_event()
    actions.cancel_occurrence(occurrence=only_date(page), note="Die Referentin ist erkrankt.", reason="intern")
    html = shown(client, page)
    assert "Abgesagt" in html
    assert "Die Referentin ist erkrankt." in html
    assert "intern" not in html
    assert register_url(page) not in html


def test_registration_elsewhere_leads_there(client):
    html = shown(client, publish_event(registration="external", external_url="https://tickets.example.org/"))
    assert "https://tickets.example.org/" in html


def test_each_of_several_dates_can_be_booked(client):
    page = publish_event(in_days(14), in_days(21))
    html = shown(client, page)
    for date in page.occurrences.all():
        assert reverse("events:register", args=[date.uid]) in html


def test_the_link_to_the_meeting_is_for_people_with_a_place(client, bob, carol):
    page = publish_event(attendance="online", online_url="https://meet.example.org/geheim", capacity=1)
    register(only_date(page), "Bob", user=bob)
    register(only_date(page), "Carol", user=carol)
    assert "geheim" not in shown(client, page)
    client.force_login(carol)
    assert "geheim" not in shown(client, page)
    client.force_login(bob)
    response = client.get(page.get_url())
    assert "geheim" in response.content.decode()
    assert "private" in response["Cache-Control"]


def test_the_link_to_the_meeting_goes_with_the_date(client, bob, carol):
    url = "https://meet.example.org/geheim"
    page = publish_event(in_days(7), in_days(14), in_days(21), attendance="online", online_url=url)
    first, second, _third = page.occurrences.order_by("start")
    for date, person in ((first, bob), (second, carol)):
        register(date, person.first_name, user=person)
        client.force_login(person)
        assert "geheim" in shown(client, page)
    Occurrence.objects.filter(pk=first.pk).update(start=in_days(-2), end=in_days(-1))
    actions.cancel_occurrence(occurrence=second)
    for person in (bob, carol):
        client.force_login(person)
        assert "geheim" not in shown(client, page)


def test_a_page_without_a_date_says_that_none_is_fixed(client):
    assert "Der Termin steht noch nicht fest." in shown(client, publish(draft_event()))


def test_the_preview_of_a_draft_shows_its_dates(rf, health):
    page = draft_event(berlin(2027, 1, 14, 14), networks=[health])
    page.dates = [EventDate(starts_at=berlin(2027, 1, 15, 9))]
    response = page.make_preview_request()
    html = response.render().content.decode() if hasattr(response, "render") else response.content.decode()
    assert "15." in html
    assert "Januar 2027" in html


def test_programme_and_pictures_are_shown(client):
    page = draft_event(in_days(14))
    page.programme = [
        ("item", {"starts": "10:00", "ends": "11:30", "title": "Gesund führen", "speaker": "", "text": ""})
    ]
    page.body = [("text", "<p>Über die Pausen.</p>")]
    html = shown(client, publish(page))
    assert "Gesund führen" in html
    assert "10:00–11:30" in html
    assert "Über die Pausen." in html


def test_an_english_page_speaks_english(client, english):
    page = publish_event()
    translated = page.copy_for_translation(english, copy_parents=True)
    translated.title = "Health day"
    html = shown(client, publish(translated))
    assert "Secure a place" in html
    assert "Health day" in html
    assert f"/en/kalender/anmeldung/{only_date(page).uid}/" in html


@pytest.mark.parametrize("count", [1, 40])
def test_a_page_costs_the_same_with_one_date_and_with_many(client, count, django_assert_max_num_queries, health):
    page = publish_event(*[in_days(days) for days in range(1, count + 1)], networks=[health])
    client.get(page.get_url())
    with django_assert_max_num_queries(40):
        client.get(page.get_url())


def test_a_network_leads_to_no_list_that_is_closed(client, health):
    index, address = make_index(), f'{make_index().url}?netzwerk={health.slug}"'
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    publish_event(parent=index, networks=[health])
    html = client.get(health.url).content.decode()
    assert address in html
    assert f"{index.url}?" not in html
