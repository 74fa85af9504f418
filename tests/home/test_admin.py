"""The editors' side of the face: inquiries, what is to do today, accounts, previews."""

import uuid

import pytest
from django.contrib.auth.models import Group
from wagtail.models import ModelLogEntry

from home import today
from home.models import (
    AdvicePage,
    ContentPage,
    HomePage,
    InitiativePage,
    Inquiry,
    LegalPage,
    PressIndexPage,
    PressReleasePage,
    ProjectPage,
)
from networks import roles
from networks.models import OutboxMessage
from tests.cast import PASSWORD

from .making import add, home_page, make_card, make_projects

pytestmark = pytest.mark.django_db


def make_inquiry(**fields):
    return Inquiry.objects.create(
        **{"message": "Frage", "name": "Şule", "language": "de", "submission_key": uuid.uuid4()} | fields
    )


@pytest.fixture
def as_eve(client, eve):
    client.force_login(eve)
    return client


@pytest.fixture
def as_ina(client, admin_ina):
    client.force_login(admin_ina)
    return client


def test_editors_find_inquiries_in_a_list(as_eve):
    make_inquiry(topic="Anerkennung")
    make_inquiry(topic="Visum", state="answered")
    html = as_eve.get("/admin/inquiries/?state=new").content.decode()
    assert "Anerkennung" in html
    assert "Visum" not in html.split("<tbody")[1]


def test_editors_note_that_an_inquiry_is_answered_and_change_nothing_that_was_written(as_eve):
    inquiry = make_inquiry()
    url = f"/admin/inquiries/edit/{inquiry.pk}/"
    assert "Frage" in as_eve.get(url).content.decode()
    as_eve.post(url, {"state": "answered", "note": "angerufen", "message": "gefälscht", "email": "x@example.org"})
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.note, inquiry.message, inquiry.email) == ("answered", "angerufen", "Frage", "")


def test_the_log_names_nobody_who_asked_since_it_outlives_what_they_asked(as_eve):
    inquiry = make_inquiry(name="Malte Beispiel", topic="Visum")
    assert "Malte Beispiel: Visum" in as_eve.get("/admin/inquiries/").content.decode()
    as_eve.post(f"/admin/inquiries/edit/{inquiry.pk}/", {"state": "answered", "note": "angerufen"})
    assert ModelLogEntry.objects.for_instance(inquiry).get().label == f"Anfrage {inquiry.pk}"


def test_nobody_writes_inquiries_by_hand(as_ina):
    assert as_ina.get("/admin/inquiries/new/").status_code == 302
    assert not Inquiry.objects.exists()


def test_coordinators_do_not_read_inquiries(client, ada):
    client.force_login(ada)
    inquiry = make_inquiry()
    for url in ("/admin/inquiries/", f"/admin/inquiries/edit/{inquiry.pk}/"):
        assert client.get(url).status_code == 302


def test_the_dashboard_says_what_is_to_do(as_eve):
    make_inquiry()
    OutboxMessage.objects.create(
        dedupe_key="1", message_id="<1@x>", kind="x", language="de", to="x@example.org", subject="x", text="x",
        state="failed", due_at="2026-01-01T00:00Z",
    )  # fmt: skip
    tasks = as_eve.get("/admin/").content.decode()
    assert "?state=new" in tasks


def test_every_task_leads_to_its_list(as_ina, admin_ina):
    for task in today.tasks_for(admin_ina):
        assert as_ina.get(task.url).status_code == 200, task


def test_the_dashboard_costs_little(as_eve, django_assert_max_num_queries):
    for _ in range(30):
        make_inquiry()
    as_eve.get("/admin/")
    with django_assert_max_num_queries(45):
        as_eve.get("/admin/")


def test_coordinators_get_a_dashboard_of_what_they_may_open(client, ada):
    client.force_login(ada)
    response = client.get("/admin/")
    assert response.status_code == 200
    assert "?state=new" not in response.content.decode()


@pytest.mark.parametrize(
    ("model", "parent"),
    [
        (ContentPage, HomePage),
        (InitiativePage, HomePage),
        (AdvicePage, HomePage),
        (PressIndexPage, HomePage),
        (LegalPage, HomePage),
        (ProjectPage, InitiativePage),
        (PressReleasePage, PressIndexPage),
    ],
)
def test_editors_open_the_form_of_each_page_type(as_eve, model, parent):
    above = home_page() if parent is HomePage else add(parent)
    name = model._meta.model_name
    assert as_eve.get(f"/admin/pages/add/home/{name}/{above.pk}/").status_code == 200


def preview(client, page):
    form = client.get(f"/admin/pages/{page.pk}/edit/").context["form"]
    assert form is not None
    page.title = "Geänderter Titel"
    response = page.make_preview_request()
    return response.rendered_content if hasattr(response, "rendered_content") else response.content.decode()


def test_every_page_type_can_be_previewed(as_eve):
    project, *_ = make_projects()
    press = add(PressIndexPage)
    release = add(PressReleasePage, press, date="2026-03-01")
    pages = [add(ContentPage), project, project.get_parent().specific, press, release, add(AdvicePage), home_page()]
    for page in [*pages, LegalPage.objects.first()]:
        assert "Geänderter Titel" in preview(as_eve, page), page


def test_administrators_make_accounts_known_by_their_mail_address(as_ina, django_user_model):
    group = Group.objects.get(name=roles.EDITORS)
    form = {
        "email": "Neu@Example.org", "first_name": "Neu", "last_name": "Hier", "password1": PASSWORD,
        "password2": PASSWORD, "groups": [group.pk],
    }  # fmt: skip
    assert "email" in as_ina.get("/admin/users/new/").content.decode()
    assert as_ina.post("/admin/users/new/", form).status_code == 302
    user = django_user_model.objects.get(email="neu@example.org")
    assert user.check_password(PASSWORD)
    assert list(user.groups.all()) == [group]


def test_two_accounts_with_one_address_are_refused_beside_the_field(as_ina, carol):
    form = {"email": "CAROL@example.org", "first_name": "C", "last_name": "B"}
    response = as_ina.post("/admin/users/new/", form | {"password1": PASSWORD, "password2": PASSWORD})
    assert response.status_code == 200
    assert "email" in response.context["form"].errors


def test_administrators_change_accounts(as_ina, carol):
    url = f"/admin/users/edit/{carol.pk}/"
    assert as_ina.get(url).status_code == 200
    form = {"email": "carola@example.org", "first_name": "Carola", "last_name": "Beispiel", "is_active": "on"}
    assert as_ina.post(url, form).status_code == 302
    carol.refresh_from_db()
    assert (carol.email, carol.first_name) == ("carola@example.org", "Carola")


def test_editors_cannot_touch_accounts(as_eve, eve, carol):
    for url in ("/admin/users/", "/admin/users/new/", f"/admin/users/edit/{eve.pk}/"):
        assert as_eve.get(url).status_code == 302
    as_eve.post(f"/admin/users/edit/{eve.pk}/", {"email": eve.email, "is_superuser": "on"})
    eve.refresh_from_db()
    assert not eve.is_superuser


def test_editors_say_who_runs_the_site(as_eve):
    assert as_eve.get("/admin/settings/home/sitedetails/", follow=True).status_code == 200


def test_a_contact_card_in_the_admin_can_be_chosen_on_a_page(as_eve):
    make_card()
    html = as_eve.get(f"/admin/pages/add/home/advicepage/{home_page().pk}/").content.decode()
    assert "contact" in html
