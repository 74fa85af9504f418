import pytest
from wagtail.models import PageViewRestriction

from home.models import ContentPage
from networks.models import MemberIndexPage, MemberPage
from providers.models import DirectoryPage, Listing
from tests.cast import make_membership
from tests.events.dates import make_page

from .making import add, home_page, translate

pytestmark = pytest.mark.django_db


def addresses(client):
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    return response.content.decode()


def test_the_sitemap_names_pages_events_and_providers_in_all_languages(client, company, english):
    translate(home_page(), english)
    page = add(ContentPage, slug="beratung")
    translate(page, english, slug="advice")
    event = make_page()
    directory = add(DirectoryPage, slug="anbieter")
    Listing.objects.create(organisation=company, title="Vardenhoop", slug="vardenhoop")
    text = addresses(client)
    for url in ("/beratung/", "/en/advice/", event.get_url(), directory.get_url(), "/anbieter/vardenhoop/"):
        assert f"<loc>http://localhost{url}</loc>" in text


def test_what_a_stranger_may_not_see_is_not_named(client, company, health, bob):
    closed = add(ContentPage, slug="intern")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    hidden = [closed, make_page(visibility="members")]
    members = health.add_child(instance=MemberIndexPage(title="Mitglieder", slug="mitglieder"))
    from networks.models import Organisation

    quiet = Organisation.objects.create(name="Still", slug="still")
    make_membership(health, quiet, visibility="staff")
    hidden.append(add(MemberPage, members, slug="still", organisation=quiet))
    add(DirectoryPage, slug="anbieter")
    Listing.objects.create(organisation=company, title="Geheim", slug="geheim", visibility="members")
    client.force_login(bob)  # the sitemap is for everybody, whoever fetches it
    text = addresses(client)
    for page in hidden:
        assert page.get_url() not in text
    assert "/geheim/" not in text


def test_the_sitemap_costs_the_same_for_many_pages(client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    add(ContentPage)
    addresses(client)
    with CaptureQueriesContext(connection) as few:
        addresses(client)
    for _ in range(15):
        add(ContentPage)
    with django_assert_num_queries(len(few)):
        addresses(client)


def test_robots_are_told_what_is_of_no_use_to_them(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://localhost/sitemap.xml" in text
