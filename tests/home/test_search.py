from urllib.parse import urlencode

import pytest
from wagtail.models import PageViewRestriction

from home.models import ContentPage
from networks.models import MemberIndexPage, MemberPage
from providers.models import DirectoryPage, Listing
from tests.cast import make_membership
from tests.events.dates import make_date, make_page

from .making import add, home_page, make_projects, translate

pytestmark = [pytest.mark.django_db, pytest.mark.searches]


def found(client, q, **more):
    response = client.get("/suche/", {"q": q} | more, follow=True)
    assert response.status_code == 200
    return {group.kind.slug: [str(hit.title) for hit in group.hits] for group in response.context["groups"]}


def make_listing(company, title, **fields):
    if not DirectoryPage.objects.exists():
        add(DirectoryPage, title="Anbieter", slug="anbieter")
    return Listing.objects.create(organisation=company, title=title, slug=title.lower().replace(" ", "-"), **fields)


def make_event(title, **fields):
    page = make_page(title, **fields)
    page.save_revision().publish()
    return page


def test_every_kind_is_found_and_counted(client, health, company):
    make_membership(health, company)
    members = health.add_child(instance=MemberIndexPage(title="Mitglieder", slug="mitglieder"))
    add(MemberPage, members, title="Möhlenkolk Rücken", organisation=company)
    add(ContentPage, title="Rücken im Büro")
    make_event("Rücken stärken")
    make_listing(company, "Rücken Vardenhoop")
    assert found(client, "Rücken") == {
        "pages": ["Rücken im Büro"],
        "events": ["Rücken stärken"],
        "providers": ["Rücken Vardenhoop"],
        "members": ["Möhlenkolk Rücken"],
    }


def test_a_word_in_the_text_or_the_beginning_of_a_title_is_enough(client):
    add(ContentPage, title="Gefährdungsbeurteilung", body=[("text", "<p>Psychische Belastung</p>")])
    assert found(client, "Gefährd")["pages"] == ["Gefährdungsbeurteilung"]
    assert found(client, "belastung")["pages"] == ["Gefährdungsbeurteilung"]


def test_the_page_that_is_called_so_comes_first(client):
    add(ContentPage, title="Rücken im Büro")
    add(ContentPage, title="Neues aus dem Haus", body=[("text", "<p>Etwas über den Rücken</p>")])
    assert found(client, "Rücken")["pages"] == ["Rücken im Büro", "Neues aus dem Haus"]


def test_a_word_of_a_title_is_found_with_another_ending(client):
    add(ContentPage, title="Regionaler Gesundheitstag Uelzen")
    assert b"Regionaler Gesundheitstag Uelzen" in client.get("/suche/?q=Gesundheitstage+Uelzen").content


def test_all_words_must_be_there(client):
    add(ContentPage, title="Rücken im Büro")
    assert found(client, "Rücken Wolfsburg") == {}


def test_nothing_typed_finds_nothing_and_is_no_error(client):
    assert found(client, "") == {}
    assert client.get("/suche/").status_code == 200


def test_an_empty_result_says_what_to_do(client):
    html = client.get("/suche/?q=Nirgendwo").content.decode()
    assert "Nirgendwo" in html
    assert 'class="empty"' in html


@pytest.mark.parametrize(
    "q",
    [
        '"', "'", "(", ")", "*", "\x00", "a\x00b", '"Rücken', "Rücken*", "NEAR(", "AND", "OR NOT", "a AND", "-x", "^a",
        "title:x", "%", "_", "\\", ";--", "{{ 7*7 }}", "<script>", "🦙", "ÄÖÜß", "a:b", "'; DROP TABLE x; --", "|", "&",
        "!", "<->", "+-+", ".", "…", "\u202e", "١٢٣", "a" * 300, " " * 300, "NULL", "\t\n\r",
    ],
)  # fmt: skip
def test_every_query_survives(client, q):
    found(client, q)
    found(client, f"{q} Rücken {q}", kind="pages", page=q)


def test_a_megabyte_is_cut_before_anything_looks_for_it(client):
    add(ContentPage, title="Rücken im Büro")
    query = urlencode({"q": "Rücken " * 150_000})
    response = client.get(f"/suche/?{query}", follow=True)
    assert response.status_code == 200
    assert len(response.context["words"]) <= 200


def test_what_was_searched_for_is_text(client):
    html = client.get("/suche/", {"q": '"><img src=x onerror=alert(1)>'}).content.decode()
    assert "<img" not in html


def test_closed_pages_are_found_only_by_those_who_may_open_them(client, bob):
    page = add(ContentPage, title="Protokoll Quellmoor")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert found(client, "Quellmoor") == {}
    client.force_login(bob)
    assert found(client, "Quellmoor") == {"pages": ["Protokoll Quellmoor"]}


def test_members_events_and_hidden_providers_are_not_found_by_strangers(client, company, bob):
    make_event("Arbeitskreis Quellmoor", visibility="members")
    make_listing(company, "Quellmoor Ernährung", visibility="members")
    assert found(client, "Quellmoor") == {}
    client.force_login(bob)
    assert set(found(client, "Quellmoor")) == {"events", "providers"}


def test_hidden_members_are_not_found(client, health, company):
    make_membership(health, company, visibility="staff")
    members = health.add_child(instance=MemberIndexPage(title="Mitglieder", slug="mitglieder"))
    add(MemberPage, members, title="Quellmoor GmbH", organisation=company)
    assert found(client, "Quellmoor") == {}


def test_drafts_are_not_found(client):
    page = add(ContentPage, title="Quellmoor")
    page.unpublish()
    assert found(client, "Quellmoor") == {}


def test_each_language_finds_its_own_pages(client, english):
    translate(home_page(), english)
    page = add(ContentPage, title="Beratung Quellmoor")
    translate(page, english, title="Advice Quellmoor", slug="advice")
    assert found(client, "Quellmoor") == {"pages": ["Beratung Quellmoor"]}
    response = client.get("/en/suche/", {"q": "Quellmoor"})
    assert [hit.title for hit in response.context["groups"][0].hits] == ["Advice Quellmoor"]


def test_a_kind_can_be_opened_and_paged(client):
    for number in range(25):
        add(ContentPage, title=f"Rücken {number:02}")
    assert len(found(client, "Rücken")["pages"]) == 5
    response = client.get("/suche/?q=Rücken&kind=pages&page=2")
    (group,) = response.context["groups"]
    assert (group.count, len(group.hits)) == (25, 5)


def test_an_event_says_its_next_date(client):
    date = make_date(make_event("Ausbilderfrühstück"))
    html = client.get("/suche/?q=Ausbilderfrühstück").content.decode()
    assert str(date.local_start.year) in html


def test_searching_costs_the_same_for_one_and_for_many(client, company, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def more(n):
        for number in range(n):
            add(ContentPage, title=f"Rücken {number}")
            make_date(make_event(f"Rücken {number}"))
            make_listing(company, f"Rücken {n} {number}")
        make_projects(n)

    more(1)
    client.get("/suche/?q=Rücken")
    with CaptureQueriesContext(connection) as few:
        client.get("/suche/?q=Rücken")
    more(15)
    with django_assert_num_queries(len(few)):
        client.get("/suche/?q=Rücken")
