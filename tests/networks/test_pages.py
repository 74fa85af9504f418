from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail import hooks

from networks.models import (
    Affiliation,
    ContactCard,
    MemberIndexPage,
    MemberPage,
    Membership,
    NetworkPage,
    Organisation,
)
from networks.sections import Section, member_sections
from networks.visibility import Tier
from tests.cast import make_membership, make_person

pytestmark = pytest.mark.django_db


def read(client, which, **query):
    answer = client.get(which.get_url(), query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def names(soup):
    return [heading.get_text(strip=True) for heading in soup.select(".member__name")]


@pytest.fixture
def members(health):
    return health.add_child(instance=MemberIndexPage(title="Mitglieder", slug="mitglieder"))


@pytest.fixture
def company_page(members, company, bob):
    return members.add_child(instance=MemberPage(title=company.name, slug="moehlenkolk", organisation=company))


@pytest.fixture
def contact(health, company):
    affiliation = Affiliation.objects.create(person=make_person("Aylin"), organisation=company, role="main_contact")
    health.contact = ContactCard.objects.create(affiliation=affiliation, tasks="Fragen zum Netzwerk")
    health.save()
    return health.contact


# A network's page


def test_a_network_shows_itself_in_its_hue(client, health):
    page = read(client, health)
    assert page.h1.get_text(strip=True) == health.title
    assert len(page.select("h1")) == 1
    assert page.select_one(".hero")["data-hue"] == "health"


def test_a_network_shows_its_members_and_the_way_to_all(client, health, members, company_page):
    section = read(client, health).select_one("#members")
    assert names(section) == ["Möhlenkolk Maschinenbau"]
    assert section.select_one(".section-head a")["href"] == members.get_url()
    assert section.select_one(".member__name a")["href"] == company_page.get_url()


def test_a_network_without_visible_members_has_no_such_section(client, health, company):
    make_membership(health, company, visibility=Tier.STAFF)
    assert read(client, health).select_one("#members") is None


def test_other_apps_put_sections_on_a_network_in_their_order(client, health, settings, tmp_path):
    (tmp_path / "hello.html").write_text("<p>{{ words }}</p>")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    late = hooks.register_temporarily(
        "register_network_section", lambda request, network: Section("Spät", "hello.html", {"words": "b"}, order=90)
    )
    early = hooks.register_temporarily(
        "register_network_section", lambda request, network: Section("Früh", "hello.html", {"words": "a"}, order=10)
    )
    nothing = hooks.register_temporarily("register_network_section", lambda request, network: None)
    with late, early, nothing:
        page = read(client, health)
    headings = [h2.get_text(strip=True) for h2 in page.select("main section h2")]
    assert [heading for heading in headings if heading in ("Früh", "Spät")] == ["Früh", "Spät"]


def test_the_contact_of_a_network_comes_from_the_person(client, health, contact):
    card = read(client, health).select_one(".contact")
    assert "Aylin Beispiel" in card.get_text()
    assert card.select_one("a[href^='mailto:']")["href"] == "mailto:aylin@example.org"


def test_a_deputy_answers_while_the_contact_is_away(client, health, contact, company):
    deputy = ContactCard.objects.create(
        affiliation=Affiliation.objects.create(person=make_person("Malte"), organisation=company)
    )
    ContactCard.objects.filter(pk=contact.pk).update(away_until=timezone.localdate() + timedelta(days=1), deputy=deputy)
    card = read(client, health).select_one(".contact")
    assert card.select_one("a[href^='mailto:']")["href"] == "mailto:malte@example.org"


def test_a_contact_without_a_deputy_is_said_to_be_away_and_is_not_offered(client, health, contact):
    ContactCard.objects.filter(pk=contact.pk).update(away_until=timezone.localdate() + timedelta(days=1))
    card = read(client, health).select_one(".contact")
    assert card.select_one(".contact__away")
    assert not card.select("a")


def test_a_deputy_who_has_left_is_not_named(client, health, contact, company):
    gone = Affiliation.objects.create(
        person=make_person("Malte"), organisation=company, starts_on="2020-01-01", ends_on="2021-01-01"
    )
    deputy = ContactCard.objects.create(affiliation=gone)
    ContactCard.objects.filter(pk=contact.pk).update(away_until=timezone.localdate() + timedelta(days=1), deputy=deputy)
    assert "Malte" not in read(client, health).get_text()


def test_a_contact_who_has_left_is_not_shown(client, health, contact):
    yesterday = timezone.localdate() - timedelta(days=1)
    Affiliation.objects.update(starts_on=yesterday, ends_on=yesterday)
    page = read(client, health)
    assert page.select_one(".contact") is None
    assert "Aylin" not in page.get_text()


def test_an_adopter_s_template_replaces_ours(client, health, settings, tmp_path):
    (tmp_path / "networks").mkdir()
    (tmp_path / "networks" / "network_page.html").write_text("<h1>Anders: {{ page.title }}</h1>")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    assert "Anders: Unternehmen Gesundheit" in client.get(health.get_url()).content.decode()


def test_both_languages_show_the_same_members(client, health, members, company_page, english):
    translated = health.copy_for_translation(english, copy_parents=True)
    translated.title = "Healthy Companies"
    translated.save_revision().publish()
    page = read(client, NetworkPage.objects.get(pk=translated.pk))
    assert names(page.select_one("#members")) == ["Möhlenkolk Maschinenbau"]
    assert page.html["lang"] == "en"


# The list of members


@pytest.fixture
def many(health, uelzen, celle):
    for number, (name, district) in enumerate(
        [("Öko Äcker", uelzen), ("Zwirnhof Software", celle), ("Birkquast Gastro", celle), ("Alte Mühle", None)]
    ):
        company = Organisation.objects.create(name=name, district=district, city=f"Ort {number}")
        make_membership(health, company)
    make_membership(health, make_person("Xi"))


def test_the_list_says_how_many_and_in_which_order(client, members, many):
    page = read(client, members)
    assert page.select_one(".results__count").get_text(strip=True) == "5 Mitglieder, nach Namen"
    assert len(names(page)) == 5


def test_members_are_found_by_words_and_districts(client, members, many):
    assert names(read(client, members, q="zwirn SOFT")) == ["Zwirnhof Software"]
    assert names(read(client, members, q="Ort 2")) == ["Birkquast Gastro"]
    assert names(read(client, members, kreis="celle")) == ["Birkquast Gastro", "Zwirnhof Software"]
    assert len(names(read(client, members, kreis=["celle", "uelzen"]))) == 3
    assert names(read(client, members, q="xi beispiel")) == ["Xi Beispiel"]


def test_each_filter_says_how_many_it_would_show(client, members, many):
    page = read(client, members, q="Zwirnhof")
    options = {label.select_one("input")["value"]: label for label in page.select(".option")}
    assert "1" in options["celle"].select_one(".count").get_text()
    assert options["uelzen"].select_one("input").has_attr("disabled")


def test_a_filter_is_taken_off_by_its_chip(client, members, many):
    page = read(client, members, q="o", kreis=["celle", "uelzen"])
    addresses = [chip["href"] for chip in page.select(".chosen__chip")]
    assert addresses == [
        f"{members.get_url()}?kreis=celle&kreis=uelzen",
        f"{members.get_url()}?q=o&kreis=uelzen",
        f"{members.get_url()}?q=o&kreis=celle",
    ]


def test_nobody_found_says_what_to_do_next(client, members, many):
    page = read(client, members, q="Nirgendwo")
    assert page.select_one(".empty a")["href"] == members.get_url()


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\x00"},
        {"q": "\"'(*%_\\"},
        {"q": "x" * 100_000},
        {"kreis": "nowhere"},
        {"kreis": "' OR 1=1"},
        {"page": "-1"},
        {"page": "99999999999999999999"},
        {"page": "x"},
    ],
)
def test_strange_questions_get_a_page(client, members, many, query):
    read(client, members, **query)


def test_many_members_come_in_pages_that_can_be_shared(client, health, members):
    for number in range(30):
        make_membership(health, Organisation.objects.create(name=f"Firma {number:02}"))
    first, second = read(client, members, q="Firma"), read(client, members, q="Firma", page=2)
    assert len(names(first)) == 24
    assert names(second) == [f"Firma {number}" for number in range(24, 30)]
    assert "q=Firma" in first.select_one(".pagination a[rel=next]")["href"]


def test_a_list_under_no_network_shows_each_member_once(client, health, training, company):
    root = health.get_parent()
    everybody = root.add_child(instance=MemberIndexPage(title="Alle Mitglieder", slug="alle"))
    make_membership(health, company)
    make_membership(training, company)
    make_membership(training, make_person("Xi"))
    assert names(read(client, everybody)) == ["Xi Beispiel", company.name]


def test_a_list_of_one_network_shows_its_members_only(client, health, training, members, company):
    make_membership(training, company)
    assert names(read(client, members)) == []


@pytest.mark.parametrize("role", ["stranger", "bob", "eve"])
def test_pages_cost_the_same_for_few_and_many(
    client, request, health, members, company_page, role, django_assert_max_num_queries
):
    if role != "stranger":
        client.force_login(request.getfixturevalue(role))

    def cost(page):
        client.get(page.get_url())
        with django_assert_max_num_queries(60) as captured:
            read(client, page)
        return len(captured)

    pages = [health, members, company_page]
    few = [cost(page) for page in pages]
    for number in range(30):
        company = Organisation.objects.create(name=f"Firma {number}", district_id=1 + number % 8)
        make_membership(health, company)
        members.add_child(instance=MemberPage(title=f"Firma {number}", organisation=company))
    assert [cost(page) for page in pages] == few


# A member's page


def test_a_member_s_facts_come_from_the_organisation(client, company_page, company):
    company.sector = "Maschinenbau"
    company.save()
    page = read(client, company_page)
    assert page.h1.get_text(strip=True) == company.name
    assert "Maschinenbau" in page.select_one(".facts").get_text()
    assert "Uelzen" in page.select_one(".facts").get_text()


def test_a_page_that_few_see_says_so_to_them(client, company_page, bob):
    Membership.objects.update(visibility=Tier.MEMBERS)
    client.force_login(bob)
    assert read(client, company_page).select_one(".notice") is not None
    Membership.objects.update(visibility=Tier.PUBLIC)
    assert read(client, company_page).select_one(".notice") is None


def test_a_member_sees_their_networks_in_their_area(rf, bob, carol):
    request = rf.get("/")
    request.user = bob
    (section,) = [section for section in member_sections(request, bob) if section.slug == "networks"]
    assert "Möhlenkolk" in section.render(request)
    request.user = carol
    assert not [section for section in member_sections(request, carol) if section.slug == "networks"]
