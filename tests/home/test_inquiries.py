"""Asking the advice desk, and reporting a barrier."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home import actions
from home.models import AdvicePage, AdviceTopic, Inquiry, SiteDetails
from networks.models import OutboxMessage

from .making import add, make_card

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_is_in_a_hurry(settings):
    settings.NETWORKS_FORM_MINIMUM_SECONDS = 0


@pytest.fixture
def desk(db):
    page = add(AdvicePage, title="Beratung", contact=make_card(), desk_email="beratung@kammer.example.org")
    page.topics.add(AdviceTopic(name="Fachkräfte aus dem Ausland"))
    page.save_revision().publish()
    return page


def rendering(client, url):
    """The hidden value of a freshly shown form."""
    return {"key": client.get(url).context["form"]["key"].value()}


def question(client, url, **changes):
    fields = {
        "topic": "Fachkräfte aus dem Ausland",
        "message": "Wie erkennen wir einen rumänischen Abschluss an?",
        "name": "Ionuț Grauwinkel",
        "email": "ionut@grauwinkel.example.org",
        "organisation": "",
    }
    return client.post(url, rendering(client, url) | fields | changes)


def test_a_question_is_kept_sent_to_the_desk_and_copied_to_the_sender(client, desk):
    response = question(client, desk.get_url())
    assert response.status_code == 302
    assert response["Location"] == desk.get_url() + "danke/"
    inquiry = Inquiry.objects.get()
    assert (inquiry.kind, inquiry.state, inquiry.page_id) == ("advice", "new", desk.pk)
    to_desk = OutboxMessage.objects.get(kind="home.inquiry_received")
    assert (to_desk.to, to_desk.reply_to) == ("beratung@kammer.example.org", "ionut@grauwinkel.example.org")
    assert "rumänischen Abschluss" in to_desk.text
    copy = OutboxMessage.objects.get(kind="home.inquiry_copy")
    assert copy.to == "ionut@grauwinkel.example.org"
    assert "rumänischen Abschluss" in copy.text
    assert "rumänischen Abschluss" in copy.html


def test_the_thank_you_page_leads_back(client, desk):
    html = client.get(question(client, desk.get_url())["Location"]).content.decode()
    assert desk.get_url() in html


def test_the_form_says_how_long_the_question_is_kept(client, desk, settings):
    settings.HOME_INQUIRY_DAYS = 77
    assert "77" in client.get(desk.get_url()).context["note"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "keine-adresse"), ("message", ""), ("name", ""), ("topic", "Ein erfundenes Thema")],
)
def test_wrong_input_is_said_beside_the_field_and_nothing_typed_is_lost(client, desk, field, value):
    response = question(client, desk.get_url(), organisation="Pflegehaus & Söhne", **{field: value})
    assert response.status_code == 200
    assert field in response.context["form"].errors
    html = response.content.decode()
    assert "Pflegehaus &amp; Söhne" in html
    assert f'id="id_{field}_error"' in html
    assert not Inquiry.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_the_same_form_sent_three_times_is_one_question(client, desk):
    hidden = rendering(client, desk.get_url())
    for _ in range(3):
        assert question(client, desk.get_url(), **hidden).status_code == 302
    assert Inquiry.objects.count() == 1
    assert OutboxMessage.objects.count() == 2


def test_a_page_without_topics_asks_for_none(client, db):
    page = add(AdvicePage, title="Sprechstunde")
    assert "topic" not in client.get(page.get_url()).context["form"].fields
    assert question(client, page.get_url()).status_code == 302


def test_without_an_address_of_its_own_the_desk_is_its_contact_then_the_site(client, db, settings):
    SiteDetails.objects.update(email="zentrale@kammer.example.org")
    question(client, add(AdvicePage, contact=make_card("Nele")).get_url(), topic="")
    question(client, add(AdvicePage, contact=make_card("Stumm", show_email=False)).get_url(), topic="")
    to = OutboxMessage.objects.filter(kind="home.inquiry_received").order_by("pk").values_list("to", flat=True)
    assert list(to) == ["nele@kammer.example.org", "zentrale@kammer.example.org"]


def test_inquiries_go_to_nobody_who_is_away_or_has_left(client, db):
    SiteDetails.objects.update(email="zentrale@kammer.example.org")
    today = timezone.localdate()
    deputy, left = make_card("Thees"), make_card("Fort")
    left.affiliation.starts_on = left.affiliation.ends_on = today - timedelta(days=1)
    left.affiliation.save()
    for card in (make_card("Nele", away_until=today, deputy=deputy), make_card("Allein", away_until=today), left):
        question(client, add(AdvicePage, contact=card).get_url(), topic="")
    to = OutboxMessage.objects.filter(kind="home.inquiry_received").order_by("pk").values_list("to", flat=True)
    assert list(to) == ["thees@kammer.example.org", "zentrale@kammer.example.org", "zentrale@kammer.example.org"]


def test_a_filled_trap_saves_nothing_and_says_so(client, desk):
    response = question(client, desk.get_url(), website="https://spam.example.org")
    assert response.status_code == 200
    assert "Bitte leeren Sie das Feld" in response.content.decode()
    assert not Inquiry.objects.exists()


def test_who_is_faster_than_people_type_is_asked_to_send_again(client, desk, settings):
    settings.NETWORKS_FORM_MINIMUM_SECONDS = 5
    response = question(client, desk.get_url())
    assert response.context["form"].non_field_errors()
    assert "rumänischen" in response.content.decode()
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("forged", ["", "1", "1:abc", "\x00", "x" * 5000])
def test_a_forged_key_saves_nothing_and_the_second_try_works(client, desk, forged):
    response = question(client, desk.get_url(), key=forged)
    assert response.status_code == 200
    assert not Inquiry.objects.exists()
    assert question(client, desk.get_url(), key=response.context["form"]["key"].value()).status_code == 302


def test_too_many_questions_in_an_hour_are_stopped_without_losing_text(client, desk, settings):
    settings.HOME_INQUIRIES_PER_HOUR = 2
    for _ in range(2):
        assert question(client, desk.get_url()).status_code == 302
    response = question(client, desk.get_url())
    assert response.status_code == 200
    assert "rumänischen" in response.content.decode()
    assert Inquiry.objects.count() == 2


def test_the_limit_holds_for_one_address_from_many_places(client, desk, settings):
    settings.HOME_INQUIRIES_PER_HOUR = 2
    for number in range(4):
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        question(client, desk.get_url())
    assert Inquiry.objects.count() == 2


def test_the_limit_holds_while_the_cache_is_down(client, desk, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    settings.HOME_INQUIRIES_PER_HOUR = 2
    for _ in range(4):
        question(client, desk.get_url())
    assert Inquiry.objects.count() == 2


def test_the_limit_counts_ipv6_visitors_by_their_network(client, desk, settings):
    settings.HOME_INQUIRIES_PER_HOUR = 2
    for number in range(4):
        client.defaults["REMOTE_ADDR"] = f"2001:db8::{number}"
        question(client, desk.get_url(), email=f"p{number}@example.org")
    assert Inquiry.objects.count() == 2


@pytest.mark.parametrize(
    "nasty", ["Zeile\r\nBcc: alle@example.org", '"><img src=x onerror=alert(1)>', "{{ settings.SECRET_KEY }}", "a\x00b"]
)
def test_nasty_input_stays_text(client, desk, nasty):
    question(client, desk.get_url(), name=nasty, message=nasty)
    for message in OutboxMessage.objects.all():
        assert "\n" not in message.subject
        assert "<img" not in message.html
        assert "only-for-tests" not in message.text


def test_extra_fields_change_nothing(client, desk):
    question(client, desk.get_url(), state="answered", kind="barrier", note="x", page="1")
    inquiry = Inquiry.objects.get()
    assert (inquiry.state, inquiry.kind, inquiry.note) == ("new", "advice", "")


def test_nothing_is_kept_when_the_mail_cannot_be_written(client, desk, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(actions.emails, "inquiry_copy", broken)
    with pytest.raises(RuntimeError):
        question(client, desk.get_url())
    assert not Inquiry.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_a_barrier_can_be_reported_without_a_name(client):
    SiteDetails.objects.update(barrier_email="barrierefrei@kammer.example.org")
    url = "/barriere-melden/?seite=/impressum/"
    assert client.get(url).context["form"]["page_url"].value() == "http://testserver/impressum/"
    report = {"message": "Der Knopf ist mit der Tastatur nicht zu erreichen.", "page_url": "/impressum/"}
    response = client.post("/barriere-melden/", rendering(client, "/barriere-melden/") | report)
    assert response["Location"] == "/barriere-melden/danke/"
    assert client.get(response["Location"]).status_code == 200
    assert Inquiry.objects.get().kind == "barrier"
    message = OutboxMessage.objects.get()
    assert message.to == "barrierefrei@kammer.example.org"
    assert "/impressum/" in message.text


@pytest.mark.parametrize("page", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_only_pages_of_ours_are_filled_in(client, page):
    assert client.get("/barriere-melden/", {"seite": page}).context["form"]["page_url"].value() == ""


def test_inquiries_are_deleted_after_the_time_that_the_form_names(client, desk, settings):
    settings.HOME_INQUIRY_DAYS = 10
    question(client, desk.get_url())
    assert actions.delete_expired_inquiries() == 0
    Inquiry.objects.update(created_at=timezone.now() - timedelta(days=11))
    assert actions.delete_expired_inquiries() == 1
    assert not Inquiry.objects.exists()


def test_english_visitors_get_an_english_copy(client, desk, english):
    from .making import home_page, translate

    translate(home_page(), english)
    page = translate(desk, english, title="Advice", slug="advice")
    question(client, page.get_url())
    assert OutboxMessage.objects.get(kind="home.inquiry_copy").language == "en"
    assert OutboxMessage.objects.get(kind="home.inquiry_received").language == "de"


def test_what_is_too_long_is_not_cut_by_the_browser_but_said_and_kept(client, desk):
    words = "Wir suchen Leute. " * 400
    html = question(client, desk.get_url(), message=words).content.decode()
    assert "höchstens 5000 Zeichen" in html
    assert words.strip() in html
    assert "maxlength" not in html[html.index("<main") :]
