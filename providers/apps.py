from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class ProvidersConfig(AppConfig):
    name = "providers"
    verbose_name = _("Providers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from networks.models import District, Organisation

        from . import checks, signals  # noqa: F401
        from .models import Offer, Term

        post_save.connect(signals.index_listings_of_organisation, Organisation)
        post_save.connect(signals.index_listings_of_district, District)
        post_save.connect(signals.index_listings_with_term, Term)
        post_delete.connect(signals.index_listing_of_offer, Offer)
