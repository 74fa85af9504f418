"""The stage of the main story, set inside the site under test: `python -c` through `Site.shell`."""

from allauth.account.models import EmailAddress
from django.utils import timezone
from wagtail.models import Page
from wagtail.models import Site as WagtailSite

from events.models import EventIndexPage, Venue
from home.models import AdvicePage, HomePage
from networks import roles
from networks.models import Coordination, District, HealthNetworkPage
from providers.models import DirectoryPage
from tests.cast import make_user
from tests.home.making import make_card
from tests.providers.conftest import make_listing, make_offer, make_organisation


def set_stage():
    home = _home()
    card = make_card("Imke")
    health = home.add_child(instance=HealthNetworkPage(title="Unternehmen Gesundheit", slug="gesundheit", contact=card))
    home.add_child(instance=EventIndexPage(title="Termine", slug="termine", show_in_menus=True))
    home.add_child(instance=AdvicePage(title="Beratung", slug="beratung", contact=card, show_in_menus=True))
    home.add_child(instance=DirectoryPage(title="Anbieter", slug="anbieter", show_in_menus=True))
    Venue.objects.create(name="Kurhaus Uelzen", city="Uelzen", district=District.objects.get(slug="uelzen"))
    _account("Eve", roles.EDITORS)
    Coordination.objects.create(network=health, user=_account("Ada", roles.COORDINATORS))
    _providers()


def _account(name, group):
    user = make_user(name, group)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


def _home():
    site = WagtailSite.objects.get(is_default_site=True)
    if not isinstance(site.root_page.specific, HomePage):
        site.root_page = Page.get_first_root_node().add_child(instance=HomePage(title="Netz", slug="netz"))
        site.save()
    return site.root_page.specific


def _providers():
    uelzen = make_listing(
        "Vardenhoop Bewegungswerkstatt",
        organisation=make_organisation("Vardenhoop", email="hallo@vardenhoop.example.org"),
        term_names=["bgf_field:bewegung"],
        districts=["uelzen"],
        first_published_at=timezone.now(),
    )
    make_offer(uelzen, "Rückenkurs", "offer_format:kurs")
    make_listing("Quellmoor Ernährung", term_names=["bgf_field:ernaehrung"], districts=["uelzen"])
    make_listing("Tidenruh Bewegung", term_names=["bgf_field:bewegung"], districts=["celle"])
