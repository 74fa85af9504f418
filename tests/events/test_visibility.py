"""An event that is not for everybody appears on no surface for a stranger, with a cold and a warm cache."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, Page, PageViewRestriction

from events.models import EventPage, Occurrence
from networks.visibility import Tier, visible_list, visible_pages

from .stories import an_index, in_days, make_index, only_date, publish, publish_event

pytestmark = [pytest.mark.django_db, pytest.mark.searches]
SECRET = "Heidelbeerkuchen"


@pytest.fixture(autouse=True)
def _an_empty_cache():
    cache.clear()


@pytest.fixture(params=[Tier.MEMBERS, Tier.GROUP, Tier.STAFF])
def hidden(request, health, uelzen):
    make_index()
    return publish_event(
        in_days(14), title=SECRET, summary=SECRET, networks=[health], districts=[uelzen], visibility=request.param
    )


def surfaces(page):
    date = only_date(page)
    index = an_index().get_url()
    return [
        index,
        f"{index}?q={SECRET.lower()}",
        f"{index}?monat={date.local_start:%Y-%m}",
        f"{index}?kreis=uelzen&art=gesundheitstag",
        page.get_url(),
        reverse("events:register", args=[date.uid]),
        reverse("events:occurrence_ics", args=[date.uid]),
        *(reverse(f"events:{name}", args=[what]) for name in ("feed", "subscribe") for what in FEEDS),
        page.networks.first().get_url(),
        "/sitemap.xml",
        f"/suche/?q={SECRET.lower()}",
    ]


FEEDS = ["alle", "netzwerk/unternehmen-gesundheit", "kreis/uelzen", "art/gesundheitstag", "auswahl/ohne-abgesagte/alle"]
FEEDS += ["auswahl/kreis/uelzen/art/gesundheitstag", f"auswahl/suche/{SECRET.lower()}"]


def leaks(client, page):
    """The addresses whose answer holds the secret word. One searches for it in small letters, which come back."""
    for address in surfaces(page):
        if SECRET in client.get(address, follow=True).content.decode():
            yield address


@pytest.mark.thorough
def test_a_stranger_finds_nothing_before_and_after_a_member_looked(client, hidden, ada, carol):
    assert list(leaks(client, hidden)) == []
    client.force_login(ada)
    for address in surfaces(hidden):
        client.get(address)
    assert SECRET in client.get(an_index().get_url()).content.decode()
    for stranger in (None, carol):
        client.logout()
        if stranger:
            client.force_login(stranger)
        assert list(leaks(client, hidden)) == []


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD])
@pytest.mark.parametrize("closed", ["event", "index"])
def test_wagtail_s_privacy_closes_every_surface_of_an_event_too(
    client, health, uelzen, kind, closed, django_capture_on_commit_callbacks
):
    make_index()
    page = publish_event(in_days(14), title=SECRET, summary=SECRET, networks=[health], districts=[uelzen])
    assert list(leaks(client, page))
    with django_capture_on_commit_callbacks(execute=True):
        restriction = PageViewRestriction.objects.create(
            page=page if closed == "event" else page.get_parent(), restriction_type=kind, password="Wacholder"
        )
    assert list(leaks(client, page)) == []
    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    assert SECRET in client.get(reverse("events:feed", args=["alle"])).content.decode()


def test_its_pages_do_not_exist_for_a_stranger(client, hidden):
    date = only_date(hidden)
    for address in (
        hidden.get_url(),
        reverse("events:register", args=[date.uid]),
        reverse("events:occurrence_ics", args=[date.uid]),
    ):
        assert client.get(address).status_code == 404


def test_members_of_another_network_see_what_is_for_all_members_only(client, health, dora):
    for_all = publish_event(title="Alle", networks=[health], visibility=Tier.MEMBERS)
    for_group = publish_event(title="Gruppe", networks=[health], visibility=Tier.GROUP)
    client.force_login(dora)
    assert client.get(for_all.get_url()).status_code == 200
    assert client.get(for_group.get_url()).status_code == 404
    assert [o.title for o in Occurrence.objects.visible_to(dora)] == ["Alle"]


def test_a_translation_is_as_hidden_as_its_source(client, english, health, bob):
    page = publish_event(networks=[health])
    translated = publish(page.copy_for_translation(english, copy_parents=True))
    page.visibility = Tier.MEMBERS
    publish(page)
    assert EventPage.objects.get(pk=translated.pk).visibility == Tier.PUBLIC
    assert client.get(translated.get_url()).status_code == 404
    assert not visible_pages(EventPage.objects.all(), None).exists()
    assert visible_list(Page.objects.filter(pk__in=[page.pk, translated.pk]), None) == []
    client.force_login(bob)
    assert client.get(translated.get_url()).status_code == 200


def test_what_members_see_is_not_kept_by_caches_between(client, hidden, ada):
    client.force_login(ada)
    assert "no-store" in client.get(hidden.get_url())["Cache-Control"]
    index = client.get(an_index().get_url())
    assert "Cookie" in index["Vary"]


def test_a_hidden_event_of_a_coordinator_is_seen_by_her(client, hidden, ada):
    client.force_login(ada)
    assert client.get(hidden.get_url()).status_code == 200


@pytest.fixture
def closed_translation(english, health, uelzen, django_capture_on_commit_callbacks):
    """The German page is open, its translation is not."""
    make_index()
    page = publish_event(title="Kuchentag", networks=[health], districts=[uelzen])
    translated = page.copy_for_translation(english, copy_parents=True)
    translated.title, translated.summary = SECRET, SECRET
    translated = publish(translated)
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=translated, restriction_type=PageViewRestriction.LOGIN)
    return translated


def english_surfaces(date):
    with override("en"):
        feeds = [
            reverse(f"events:{name}", args=[what])
            for name in ("feed", "feed_json", "feed_rss", "embed", "embed_month", "subscribe")
            for what in FEEDS
        ]
        own = [reverse(f"events:{name}", args=[date.uid]) for name in ("register", "occurrence_ics")]
    index = an_index().get_translation(Locale.objects.get(language_code="en")).get_url()
    return [index, f"{index}?monat={date.local_start:%Y-%m}", "/en/", *own, *feeds, "/kalender/alle.en.ics"]


def test_a_closed_translation_is_shown_nowhere_by_its_open_source(client, closed_translation):
    date = Occurrence.objects.get()
    for address in english_surfaces(date):
        assert SECRET not in client.get(address, follow=True).content.decode(), address
    assert "Kuchentag" in client.get("/kalender/alle.en.ics").content.decode()
    assert "Kuchentag" in client.get("/en/kalender/alle.json").content.decode()


def test_the_words_of_a_closed_translation_find_nothing(client, closed_translation, admin_ina):
    index, words = an_index().get_url(), f"?q={SECRET.lower()}"
    found = [f"{index}{words}", f"/kalender/auswahl/suche/{SECRET}.ics", f"/kalender/auswahl/suche/{SECRET}.json"]
    for address in found:
        assert "Kuchentag" not in client.get(address).content.decode(), address
    client.force_login(admin_ina)
    assert "Kuchentag" in client.get(found[0]).content.decode()
    assert "Kuchentag" not in client.get(found[1]).content.decode()


def test_the_name_of_a_network_s_closed_translation_names_no_calendar(client, english, health):
    translated = health.copy_for_translation(english, copy_parents=True)
    translated.title = SECRET
    translated.save_revision().publish()
    PageViewRestriction.objects.create(page=translated, restriction_type=PageViewRestriction.LOGIN)
    for address in (f"/en/kalender/netzwerk/{health.slug}.ics", f"/en/kalender/abonnieren/netzwerk/{health.slug}/"):
        answer = client.get(address).content.decode()
        assert health.title in answer
        assert SECRET not in answer
