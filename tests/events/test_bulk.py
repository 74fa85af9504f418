"""One step for several registrations: each through the door that it would go through alone."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from events import actions
from events.bulk import Cancel, Confirm
from events.models import Occurrence, Registration
from networks.models import OutboxMessage, RowLogEntry

from .dates import make_date, make_page, register, statuses

pytestmark = pytest.mark.django_db

Status = Registration.Status
LIST = "/admin/registrations/"
BULK = f"{LIST}bulk/"
NAMES = ("Malte", "Aylin", "Thees", "Jördis", "Wiebke")


@pytest.fixture
def date(health):
    """Two places: Malte and Aylin have them, Thees and Jördis wait."""
    date = make_date(make_page("Rückentag"), networks=[health], capacity=2)
    for name in NAMES[:4]:
        register(date, name)
    return date


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def ids(people):
    return {"id": [person.pk for person in people]}


def people_of(date):
    return list(date.registrations.order_by("queue_number"))


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def words(outlooks):
    return {outlook.registration.given_name: outlook.words for outlook in outlooks}


def test_the_list_can_be_ticked_without_a_script(as_ada, date):
    page = text_of(as_ada.get(f"{LIST}?occurrence={date.pk}"))
    for person in people_of(date):
        assert f'name="id" value="{person.pk}"' in page
        assert f'aria-label="{person.full_name} auswählen"' in page
    for step in ("confirm", "decline", "cancel"):
        assert f'formaction="{BULK}{step}/"' in page
    assert f'name="next" value="{LIST}?occurrence={date.pk}"' in page


def test_the_page_says_what_becomes_of_each_and_changes_nothing(as_ada, date):
    page = text_of(as_ada.get(f"{BULK}confirm/", ids(people_of(date))))
    assert page.count("Hat schon einen Platz.") == 2
    assert page.count("über die Grenze hinaus") >= 2
    assert statuses(date) == [Status.CONFIRMED, Status.CONFIRMED, Status.WAITING, Status.WAITING]


def test_cancelling_many_moves_nobody_up_who_is_cancelled_too(as_ada, ada, date):
    malte, _aylin, thees, jördis = people_of(date)
    response = as_ada.post(f"{BULK}cancel/", ids([malte, thees]), follow=True)
    assert "2 Anmeldungen sind abgesagt." in text_of(response)
    assert statuses(date) == [Status.CANCELLED, Status.CONFIRMED, Status.CANCELLED, Status.CONFIRMED]
    moved = OutboxMessage.objects.filter(kind="events.registration_moved_up")
    assert [mail.to for mail in moved] == [jördis.email]
    assert RowLogEntry.objects.filter(action="events.cancel_registration", user=ada).count() == 2


def test_who_is_let_in_beyond_the_limit_is_let_in_on_purpose(as_ada, ada, date):
    response = as_ada.post(f"{BULK}confirm/", ids(people_of(date)), follow=True)
    page = text_of(response)
    assert "2 blieben, wie sie waren: Hat schon einen Platz." in page
    assert "2 blieben, wie sie waren: Es ist kein Platz frei" in page
    assert statuses(date)[2:] == [Status.WAITING, Status.WAITING]
    response = as_ada.post(f"{BULK}confirm/", ids(people_of(date)) | {"beyond_limit": "on"}, follow=True)
    assert "2 Personen haben jetzt einen Platz." in text_of(response)
    assert statuses(date) == [Status.CONFIRMED] * 4
    logged = RowLogEntry.objects.filter(action="events.let_in", user=ada)
    assert [entry.data["beyond_limit"] for entry in logged] == [True, True]


@pytest.fixture
def asked(health):
    """Staff approves; two places, two on the list at most, and five who ask."""
    date = make_date(networks=[health], capacity=2, needs_approval=True, waiting_list_limit=2)
    for name in NAMES:
        register(date, name)
    return date


def test_who_asked_is_approved_in_the_order_of_their_coming(as_ada, asked):
    people = people_of(asked)
    page = text_of(as_ada.get(f"{BULK}confirm/", ids(people)))
    assert (page.count("Erhält einen Platz und eine E-Mail."), page.count("steht auf der Warteliste")) == (2, 2)
    assert "die Warteliste ist geschlossen" in page
    told = text_of(as_ada.post(f"{BULK}confirm/", ids(reversed(people)), follow=True))
    assert "2 Personen haben jetzt einen Platz. 2 Personen stehen auf der Warteliste." in told
    assert "1 blieb, wie sie war: Alle Plätze sind vergeben" in told
    assert statuses(asked) == [Status.CONFIRMED] * 2 + [Status.WAITING] * 2 + [Status.REQUESTED]


def test_a_no_to_many_carries_one_note(as_ada, asked):
    as_ada.post(f"{BULK}decline/", ids(people_of(asked)[:2]) | {"note": "Am 12. Mai wieder."})
    mails = OutboxMessage.objects.filter(kind="events.registration_declined")
    assert [("Am 12. Mai wieder." in mail.text) for mail in mails] == [True, True]
    assert statuses(asked)[:3] == [Status.DECLINED, Status.DECLINED, Status.REQUESTED]


def test_what_cannot_be_declined_is_named_and_stays(as_ada, date):
    page = text_of(as_ada.get(f"{BULK}decline/", ids(people_of(date))))
    assert "Damit lässt sich nichts tun." in page
    assert "Ja, ablehnen" not in page


def one_of_each(date, ada, health):
    """People at every step, for whom the date has a place, or has none."""
    strict = make_date(page=date.page, networks=[health], capacity=date.capacity, needs_approval=True)
    asked = [register(strict, name) for name in NAMES]
    actions.approve(asked[3], by=ada)
    actions.decline(asked[4], by=ada)
    member = register(date, "Wiebke", as_member=True)
    actions.cancel_registration(register(date, "Folke"))
    unsure = make_date(networks=[health], capacity=1, confirm_address=True)
    return [*people_of(date), *asked, member, register(unsure, "Tjark"), register(unsure, "Imke")]


@pytest.mark.parametrize("capacity", [0, 1, 2, 3, 4, None])
@pytest.mark.parametrize("held", [0, 1])
def test_it_comes_as_it_was_foreseen(date, ada, health, capacity, held):
    """With the rules of the moment in which the page is opened."""
    many = one_of_each(date, ada, health)
    type(date).objects.update(capacity=capacity, held_for_members=held if capacity else 0)
    many = list(Registration.objects.filter(pk__in=[one.pk for one in many]).with_event())
    before = {one.pk: one.status for one in many}
    expected = {
        outlook.registration.pk: _expected(outlook, before[outlook.registration.pk])
        for outlook in Confirm().foresee(many)
    }
    Confirm().carry_out(many, by=ada)
    assert dict(Registration.objects.filter(pk__in=before).values_list("pk", "status")) == expected


def _expected(outlook, before):
    if not outlook.is_possible:
        return before
    return Status.WAITING if "Warteliste" in outlook.words else Status.CONFIRMED


def test_nothing_happens_any_more_at_a_date_that_is_cancelled(as_ada, ada, date):
    actions.cancel_occurrence(occurrence=date, by=ada)
    outlooks = Confirm().foresee(Registration.objects.waiting().with_event())
    assert set(words(outlooks).values()) == {"Diese Veranstaltung ist abgesagt."}


@pytest.mark.parametrize("words", ["Diese Veranstaltung ist abgesagt.", "Diese Veranstaltung ist vorbei."])
def test_nobody_is_taken_off_a_date_that_is_cancelled_or_over(as_ada, ada, date, words):
    malte = people_of(date)[0]
    if "abgesagt" in words:
        actions.cancel_occurrence(occurrence=date, by=ada)
    else:
        long_ago = {"start": date.start - timedelta(days=20), "end": date.end - timedelta(days=20)}
        Occurrence.objects.filter(pk=date.pk).update(**long_ago)
    before, mails = statuses(date), OutboxMessage.objects.count()
    for url, sent in ((f"{LIST}{malte.pk}/cancel/", {}), (f"{BULK}cancel/", ids([malte]))):
        page = text_of(as_ada.get(url, sent))
        assert words in page
        assert "der Platz wird frei" not in page
        assert words in text_of(as_ada.post(url, sent, follow=True))
    assert (statuses(date), OutboxMessage.objects.count()) == (before, mails)


def test_somebody_is_taken_off_a_date_while_it_is_not_shown(as_ada, date):
    Occurrence.objects.filter(pk=date.pk).update(published=False)
    as_ada.post(f"{BULK}cancel/", ids(people_of(date)[:1]))
    assert statuses(date)[:2] == [Status.CANCELLED, Status.CONFIRMED]


def test_who_never_confirmed_their_address_hears_nothing(health):
    register(make_date(networks=[health], confirm_address=True), "Tjark")
    outlooks = Confirm().foresee(Registration.objects.with_event())
    assert words(outlooks)["Tjark"].startswith("Die Adresse ist nicht bestätigt")
    outlooks = Cancel().foresee(Registration.objects.with_event())
    assert words(outlooks)["Tjark"].startswith("Erfährt nichts")


@pytest.mark.parametrize("step", ["confirm", "decline", "cancel"])
def test_foreign_ids_change_nothing(as_ada, training, date, step):
    theirs = register(make_date(make_page("Prüferschulung"), networks=[training], needs_approval=True), "Quendelborn")
    page = text_of(as_ada.get(f"{BULK}{step}/", ids([theirs, people_of(date)[0]])))
    assert "Quendelborn" not in page
    as_ada.post(f"{BULK}{step}/", ids([theirs]) | {"beyond_limit": "on"})
    as_ada.post(f"{BULK}{step}/?id={theirs.pk}", {"id": ["x", "-1", "9" * 40, str(theirs.pk)]})
    theirs.refresh_from_db()
    assert theirs.status == Status.REQUESTED


@pytest.mark.parametrize("name", ["bob", "carol"])
def test_members_and_strangers_do_not_come_in(client, request, date, name):
    client.force_login(request.getfixturevalue(name))
    assert client.post(f"{BULK}cancel/", ids(people_of(date))).status_code == 302
    assert Status.CANCELLED not in statuses(date)


def test_who_may_only_look_ticks_nothing(client, carol, date):
    carol.user_permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "view_registration"]),
    )
    client.force_login(carol)
    assert "Ausgewählte" not in text_of(client.get(LIST))
    client.post(f"{BULK}cancel/", ids(people_of(date)))
    assert Status.CANCELLED not in statuses(date)


def test_the_way_back_leads_to_the_list_and_nowhere_else(as_ada, date):
    many = ids(people_of(date)[:1])
    here = f"{LIST}?occurrence={date.pk}"
    assert as_ada.post(f"{BULK}confirm/", many | {"next": here}).url == here
    assert as_ada.post(f"{BULK}confirm/", many | {"next": "https://example.com/"}).url == LIST
    assert as_ada.get(f"{BULK}confirm/", {"next": here}).url == here
    assert as_ada.get(f"{BULK}delete/", many).status_code == 404


def test_the_page_for_many_of_one_date_costs_the_same_as_for_few(as_ada, date, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    few = people_of(date)[:2]
    as_ada.get(f"{BULK}confirm/", ids(few))
    with CaptureQueriesContext(connection) as asked:
        as_ada.get(f"{BULK}confirm/", ids(few))
    for number in range(30):
        register(date, f"P{number}")
    many = people_of(date)
    with django_assert_max_num_queries(len(asked)):
        as_ada.get(f"{BULK}confirm/", ids(many))


# What becomes of others


def test_the_pages_for_one_and_for_many_say_who_moves_up(as_ada, date):
    malte, aylin, thees, _jördis = people_of(date)
    many = text_of(as_ada.get(f"{BULK}cancel/", ids([malte, aylin])))
    assert "Rückt nach und erhält eine E-Mail: Thees Vardenhoop, Jördis Vardenhoop." in many
    one = text_of(as_ada.get(f"{LIST}{malte.pk}/cancel/"))
    assert "Rückt nach und erhält eine E-Mail: Thees Vardenhoop." in one
    assert "Rückt nach" not in text_of(as_ada.get(f"{LIST}{thees.pk}/cancel/"))


def test_nobody_moves_up_where_more_have_places_than_there_are(as_ada, date):
    Occurrence.objects.filter(pk=date.pk).update(capacity=1)
    malte, aylin, *_waiting = people_of(date)
    assert "Rückt nach" not in text_of(as_ada.get(f"{LIST}{malte.pk}/cancel/"))
    both = text_of(as_ada.get(f"{BULK}cancel/", ids([malte, aylin])))
    assert "Rückt nach und erhält eine E-Mail: Thees Vardenhoop." in both


def test_where_places_are_offered_the_page_says_so(as_ada, date):
    Occurrence.objects.filter(pk=date.pk).update(moving_up="offer")
    page = text_of(as_ada.get(f"{LIST}{people_of(date)[0].pk}/cancel/"))
    assert "Erhält per E-Mail einen Platz angeboten: Thees Vardenhoop." in page


def test_of_many_who_move_up_some_are_named(as_ada, health):
    date = make_date(networks=[health], capacity=7)
    people = [register(date, f"P{number}") for number in range(14)]
    page = text_of(as_ada.get(f"{BULK}cancel/", ids(people[:7])))
    assert "P7 Vardenhoop, P8 Vardenhoop, P9 Vardenhoop, P10 Vardenhoop, P11 Vardenhoop und 2 weitere Personen" in page


def test_one_page_says_of_a_person_what_the_page_for_many_says(as_ada, health):
    date = make_date(networks=[health], capacity=1, waiting_list=False, needs_approval=True)
    malte, aylin = register(date, "Malte"), register(date, "Aylin")
    actions.approve(malte, by=None)
    for step in ("confirm", "decline"):
        one = {"confirm": "approve"}.get(step, step)
        words = as_ada.get(f"{BULK}{step}/", ids([aylin])).context["outlooks"][0].words
        assert as_ada.get(f"{LIST}{aylin.pk}/{one}/").context["outlook"].words == words
    assert "Ja, zusagen" not in text_of(as_ada.get(f"{LIST}{aylin.pk}/approve/"))
