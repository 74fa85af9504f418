"""The directory as visitors meet it: one address for every view of it, and a page for each provider."""

import re
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.utils import translation
from wagtail.models import Locale

from networks.models import Affiliation, ContactCard, Person
from networks.visibility import Tier
from providers.models import DirectoryPage, Listing, Term

from .conftest import make_listing, make_offer

pytestmark = pytest.mark.django_db


def text_of(response):
    """What a reader reads: no markup, single spaces."""
    html = response.content.decode().replace("<wbr>", "")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture
def visit(client, directory, vardenhoop, tidenruh, nordlicht):
    def get(address="", **options):
        return client.get(directory.get_url() + address, **options)

    return get


def titles(response):
    return [card.title.split()[0] for card in response.context["listings"]]


def option(response, key, value):
    group = next(group for group in response.context["groups"] if group["name"] == key)
    return next(option for option in group["options"] if option["value"] == value)


def test_the_directory_says_how_many_there_are_and_in_which_order(visit):
    response = visit()
    assert titles(response) == ["Nordlichtpuls", "Tidenruh", "Vardenhoop"]
    assert "3 Anbieter, alphabetisch" in text_of(response)


def test_filters_are_chips_that_lead_to_the_same_list_without_them(visit):
    response = visit("?q=bewegung&bgf_field=bewegung&kreis=uelzen")
    chips = {chip["label"]: chip["remove_url"] for chip in response.context["chips"]}
    assert list(chips) == ["„bewegung“", "Uelzen", "Bewegung und Ergonomie"]
    assert chips["Uelzen"].endswith("/anbieter-finden/?q=bewegung&bgf_field=bewegung")
    assert response.context["reset_url"].endswith("/anbieter-finden/")


def test_a_term_that_finds_nothing_cannot_be_chosen_and_says_so(visit):
    stress = option(visit("?provider_type=praxis"), "bgf_field", "stress")
    assert stress["count"] == 0
    assert stress["disabled"]
    assert not option(visit("?provider_type=praxis"), "bgf_field", "bewegung")["disabled"]


def test_a_chosen_term_without_result_can_be_removed(visit):
    response = visit("?bgf_field=stress&provider_type=praxis")
    assert titles(response) == []
    assert option(response, "bgf_field", "stress")["checked"]
    assert not option(response, "bgf_field", "stress")["disabled"]
    assert "Kein Anbieter erfüllt das alles." in text_of(response)


def test_without_any_provider_the_directory_says_so(client, directory):
    assert "Es ist noch kein Anbieter eingetragen." in text_of(client.get(directory.get_url()))


def test_a_card_names_the_offers_that_meet_the_filters(visit):
    (card,) = visit("?offer_format=vortrag").context["listings"]
    assert [offer["title"] for offer in card.offers] == ["Vortrag gesund sitzen"]
    assert re.search(r"/vardenhoop-bewegungswerkstatt/\?offer_format=vortrag#offer-\d+$", card.offers[0]["url"])
    assert not visit("?kreis=uelzen").context["listings"][0].offers


def test_the_list_has_pages_and_they_keep_the_filters(visit, settings):
    settings.PROVIDERS_PER_PAGE = 2
    first, second = visit("?delivery=online"), visit("?delivery=online&page=2")
    assert titles(first) + titles(second) == ["Nordlichtpuls", "Tidenruh", "Vardenhoop"]
    assert "delivery=online&amp;page=2" in first.content.decode()
    assert "3 Anbieter" in text_of(second)


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "1.5", "9" * 5000, "", "%00", "１"])
def test_any_page_number_answers(visit, number):
    assert visit(f"?page={number}").status_code == 200


STRANGE = ['"', "'", "\x00", "*", "(", "NEAR(", '" OR 1=1 --', "%", "_", "\\", "🧘", "\ud7ff", "a" * 1_000_000,
           "a b " * 250_000, "<script>alert(1)</script>", "{{ 7*7 }}", "‮", "ﷺ", "0" * 300]  # fmt: skip


KEYS = ["q", "bgf_field", "kreis", "delivery", "page", "unbekannt"]


@pytest.mark.parametrize("value", STRANGE, ids=lambda value: repr(value[:20]))
def test_strange_values_get_an_answer(visit, value):
    for query in ["&".join(f"{key}={quote(value)}" for key in KEYS[1:]), f"q={quote(value)}"]:
        response = visit(f"?{query}")
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


def test_values_that_are_no_text_answer(visit):
    assert visit("?q=%ff%fe&bgf_field=%c3%28&kreis=%ed%a0%80").status_code == 200


def test_ids_of_other_things_mean_nothing(visit):
    term = Term.objects.get(facet__slug="bgf_field", slug="stress")
    response = visit(f"?bgf_field={term.pk}&kreis=1&provider_type=stress")
    assert titles(response) == ["Nordlichtpuls", "Tidenruh", "Vardenhoop"]
    assert "gibt es nicht mehr" in text_of(response)


def test_the_directory_costs_the_same_for_few_and_many(visit, directory, client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert visit("?bgf_field=lebensstil&q=bewegung").status_code == 200
        return len(queries)

    visit()
    few = cost()
    for number in range(60):
        listing = make_listing(
            f"Bewegung {number:03}", term_names=["bgf_field:bewegung"], districts=["celle", "gifhorn"]
        )
        make_offer(listing, "Kurs", "offer_format:kurs", "target_group:buero")
    assert cost() == few


# The page of a provider


def test_a_provider_has_a_page_with_offers_and_contact(visit, vardenhoop):
    vardenhoop.organisation.phone = "040 66969 110"
    vardenhoop.organisation.email = "post@vardenhoop.example.org"
    vardenhoop.organisation.save()
    page = visit("vardenhoop-bewegungswerkstatt/")
    said = text_of(page)
    for words in ["Rückenkurs", "bis zu 20 Personen", "im Betrieb", "Kurs mit mehreren Terminen", "Uelzen",
                  "Bewegung und Ergonomie", "vardenhoop.example.org", "040 66969 110", "post@vardenhoop.example.org",
                  "Zuletzt aktualisiert: Montag, 2. November 2026".replace("2. N", "2.\xa0N")]:  # fmt: skip
        assert words.replace("\xa0", " ") in said.replace("\xa0", " "), words
    html = page.content.decode()
    assert html.count("<h1") == 1
    assert 'href="tel:+494066969110"' in html
    assert re.search(r'<li id="offer-\d+">', html)


def test_own_contact_facts_go_before_those_of_the_organisation(visit, vardenhoop):
    vardenhoop.own_email = "kurse@vardenhoop.example.org"
    vardenhoop.save()
    assert "kurse@vardenhoop.example.org" in text_of(visit("vardenhoop-bewegungswerkstatt/"))


def test_the_contact_person_is_shown_as_their_card_says(visit, vardenhoop):
    person = Person.objects.create(given_name="Jördis", family_name="Vardenhoop", email="jv@example.org", phone="1234")
    affiliation = Affiliation.objects.create(person=person, organisation=vardenhoop.organisation)
    vardenhoop.contact = ContactCard.objects.create(affiliation=affiliation, show_phone=False)
    vardenhoop.save()
    said = text_of(visit("vardenhoop-bewegungswerkstatt/"))
    assert "Jördis Vardenhoop" in said
    assert "jv@example.org" in said
    assert "1234" not in said


def test_the_way_back_keeps_the_filters(visit, directory):
    page = visit("vardenhoop-bewegungswerkstatt/?kreis=uelzen&q=kurs&evil=%22%3E")
    assert page.context["back_url"] == f"{directory.get_url()}?q=kurs&kreis=uelzen"
    assert f'<link rel="canonical" href="{directory.get_full_url()}vardenhoop-bewegungswerkstatt/">' in (
        page.content.decode()
    )


@pytest.mark.parametrize("slug", ["gibt-es-nicht", "entwurf", "zurueckgezogen", "nur-fuer-mitglieder"])
def test_what_is_not_there_for_a_visitor_is_explained_alike(visit, slug):
    make_listing("Entwurf", live=False)
    make_listing("Zurückgezogen").unpublish()
    make_listing("Nur für Mitglieder", visibility=Tier.MEMBERS)
    response = visit(f"{slug}/")
    assert response.status_code == 404
    assert "Anbieter nicht gefunden" in text_of(response)
    assert "Mitglieder</h1>" not in response.content.decode()
    assert "Alle Anbieter zeigen" in text_of(response)


def test_members_see_what_is_for_members(visit, client, bob):
    make_listing("Nur für Mitglieder", visibility=Tier.MEMBERS)
    client.force_login(bob)
    assert visit("nur-fuer-mitglieder/").status_code == 200
    assert "Nur für Mitglieder" in text_of(visit())


def test_offers_in_draft_are_not_on_the_page(visit, vardenhoop):
    make_offer(vardenhoop, "Geheimes Angebot", live=False)
    assert "Geheimes" not in text_of(visit("vardenhoop-bewegungswerkstatt/"))


def test_a_provider_page_costs_the_same_for_few_and_many_offers(visit, vardenhoop):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert visit("vardenhoop-bewegungswerkstatt/").status_code == 200
        return len(queries)

    visit("vardenhoop-bewegungswerkstatt/")
    few = cost()
    for number in range(40):
        make_offer(vardenhoop, f"Kurs {number}", "offer_format:kurs", "target_group:buero")
    assert cost() == few


def test_the_english_directory_speaks_english(client, directory, vardenhoop):
    english, _created = Locale.objects.get_or_create(language_code="en")
    home = directory.get_parent()
    if not home.has_translation(english):
        home.copy_for_translation(english).save_revision().publish()
    page = directory.copy_for_translation(english)
    page.title, page.slug = "Find providers", "find-providers"
    page.save_revision().publish()
    page = DirectoryPage.objects.get(pk=page.pk)
    with translation.override("en"):
        url = page.get_url()
    assert url.startswith("/en/")
    said = text_of(client.get(f"{url}?bgf_field=bewegung"))
    assert "Exercise and ergonomics" in said
    assert "1 provider" in said
    one = client.get(f"{url}vardenhoop-bewegungswerkstatt/")
    assert "at your company" in text_of(one)
    assert 'lang="de"' in one.content.decode()


def test_the_sitemap_holds_public_providers_only(directory, vardenhoop):
    make_listing("Intern", visibility=Tier.MEMBERS)
    make_listing("Entwurf", live=False)
    locations = [url["location"] for url in directory.get_sitemap_urls()]
    assert locations == [directory.get_full_url(), f"{directory.get_full_url()}vardenhoop-bewegungswerkstatt/"]


def test_a_listing_knows_its_address(directory, vardenhoop):
    cache.clear()
    assert vardenhoop.get_absolute_url() == f"{directory.get_url()}vardenhoop-bewegungswerkstatt/"
    directory.unpublish()
    assert Listing.objects.get(pk=vardenhoop.pk).get_absolute_url() is None
