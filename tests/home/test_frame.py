import pytest
from wagtail.models import Page, PageViewRestriction, Site

from home.models import ContentPage, SiteDetails

from .making import add, home_page, translate

pytestmark = pytest.mark.django_db


def frame_of(client, url="/"):
    return client.get(url).context


def call(context, name):
    return context[name]()


def test_navigation_shows_pages_of_the_first_level_that_are_meant_for_menus(client):
    add(ContentPage, title="Beratung", show_in_menus=True)
    add(ContentPage, title="Nicht im Menü")
    assert [item["title"] for item in call(frame_of(client), "nav_items")] == ["Beratung"]


def test_navigation_says_where_one_is(client):
    section = add(ContentPage, title="Beratung", show_in_menus=True)
    below = add(ContentPage, section, title="Förderung")
    (at_page,) = call(frame_of(client, section.get_url()), "nav_items")
    (above_page,) = call(frame_of(client, below.get_url()), "nav_items")
    assert (at_page["current"], at_page["exact"]) == (True, True)
    assert (above_page["current"], above_page["exact"]) == (True, False)


def test_navigation_hides_what_a_visitor_may_not_open(client, bob):
    page = add(ContentPage, title="Nur für Angemeldete", show_in_menus=True)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert call(frame_of(client), "nav_items") == []
    client.force_login(bob)
    assert [item["title"] for item in call(frame_of(client), "nav_items")] == ["Nur für Angemeldete"]


def test_navigation_costs_the_same_for_many_items(client, django_assert_max_num_queries):
    for _ in range(8):
        add(ContentPage, show_in_menus=True)
    client.get("/impressum/")
    with django_assert_max_num_queries(20):
        client.get("/impressum/")


def test_every_page_has_the_legal_pages_and_the_way_to_report_a_barrier(client):
    for url in ("/", "/suche/", "/konto/login/", "/barriere-melden/", "/gibt-es-nicht/"):
        html = client.get(url).content.decode()
        for path in ("/impressum/", "/datenschutz/", "/barrierefreiheit/", "/barriere-melden/"):
            assert f'href="{path}' in html, (url, path)


def test_the_link_to_report_a_barrier_names_the_page(client):
    assert "/barriere-melden/?seite=%2Fimpressum%2F" in client.get("/impressum/").content.decode()


def test_the_footer_says_who_runs_the_site(client):
    site = Site.objects.get(is_default_site=True)
    SiteDetails.objects.update_or_create(site=site, defaults={"publisher": "Beispielkammer", "address": "Am Markt 1"})
    html = client.get("/impressum/").content.decode()
    assert "Beispielkammer" in html
    assert "Am Markt 1" in html


def test_a_demo_says_so(client):
    assert "demo-banner" not in client.get("/").content.decode()
    SiteDetails.objects.update(is_demo=True)
    assert "demo-banner" in client.get("/").content.decode()


def test_a_site_in_one_language_offers_no_other(client):
    assert call(frame_of(client), "language_links") == []


def test_the_language_switch_leads_to_the_translation(client, english):
    translate(home_page(), english, title="Home")
    page = add(ContentPage, title="Beratung", slug="beratung")
    translate(page, english, title="Advice", slug="advice")
    (link,) = call(frame_of(client, page.get_url()), "language_links")
    assert (link["code"], link["name"], link["url"]) == ("en", "English", "/en/advice/")


def test_without_a_translation_the_switch_leads_to_the_other_home_page(client, english):
    translate(home_page(), english)
    page = add(ContentPage)
    (link,) = call(frame_of(client, page.get_url()), "language_links")
    assert link["url"] == "/en/"


def test_the_switch_keeps_a_view_and_its_query(client, english):
    translate(home_page(), english)
    (link,) = call(frame_of(client, "/suche/?q=Beratung"), "language_links")
    assert link["url"] == "/en/suche/?q=Beratung"


def test_english_pages_speak_english(client, english):
    translate(home_page(), english, title="Home")
    html = client.get("/en/").content.decode()
    assert '<html lang="en">' in html
    assert "Next dates" in html
    assert 'hreflang="de"' in html


def test_german_legal_pages_stand_in_until_they_are_translated(client, english):
    translate(home_page(), english)
    assert 'href="/impressum/"' in client.get("/en/").content.decode()


def test_pages_of_another_site_are_not_in_the_footer(client):
    from home.models import HomePage, LegalPage

    other = Page.get_first_root_node().add_child(instance=HomePage(title="Andere", slug="andere"))
    add(LegalPage, other, title="Fremdes Impressum", kind="imprint")
    assert "Fremdes Impressum" not in client.get("/").content.decode()


def test_a_page_without_a_translation_has_one_address(client, english):
    assert client.get("/en/impressum/")["Location"] == "/impressum/"
    assert client.get("/en/")["Location"] == "/"
    translate(home_page(), english)
    assert client.get("/en/").status_code == 200


def test_the_link_to_report_a_barrier_never_carries_a_secret_address(client):
    html = client.get("/kalender/platz/geheim-geheim-geheim-geheim/").content.decode()
    assert 'href="/barriere-melden/"' in html
    assert "seite=" not in html


def test_programs_that_ask_for_the_icon_by_its_old_name_get_it(client):
    assert client.get("/favicon.ico", follow=True).redirect_chain == [("/static/home/favicon.ico", 302)]
