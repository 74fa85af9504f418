"""The editor's side: the form of an event, the list of dates, what cannot be deleted."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from events import actions
from events.errors import Busy
from events.models import EventKind, EventPage, Invitation, Occurrence
from events.walltime import NoSuchTime, instant, wall_time
from networks import spoken

from .dates import register
from .invited import invite
from .stories import an_index, berlin, draft_event, in_days, make_venue, only_date, publish, publish_event

pytestmark = pytest.mark.django_db


def a_form(*dates, publish=True, initial=0, **fields):
    rows = [{"zone": "Europe/Berlin", "all_day": "", "ends_at": "", "key": "", "id": ""} | date for date in dates]
    data = {
        "title": "Gesundheitstag",
        "slug": "gesundheitstag",
        "summary": "",
        "kind": EventKind.objects.get(slug="gesundheitstag").pk,
        "attendance": "in_person",
        "venue": "",
        "online_url": "",
        "registration": "here",
        "audience": "all",
        "held_for_members": "0",
        "moving_up": "at_once",
        "news": "daily",
        "offer_working_days": "2",
        "moves_until_hours": "0",
        "cancel_until_hours": "0",
        "visibility": "public",
        "body": streamfield([]),
        "programme": streamfield([]),
        "questions": streamfield([]),
        "dates": inline_formset(rows, initial=initial),
        "reminders": inline_formset([]),
        "wagtail_admin_comments": inline_formset([]),
        "waiting_list": "on",
    } | fields
    return nested_form_data(data) | ({"action-publish": "1"} if publish else {})


def add(client, *dates, **fields):
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", an_index().pk])
    return client.post(address, a_form(*dates, **fields))


def errors(response):
    assert response.status_code == 200, response.headers.get("Location")
    form = response.context["form"]
    rows = [error for row in form.formsets["dates"].errors for error in row.items()]
    return {name: str(text[0]) for name, text in [*form.errors.items(), *rows]}


@pytest.fixture
def editor(client, eve):
    client.force_login(eve)
    return client


def a_day(days=14, hour=14):
    return {"starts_at": in_days(days, hour).strftime("%Y-%m-%d %H:%M")}


def test_a_new_event_asks_strangers_to_confirm_their_address_unless_its_editor_says_otherwise(editor):
    new = reverse("wagtailadmin_pages:add", args=["events", "eventpage", an_index().pk])
    assert editor.get(new).context["form"]["confirm_address"].value() is True
    page = publish_event(confirm_address=False)
    assert (
        editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]["confirm_address"].value()
        is False
    )


def test_title_kind_day_and_place_are_enough_to_publish(editor):
    response = add(editor, a_day(), venue=make_venue().pk)
    assert response.status_code == 302
    assert only_date(EventPage.objects.get()).local_start.hour == 14


def test_up_to_three_reminders_are_set_with_the_event(editor):
    times = [{"amount": amount, "unit": unit, "id": ""} for amount, unit in (("7", "days"), ("2", "hours"))]
    assert add(editor, a_day(), venue=make_venue().pk, reminders=inline_formset(times)).status_code == 302
    page = EventPage.objects.get()
    assert [(reminder.amount, reminder.unit) for reminder in page.reminders.all()] == [(2, "hours"), (7, "days")]


def test_the_form_offers_each_published_network_once_and_what_is_chosen(editor, health, training, english):
    health.copy_for_translation(english, copy_parents=True).save_revision().publish()
    training.unpublish()
    page = publish_event()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    offered = lambda: list(editor.get(address).context["form"].fields["networks"].queryset)  # noqa: E731
    assert [network.pk for network in offered()] == [health.pk]
    page.networks = [training]
    publish(page)
    assert {network.pk for network in offered()} == {health.pk, training.pk}


def test_the_form_has_four_tabs_and_a_hidden_key(editor):
    page = publish_event()
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    for tab in ("Inhalt", "Termine und Ort", "Anmeldung", "Sichtbarkeit"):
        assert tab in html
    key = page.dates.get().key
    assert re.search(rf'<input type="hidden" name="dates-0-key" value="{key}"', html)
    assert re.search(r'<input type="hidden" name="dates-__prefix__-key"(?! value)', html)


def test_a_draft_may_be_unfinished(editor):
    response = add(editor, {"starts_at": ""}, publish=False, kind="")
    assert response.status_code == 302
    assert not EventPage.objects.get().live


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"attendance": "online"}, "online_url"),
        ({"venue": ""}, "venue"),
        ({"kind": ""}, "kind"),
        ({"registration": "external"}, "external_url"),
        (
            {"registration_opens_at": "2027-01-02 09:00", "registration_closes_at": "2027-01-01 09:00"},
            "registration_closes_at",
        ),
        ({"registration_closes_at": "2099-01-01 09:00"}, "registration_closes_at"),
    ],
)
def test_what_would_mislead_is_said_beside_its_field(editor, fields, field):
    assert field in errors(add(editor, a_day(), **({"venue": make_venue().pk} | fields)))
    assert not Occurrence.objects.exists()


def test_registration_needs_a_date(editor):
    assert "registration" in errors(add(editor, venue=make_venue().pk))
    assert add(editor, venue=make_venue().pk, registration="none").status_code == 302


def test_an_end_before_the_beginning_is_refused(editor):
    found = errors(add(editor, {"starts_at": "2027-01-14 14:00", "ends_at": "2027-01-14 13:00"}, venue=make_venue().pk))
    assert found["ends_at"] == "Das Ende muss nach dem Beginn liegen."


def test_an_hour_that_does_not_exist_is_refused_with_a_reason(editor):
    found = errors(add(editor, {"starts_at": "2027-03-28 02:30"}, venue=make_venue().pk))
    assert "Uhr wird in dieser Nacht vorgestellt" in found["starts_at"]


def test_a_time_is_meant_in_the_zone_that_is_chosen(editor):
    add(editor, {"starts_at": "2027-01-14 14:00", "zone": "Europe/London"}, venue=make_venue().pk)
    assert Occurrence.objects.get().start == berlin(2027, 1, 14, 15)


def edit(client, page, *dates, **fields):
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        a_form(*dates, **({"slug": page.slug, "venue": make_venue().pk} | fields)),
    )


def test_a_date_moved_in_the_form_stays_the_same_date(editor):
    page = publish_event()
    date, row = only_date(page), page.dates.get()
    response = edit(editor, page, {"id": row.pk, "key": row.key} | a_day(30, 9), initial=1)
    assert response.status_code == 302
    moved = only_date(page)
    assert moved.uid == date.uid
    assert moved.start > date.start


def test_a_date_added_in_drafts_keeps_its_key_until_it_is_published_and_after(editor):
    """Rows that no draft has stored yet have no primary key; only the hidden key tells who they are."""
    page = publish_event()
    row = page.dates.get()
    old = {"id": row.pk, "key": row.key} | a_day(14)
    edit(editor, page, old, a_day(21), initial=1, publish=False)
    draft = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    new = next(date for date in draft.dates.all() if date.key != row.key)
    edit(editor, page, old, {"key": new.key} | a_day(22), initial=2, publish=False)
    draft = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert {d.key for d in draft.dates.all()} == {row.key, new.key}
    edit(editor, page, old, {"key": new.key} | a_day(23), initial=2)
    assert {o.key for o in page.occurrences.published()} == {row.key, new.key}


def test_two_new_rows_are_two_dates(editor):
    assert add(editor, a_day(14), a_day(21), venue=make_venue().pk).status_code == 302
    assert Occurrence.objects.count() == 2


def test_fewer_places_than_people_are_refused(editor):
    page = publish_event(capacity=3)
    for name in ("Malte", "Aylin"):
        register(only_date(page), name)
    row = page.dates.get()
    found = errors(edit(editor, page, {"id": row.pk, "key": row.key} | a_day(), initial=1, capacity=1))
    assert found["capacity"].startswith("2 Personen haben einen Platz")


def test_the_repeated_hour_is_kept_when_the_form_is_saved_again():
    again = berlin(2027, 10, 31, 2, 30).replace(fold=1)
    shown = wall_time(again, "Europe/Berlin")
    assert instant(shown, "Europe/Berlin", meant=again) == again
    assert instant(shown, "Europe/Berlin") == berlin(2027, 10, 31, 2, 30)
    with pytest.raises(NoSuchTime):
        instant(berlin(2027, 3, 28, 2, 30).replace(tzinfo=None), "Europe/Berlin")


def test_texts_of_an_event_can_be_written(editor):
    body = streamfield([("text", rich_text("<p>Über die Pausen.</p>"))])
    add(editor, a_day(), venue=make_venue().pk, body=body)
    assert "Über die Pausen." in str(EventPage.objects.get().body)


# The list of dates


def listed(client, **query):
    html = client.get(reverse("dates:index"), query).content.decode()
    return [title for title in ("Rückentag", "Lehrgang", "Rückblick") if title in html]


def test_the_list_shows_places_and_what_is_to_come(editor, health):
    page = publish_event(title="Rückentag", capacity=3, networks=[health])
    publish_event(in_days(-3), title="Rückblick")
    register(only_date(page))
    html = editor.get(reverse("dates:index")).content.decode()
    assert "1 / 3" in html
    assert spoken.day(only_date(page).local_start) in html
    assert "findet statt" in html
    assert "Unternehmen Gesundheit" in html
    assert listed(editor) == ["Rückentag"]
    assert listed(editor, when="past") == ["Rückblick"]
    assert listed(editor, when="all") == ["Rückentag", "Rückblick"]


def test_coordinators_see_and_cancel_the_dates_of_their_networks_only(client, ada, health, training):
    mine, other = (
        publish_event(title="Rückentag", networks=[health]),
        publish_event(title="Lehrgang", networks=[training]),
    )
    client.force_login(ada)
    assert listed(client) == ["Rückentag"]
    assert client.post(reverse("dates:cancel", args=[only_date(other).pk]), {}).status_code == 404
    assert client.post(reverse("dates:cancel", args=[only_date(mine).pk]), {"note": "Sturm"}).status_code == 302
    assert only_date(mine).is_cancelled
    assert not only_date(other).is_cancelled


def test_cancelling_while_the_database_is_busy_keeps_what_was_typed(editor, monkeypatch):
    def busy(**_details):
        raise Busy

    monkeypatch.setattr(actions, "cancel_occurrence", busy)
    address = reverse("dates:cancel", args=[only_date(publish_event()).pk])
    response = editor.post(address, {"note": "Die Referentin ist erkrankt."})
    assert response.status_code == 200
    assert "noch einmal" in response.content.decode()
    assert "Die Referentin ist erkrankt." in response.content.decode()


@pytest.mark.parametrize("changes", [{"status": "cancelled"}, {"published": False}, {"end": berlin(2020, 1, 1)}])
def test_what_is_over_cancelled_or_taken_away_cannot_be_cancelled(db, changes):
    date = only_date(publish_event())
    assert date.can_be_cancelled
    for name, value in changes.items():
        setattr(date, name, value)
    assert not date.can_be_cancelled


def test_cancelling_asks_first_and_tells_how_many_get_a_mail(editor):
    page = publish_event()
    register(only_date(page))
    address = reverse("dates:cancel", args=[only_date(page).pk])
    html = editor.get(address).content.decode()
    assert "1 Person" in html
    assert not only_date(page).is_cancelled
    editor.post(address, {"note": "Die Referentin ist erkrankt.", "reason": "krank"})
    date = only_date(page)
    assert (date.cancelled_note, date.cancelled_reason) == ("Die Referentin ist erkrankt.", "krank")
    assert editor.post(address, {"note": "Anders"}).status_code == 302
    assert only_date(page).cancelled_note == "Die Referentin ist erkrankt."


@pytest.mark.parametrize("action", ["cancel", "message"])
def test_the_heading_says_what_is_done_to_which_date_and_leads_back_to_the_list(editor, action):
    date = only_date(publish_event(title="Rückentag"))
    html = BeautifulSoup(editor.get(reverse(f"dates:{action}", args=[date.pk])).content, "html.parser")
    doing = {"cancel": "Termin absagen", "message": "An Teilnehmende schreiben"}[action]
    assert html.h1.get_text(" ", strip=True) == f"{doing}: Rückentag, {date.spoken_time}"
    assert html.select_one("main h2.w-h1").string == doing
    assert html.select(f'[data-w-breadcrumbs-target] a[href="{reverse("dates:index")}"]')


def test_a_filter_that_nobody_chose_has_no_chip(editor):
    publish_event()
    chips = lambda query: [  # noqa: E731
        chip.get_text(" ", strip=True).split(" ")[-1]
        for chip in BeautifulSoup(editor.get(reverse("dates:index") + query).content, "html.parser").select(".w-pill")
        if "nicht benachrichtigt" in chip.get_text()
    ]
    assert (chips(""), chips("?to_tell=true"), chips("?to_tell=false")) == ([], ["Ja"], ["Nein"])


def test_members_and_strangers_have_no_business_there(client, bob):
    assert client.get(reverse("dates:index")).status_code == 302
    client.force_login(bob)
    assert client.get(reverse("dates:index")).status_code in {302, 403}


def test_the_list_costs_the_same_with_one_date_and_with_many(editor, django_assert_max_num_queries, health, uelzen):
    publish_event(*[in_days(days) for days in range(1, 40)], networks=[health], districts=[uelzen])
    editor.get(reverse("dates:index"))
    with django_assert_max_num_queries(45):
        editor.get(reverse("dates:index"))


@pytest.mark.parametrize("name", ["events_venue", "events_eventkind"])
def test_venues_and_kinds_have_lists_and_forms(editor, name):
    make_venue()
    for view in ("list", "add"):
        assert editor.get(reverse(f"wagtailsnippets_{name}:{view}")).status_code == 200


# What cannot be deleted


@pytest.fixture
def registered(db):
    page = publish_event()
    register(only_date(page))
    return page


def test_a_page_with_registrations_is_not_deleted_but_said_why(editor, registered):
    address = reverse("wagtailadmin_pages:delete", args=[registered.pk])
    for response in (editor.get(address), editor.post(address)):
        assert response.status_code == 409
        assert reverse("dates:cancel", args=[only_date(registered).pk]) in response.content.decode()
    assert EventPage.objects.exists()


def test_neither_is_what_stands_above_it(editor, registered):
    for page in registered.get_ancestors().filter(depth__gt=2):
        assert editor.post(reverse("wagtailadmin_pages:delete", args=[page.pk])).status_code == 409
    assert EventPage.objects.exists()


def test_nor_many_at_once(editor, registered):
    free = publish_event(title="Frei")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = editor.post(f"{address}?id={registered.pk}&id={free.pk}")
    assert response.status_code == 409
    assert EventPage.objects.count() == 2


def test_nor_a_page_to_whose_date_somebody_is_invited_until_that_is_withdrawn(editor):
    page = publish_event()
    [invited] = invite(only_date(page))
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    response = editor.post(address)
    assert response.status_code == 409
    assert "Einladungen" in response.content.decode()
    actions.withdraw_invitation(invited, by=None)
    assert editor.post(address).status_code == 302
    assert not Invitation.objects.exists()


def test_a_page_without_registrations_can_be_deleted(editor):
    page = publish_event()
    assert editor.post(reverse("wagtailadmin_pages:delete", args=[page.pk])).status_code == 302
    assert not EventPage.objects.exists()


def test_an_event_that_people_have_registered_for_is_not_unpublished_but_said_why(editor, registered):
    date = only_date(registered)
    Invitation.objects.create(occurrence=date, email="wiebke@example.org", language="de", origin="Messe")
    answer = editor.post(reverse("wagtailadmin_pages:unpublish", args=[registered.pk]))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert reverse("dates:cancel", args=[date.pk]) in text
    assert "1 angemeldete Person, 1 offene Einladung" in text
    assert EventPage.objects.get().live


def test_nor_with_what_stands_above_it_nor_many_at_once(editor, registered):
    below = {"include_descendants": "on"}
    index = registered.get_parent()
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    assert editor.post(reverse("wagtailadmin_pages:unpublish", args=[index.pk]), below).status_code == 409
    assert editor.post(f"{many}?id={registered.pk}").status_code == 409
    assert editor.post(f"{many}?id={index.pk}", below).status_code == 409
    assert EventPage.objects.get().live


def test_an_event_whose_dates_are_cancelled_can_be_unpublished(editor, registered):
    actions.cancel_occurrence(occurrence=only_date(registered), note="", by=None)
    assert editor.post(reverse("wagtailadmin_pages:unpublish", args=[registered.pk])).status_code == 302
    assert not EventPage.objects.get().live


def test_a_draft_shows_its_preview(editor):
    page = draft_event(in_days(14))
    page.save_revision()
    assert editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


def test_a_translation_says_that_its_dates_count_for_nothing(editor, english):
    page = publish_event()
    translation = page.copy_for_translation(english, copy_parents=True)
    assert "Dies ist eine Übersetzung." in edit_form(editor, translation)
    assert "Dies ist eine Übersetzung." not in edit_form(editor, page)


def edit_form(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_the_report_of_all_that_was_done_leads_from_a_date_to_its_page(client, eve):
    date = only_date(publish_event())
    actions.cancel_occurrence(occurrence=date, reason="Sturm", by=eve)
    client.force_login(eve)
    report = client.get(reverse("wagtailadmin_reports:site_history"))
    assert reverse("wagtailadmin_pages:edit", args=[date.page_id]) in report.content.decode()
