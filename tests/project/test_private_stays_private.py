"""What is not for everybody appears on no surface: not in lists, feeds, search, sitemap, exports or addresses.

A stranger walks the whole site: every address that the URL configuration knows, every link that a page offers, and the
addresses of the hidden things themselves; with a cold cache, and again after an administrator went the same way.
There is no public API; Wagtail's, for its own admin, lies behind the login as everything below `/admin/`.
"""

import re
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from events.models import EventIndexPage
from home.models import (
    AdvicePage,
    ContentPage,
    InitiativePage,
    PressIndexPage,
    PressReleasePage,
    ProjectPage,
)
from networks.models import HealthNetworkPage, MemberIndexPage, MemberPage, Organisation
from networks.visibility import Tier
from providers.models import DirectoryPage, Listing, Offer
from tests.cast import make_membership, make_person
from tests.events.stories import in_days, only_date, publish, publish_event
from tests.home.making import add, home_page, make_document, translate

pytestmark = [pytest.mark.django_db, pytest.mark.searches, pytest.mark.thorough]
WORD = "Quittengelee"
SLUG = "verborgen"


@pytest.fixture
def stage(health, company, uelzen, english):
    """A site in two languages with one public thing of each kind, so that every list has something to show."""
    translate(home_page(), english)
    stage = {"health": health, "calendar": add(EventIndexPage, slug="termine")}
    stage["members"] = add(MemberIndexPage, health, slug="mitglieder")
    stage["directory"] = add(DirectoryPage, slug="anbieter")
    stage["press"] = add(PressIndexPage, slug="presse")
    stage["initiative"] = add(InitiativePage, slug="initiative")
    stage["content"] = add(ContentPage, slug="inhalt", show_in_menus=True)
    add(AdvicePage, slug="beratung")
    for page in [health, *list(stage.values())[1:]]:
        translate(page, english)
    make_membership(health, company)
    add(MemberPage, stage["members"], slug="moehlenkolk", organisation=company)
    add(PressReleasePage, stage["press"], slug="meldung")
    add(ProjectPage, stage["initiative"], slug="projekt", network=health)
    listing = Listing.objects.create(organisation=company, title="Tidenruh", slug="tidenruh", networks=[health])
    Offer.objects.create(listing=listing, title="Rückenkurs")
    publish_event(in_days(14), title="Gesundheitstag", parent=stage["calendar"], networks=[health], districts=[uelzen])
    return stage | {"uelzen": uelzen, "english": english}


# What is hidden. Each holds the word wherever somebody could have written it, and returns its own addresses.


def texts(name, **fields):
    words = {
        "title": f"{WORD} {name}",
        "slug": slugify(f"{SLUG} {name}"),
        "search_description": WORD,
        "seo_title": f"{WORD} {name}",
    }
    return words | {"show_in_menus": True} | fields


def long_texts(name, **fields):
    return texts(name, summary=WORD, body=[("text", f"<p>{WORD} {name}</p>")], **fields)


def close(page, privacy):
    PageViewRestriction.objects.create(page=page, restriction_type=privacy, password="Wacholder")
    return [page.get_url()]


def private_page(stage, privacy):
    """In both languages, with a page below it, and named by the button of the home page."""
    page = add(ContentPage, stage["content"], **long_texts(f"page {privacy}"))
    below = add(ContentPage, page, **long_texts(f"below {privacy}"))
    home = home_page()
    home.action_page = page
    home.save_revision().publish()
    translated = translate(page, stage["english"])
    return [*close(page, privacy), *close(translated, privacy), below.get_url()]


def private_release(stage, privacy):
    return close(add(PressReleasePage, stage["press"], **long_texts(f"release {privacy}")), privacy)


def private_project(stage, privacy):
    return close(add(ProjectPage, stage["initiative"], **long_texts(f"project {privacy}")), privacy)


def private_network(stage, privacy):
    """With a public date, a public provider, a public project and a public member, none of which names it."""
    page = add(HealthNetworkPage, **texts(f"network {privacy}"))
    public_things(stage, page)
    return [*close(page, privacy), reverse("events:feed", args=[f"netzwerk/{page.slug}"])]


def network_below_a_private_page(stage, privacy):
    above = add(ContentPage, stage["content"], **long_texts(f"above {privacy}"))
    page = add(HealthNetworkPage, above, **texts(f"lower-network {privacy}"))
    public_things(stage, page)
    return [*close(above, privacy), page.get_url(), reverse("events:feed", args=[f"netzwerk/{page.slug}"])]


def public_things(stage, network):
    publish_event(in_days(15), title="Offener Termin", parent=stage["calendar"], networks=[network])
    add(ProjectPage, stage["initiative"], slug=f"projekt-{network.pk}", network=network)
    organisation = Organisation.objects.create(name="Offen")
    Listing.objects.create(organisation=organisation, title="Offener Anbieter", networks=[network])
    make_membership(network, organisation)


def private_event(stage, privacy):
    page = publish_event(in_days(16), **texts(f"private-event {privacy}", **near(stage)))
    return [*close(page, privacy), *date_addresses(page)]


def private_document(stage, privacy):
    collection = Collection.get_first_root_node().add_child(name=f"{WORD} collection {privacy}")
    document = make_document(f"{WORD} document {privacy}", WORD.encode())
    document.collection = collection
    document.save()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=privacy, password="Wacholder")
    return [document.url, f"/media/{document.file.name}"]


def hidden_event(stage, tier):
    page = publish_event(in_days(16), **texts(f"event {tier}", summary=WORD, visibility=tier, **near(stage)))
    translated = publish(page.copy_for_translation(stage["english"], copy_parents=True))
    return [*date_addresses(page), translated.get_url()]


def near(stage):
    return {"parent": stage["calendar"], "networks": [stage["health"]], "districts": [stage["uelzen"]]}


def date_addresses(page):
    date = only_date(page)
    return [
        page.get_url(),
        reverse("events:register", args=[date.uid]),
        reverse("events:registered", args=[date.uid, "platz"]),
        reverse("events:occurrence_ics", args=[date.uid]),
        f"/kalender/termin/{date.uid}.en.ics",
    ]


def hidden_member(stage, tier):
    organisation = make_company(f"member {tier}", stage)
    make_membership(stage["health"], organisation, visibility=tier)
    page = add(MemberPage, stage["members"], **texts(f"member {tier}", organisation=organisation))
    return [page.get_url(), translate(page, stage["english"]).get_url()]


def make_company(name, stage):
    return Organisation.objects.create(name=f"{WORD} {name}", city=WORD, sector=WORD, district=stage["uelzen"])


def hidden_person(stage, tier):
    person = make_person(f"{WORD} person {tier}")
    make_membership(stage["health"], person, visibility=tier)
    return [add(MemberPage, stage["members"], **texts(f"person {tier}", person=person)).get_url()]


def hidden_provider(stage, tier):
    title, slug = f"{WORD} provider {tier}", f"{SLUG}-provider-{tier}"
    company = make_company(f"provider {tier}", stage)
    listing = Listing.objects.create(organisation=company, title=title, slug=slug, summary=WORD, visibility=tier)
    listing.networks.set([stage["health"]])
    listing.save()
    Offer.objects.create(listing=listing, title=f"{WORD} offer {tier}")
    return [f"{stage['directory'].get_url()}{slug}/"]


def draft(stage):
    page = add(ContentPage, **long_texts("draft"))
    page.unpublish()
    return [page.get_url()]


def former_member(stage):
    organisation = make_company("former", stage)
    make_membership(stage["health"], organisation, ends_on=timezone.localdate() - timedelta(days=1))
    return [add(MemberPage, stage["members"], **texts("former", organisation=organisation)).get_url()]


BY_PRIVACY = [
    private_page,
    private_release,
    private_project,
    private_network,
    network_below_a_private_page,
    private_event,
    private_document,
]
BY_TIER = [hidden_event, hidden_member, hidden_person, hidden_provider]
NOBODY_S = [draft, former_member]
HOW = [
    (PageViewRestriction.LOGIN, Tier.MEMBERS),
    (PageViewRestriction.GROUPS, Tier.GROUP),
    (PageViewRestriction.PASSWORD, Tier.STAFF),
]


@pytest.fixture
def hidden(stage, django_capture_on_commit_callbacks):
    """The addresses of all hidden things, each kind hidden in every way there is."""
    cache.clear()
    with django_capture_on_commit_callbacks(execute=True):
        own = [address for hide in BY_PRIVACY for privacy, _tier in HOW for address in hide(stage, privacy)]
        own += [address for hide in BY_TIER for _privacy, tier in HOW for address in hide(stage, tier)]
        return own + [address for hide in NOBODY_S for address in hide(stage)]


# The walk


def known_addresses():
    """Every address without a variable part, but for the admin's and those of allauth, which know no content."""

    def walk(patterns, before=""):
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield route
            elif not route.startswith(("admin", "konto")):
                yield from walk(pattern.url_patterns, route)

    fixed = [route for route in walk(get_resolver().url_patterns) if not re.search(r"[<(^\\]", route)]
    return [f"/{route}" for route in fixed if not route.startswith("admin")]


def asked_for():
    """Addresses that no page links: lists by a filter, a month, a word; feeds; exports of staff."""
    month = in_days(16).strftime("%Y-%m")
    word = WORD.lower()
    for language in ("", "/en"):
        yield from (
            f"{language}/suche/?q={word}",
            f"{language}/suche/?q={word}&kind=pages",
            f"{language}/gibt-es-nicht/",
        )
        for page in ("termine", "anbieter", "unternehmen-gesundheit/mitglieder"):
            yield from (
                f"{language}/{page}/?q={word}",
                f"{language}/{page}/?kreis=uelzen",
                f"{language}/{page}/?page=2",
            )
        yield from (f"{language}/termine/?monat={month}", f"{language}/termine/?netzwerk={SLUG}-network-login")
        yield f"{language}/anbieter/?netzwerk={SLUG}-network-login"
    chosen = ("auswahl/kreis/uelzen/art/gesundheitstag", f"auswahl/suche/{word}", "auswahl/ohne-abgesagte/alle")
    for feed in ("alle", "netzwerk/unternehmen-gesundheit", "kreis/uelzen", "art/gesundheitstag", *chosen):
        yield from (f"/kalender/{feed}.ics", f"/kalender/{feed}.en.ics", f"/kalender/abonnieren/{feed}/")
    for feed in ("alle", "netzwerk/unternehmen-gesundheit", f"auswahl/suche/{word}"):
        yield from (f"/kalender/{feed}.json", f"/kalender/{feed}.rss", f"/kalender/einbetten/{feed}/")
        yield f"/kalender/einbetten/{feed}/monat/{month}/"
    for name in ("membership", "organisation", "person", "contactcard"):
        yield reverse(f"wagtailsnippets_networks_{name}:list") + "?export=csv"
    yield reverse("wagtailadmin_api:pages:listing")


def links_in(address, text):
    """The site's own addresses in a page, a feed or a sitemap."""
    for link in re.findall(r"""(?:href="|<loc>|<link>)([^"<#]+)""", text):
        link = urljoin(f"http://testserver{address}", link.replace("&amp;", "&"))
        link = re.sub(r"^https?://(testserver|localhost)", "", link)
        if (
            link.startswith("/")
            and "?" not in link
            and not link.startswith(("/static/", "/media/", "/admin/", "/konto/logout"))
            # one for each calendar, and for each month; some are asked for above
            and not re.search("/kalender/(abonnieren|einbetten)/", link)
        ):
            yield link


def answer_of(client, address):
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "".join(value for name, value in response.items() if name != "Location")
    return response, body.decode(errors="replace") + headers


def walk(client, own=()):
    """Every answer of the site, with the addresses that a page linked: `{address: (response, text)}`."""
    answers, waiting = {}, [*known_addresses(), *asked_for(), *own]
    while waiting:
        address = waiting.pop()
        if address in answers or len(answers) > 400:
            continue
        answers[address] = answer_of(client, address)
        response, text = answers[address]
        waiting += [response["Location"]] if response.has_header("Location") else []
        waiting += links_in(address, text)
    return answers


def leaks(answers):
    """What somebody learns, and where: each word, and each address of a hidden thing, unless it was asked for."""
    return [
        (found.strip(), address)
        for address, (_response, text) in answers.items()
        for found in sorted(set(re.findall(rf"{WORD}[ \w-]*|{SLUG}-[\w-]+", text)))
        if found.startswith(WORD) or SLUG not in address
    ]


def test_a_stranger_finds_nothing_before_and_after_somebody_who_finds_everything(hidden, admin_ina):
    assert leaks(walk(Client(), hidden)) == []
    answers = walk(logged_in(admin_ina), hidden)
    assert {f"{WORD} {name}" for name in all_names()} <= {word for word, _address in leaks(answers)}
    for address, (response, text) in answers.items():
        assert WORD not in text or is_kept_from_caches(response), address
    assert leaks(walk(Client(), hidden)) == []


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def all_names():
    """What the walk finds for whoever may see everything; so that the others prove something."""
    by_privacy = ("page", "below", "release", "project", "network", "above", "lower-network", "private-event")
    by_tier = ("event", "member", "person", "provider", "offer")
    for privacy, tier in HOW:
        yield from (f"{name} {privacy}" for name in by_privacy)
        yield from (f"{name} {tier}" for name in by_tier)


def is_kept_from_caches(response):
    return "private" in response.get("Cache-Control", "") or "cookie" in response.get("Vary", "").lower()
