"""Every page type answers, says what it should, and costs the same however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from home.models import (
    AdvicePage,
    ContentPage,
    HomePage,
    InitiativePage,
    LegalPage,
    PressIndexPage,
    PressReleasePage,
    ProjectPage,
    SiteDetails,
)
from home.models.projects import Milestone, ProjectContact, ProjectDownload, ProjectPartner
from networks.models import HealthNetworkPage, Membership, Organisation
from tests.cast import make_membership, make_network
from tests.events.dates import make_date, make_page

from .making import add, home_page, make_card, make_document, make_image, make_projects

pytestmark = pytest.mark.django_db


def get(client, page):
    return client.get(page.get_url()).content.decode()


def queries(client, url):
    client.get(url)  # sites and content types are looked up once a process
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_a_fresh_site_answers_with_its_home_page_and_legal_pages(client):
    html = client.get("/").content.decode()
    assert "<h1>Kammernetz</h1>" in html
    for title in ("Impressum", "Datenschutz", "Erklärung zur Barrierefreiheit"):
        assert title in html


def test_the_home_page_shows_dates_networks_projects_and_contact(client, health, company):
    make_date(make_page("Gesundheitstag Uelzen"), networks=[health])
    make_membership(health, company)
    make_projects(title="Coworking im Wendland")
    home = home_page()
    home.contact = make_card()
    home.save_revision().publish()
    html = client.get("/").content.decode()
    for words in ("Gesundheitstag Uelzen", "Unternehmen Gesundheit", "Coworking im Wendland", "Imke Brookwinkel"):
        assert words in html


def test_the_home_page_hides_members_dates_and_closed_networks_from_strangers(client, health):
    make_date(make_page("Geheimes Treffen", visibility="members"), networks=[health], visibility="members")
    assert "Geheimes Treffen" not in client.get("/").content.decode()


def test_the_home_page_costs_the_same_for_one_and_for_many(client, health, uelzen):
    def more(n):
        for i in range(n):
            date = make_date(make_page(), networks=[health])
            date.districts.add(uelzen)
            organisation = Organisation.objects.create(name=f"Betrieb {Membership.objects.count()}", slug=f"b{i}-{n}")
            make_membership(health, organisation)
        project, *_ = make_projects(n)
        project.districts.add(uelzen)
        project.save()

    more(1)
    few = queries(client, "/")
    more(12)
    assert queries(client, "/") <= few + 2  # specific rows of a further page type at most
    assert few < 60


ONE_OF_EACH_BLOCK = [
    ("heading", "Worum es geht"),
    ("text", "<p>Ein <b>Absatz</b>.</p>"),
    ("quote", {"text": "Das hat uns geholfen.", "person": "Thees O'Hartmann-Weiß", "role": "Inhaber"}),
    ("facts", {"title": "Kurz gesagt", "facts": [{"term": "Kosten", "fact": "<p>keine</p>"}]}),
    ("steps", {"title": "So geht es", "steps": [{"title": "Anrufen", "text": "<p>Wir hören zu.</p>"}]}),
    ("links", {"title": "Mehr dazu", "links": [{"title": "Bund", "url": "https://bund.example.org", "text": "Amt"}]}),
    ("notice", {"kind": "warning", "title": "Achtung", "text": "<p>Neue Frist</p>"}),
]


def blocks():
    return [
        *ONE_OF_EACH_BLOCK,
        ("contact", make_card("Nele")),
        ("download", {"document": make_document("Merkblatt"), "title": ""}),
        ("picture", {"picture": picture("Eine Schnuckenherde"), "caption": "Heide", "credit": "Demo"}),
    ]


def picture(alt):
    image = make_image()
    image.contextual_alt_text, image.decorative = alt, False
    return image


def test_a_content_page_shows_every_block(client):
    page = add(ContentPage, body=blocks(), summary="Kurz gesagt.")
    html = get(client, page)
    for words in ("Worum es geht", "<b>Absatz</b>", "O&#x27;Hartmann-Weiß", "keine", "Anrufen", "bund.example.org"):
        assert words in html
    assert "Nele Brookwinkel" in html
    assert "Merkblatt</a>" in html
    assert "(PDF, " in html
    assert 'alt="Eine Schnuckenherde"' in html


def test_a_contact_block_shows_the_card_as_it_is_today(client):
    card = make_card("Nele")
    page = add(ContentPage, body=[("contact", card)])
    card.person.phone = "040 66969 199"
    card.person.save()
    assert "040 66969 199" in get(client, page)


def test_blocks_of_contacts_are_fetched_together(client):
    few = add(ContentPage, body=[("contact", make_card("A"))])
    many = add(ContentPage, body=[("contact", make_card(f"A{i}")) for i in range(20)])
    assert queries(client, many.get_url()) == queries(client, few.get_url())


def test_a_content_page_lists_what_stands_below_it(client):
    page = add(ContentPage)
    add(ContentPage, page, title="Anerkennung von Abschlüssen")
    assert "Anerkennung von Abschlüssen" in get(client, page)


def test_a_content_page_shows_networks_below_it_with_their_summary(client):
    page = add(ContentPage)
    add(HealthNetworkPage, page, title="Unternehmen Gesundheit", summary="Betriebe lernen voneinander.")
    html = get(client, page)
    assert "Betriebe lernen voneinander." in html
    assert 'id="below"' not in html


def test_an_initiative_lists_its_projects_with_state_and_districts(client, uelzen):
    project, *_ = make_projects(title="Berufseinstieg", districts=[uelzen], summary="Ein Jahr nah am Betrieb.")
    html = get(client, project.get_parent())
    for words in ("Berufseinstieg", "Uelzen", "Ein Jahr nah am Betrieb."):
        assert words in html
    assert project.get_state_display() in html


def test_a_project_leads_to_its_network_in_the_language_of_the_visit(client, health, english):
    (project,) = make_projects(network=health)
    foreign = project.copy_for_translation(english, copy_parents=True)
    foreign.save_revision().publish()
    assert "Unternehmen Gesundheit" in get(client, foreign)
    translation = health.copy_for_translation(english, copy_parents=True)
    translation.title = "Healthy Companies"
    translation.save_revision().publish()
    assert "Healthy Companies" in get(client, foreign)
    assert "Unternehmen Gesundheit" in get(client, project)


def test_an_initiative_costs_the_same_for_one_and_for_many_projects(client, uelzen, celle):
    project, *_ = make_projects(1, districts=[uelzen])
    url = project.get_parent().get_url()
    few = queries(client, url)
    make_projects(20, districts=[uelzen, celle])
    assert queries(client, url) == few


def full_project(n, uelzen, **fields):
    project, *_ = make_projects(districts=[uelzen], starts_on="2026-02-01", ends_on="2027-06-30", **fields)
    for i in range(n):
        organisation = Organisation.objects.create(name=f"Partner {i} {project.pk}", slug=f"p{i}-{project.pk}")
        project.milestones.add(Milestone(title=f"Etappe {i}", due_on="2026-05-01", reached=True, note="geschafft"))
        project.partners.add(ProjectPartner(organisation=organisation, part="Träger"))
        project.contacts.add(ProjectContact(card=make_card(f"C{i}")))
        project.downloads.add(ProjectDownload(document=make_document(f"Bericht {i}")))
    project.save()
    project.save_revision().publish()
    return project


def test_a_project_says_where_it_stands_and_who_is_in_it(client, uelzen, health):
    project = full_project(1, uelzen, funding="Land Niedersachsen", network=health, state_note="Antrag liegt vor")
    make_date(make_page("Auftakt"), networks=[health])
    html = get(client, project)
    for words in ("Uelzen", "Land Niedersachsen", "Antrag liegt vor", "Etappe 0", "Partner 0", "C0 Brookwinkel"):
        assert words in html
    for words in ("Bericht 0", "Unternehmen Gesundheit", "Auftakt"):
        assert words in html


def test_a_project_costs_the_same_with_one_and_with_many_of_everything(client, uelzen):
    few, many = full_project(1, uelzen), full_project(15, uelzen)
    assert queries(client, many.get_url()) == queries(client, few.get_url())


def test_press_releases_are_listed_newest_first_and_paged(client):
    index = add(PressIndexPage, title="Presse")
    for day in range(1, 26):
        add(PressReleasePage, index, title=f"Meldung {day}", date=f"2026-03-{day:02}")
    html = get(client, index)
    assert html.index("Meldung 25") < html.index("Meldung 24")
    assert "Meldung 5<" not in html
    assert "Meldung 5<" in client.get(index.get_url() + "?page=2").content.decode()
    assert client.get(index.get_url() + "?page=abc").status_code == 200


def test_a_press_release_names_its_contact_or_that_of_the_press_page(client):
    index = add(PressIndexPage, contact=make_card("Femke"))
    assert "Femke Brookwinkel" in get(client, add(PressReleasePage, index, date="2026-03-01"))
    own = add(PressReleasePage, index, date="2026-03-02", contact=make_card("Thees"))
    assert "Thees Brookwinkel" in get(client, own)


def test_the_accessibility_statement_names_known_barriers_and_the_way_to_report(client):
    from home.models import AccessibilityGap

    page = LegalPage.objects.get(kind="accessibility")
    page.conformance, page.method, page.assessed_on = "partial", "self", "2026-10-01"
    page.gaps.add(AccessibilityGap(what="Ältere PDF", reason="Noch nicht getaggt.", alternative="Rufen Sie uns an."))
    page.save_revision().publish()
    html = get(client, page)
    for words in ("Ältere PDF", "Noch nicht getaggt.", "/barriere-melden/"):
        assert words in html


@pytest.mark.parametrize(
    ("parent", "child", "allowed"),
    [
        (HomePage, ContentPage, True),
        (PressIndexPage, PressReleasePage, True),
        (ContentPage, PressReleasePage, False),
        (PressIndexPage, ContentPage, False),
        (InitiativePage, HomePage, False),
        (LegalPage, ContentPage, False),
        (AdvicePage, ContentPage, True),
    ],
)
def test_page_types_stand_where_they_make_sense(parent, child, allowed):
    assert (child in parent.allowed_subpage_models()) is allowed


def test_a_network_shown_on_the_home_page_counts_its_members(client, health, company):
    make_membership(health, company)
    assert "1 Mitglied" in client.get("/").content.decode()


def test_a_network_without_members_says_no_number(client, db):
    from networks.models import HealthNetworkPage

    make_network(HealthNetworkPage, "Leeres Netz", "leer")
    assert "0 Mitglieder" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "said"),
    [
        ("2020-03-01", None, "seit März 2020"),
        ("2999-03-01", None, "ab März 2999"),
        ("2020-03-01", "2022-05-31", "März 2020 – Mai 2022"),
        (None, "2999-05-31", "bis Mai 2999"),
    ],
)
def test_a_project_says_when_it_is(client, starts_on, ends_on, said):
    project = add(ProjectPage, add(InitiativePage), starts_on=starts_on, ends_on=ends_on)
    assert said in get(client, project)


def test_the_office_can_be_reached_by_a_click(client):
    details = SiteDetails.for_site(Site.objects.get(is_default_site=True))
    details.phone, details.email = "04131 66969-0", "kammer@example.org"
    details.save()
    html = client.get("/").content.decode()
    assert 'href="tel:+49413166969' in html
    assert 'href="mailto:kammer@example.org"' in html
