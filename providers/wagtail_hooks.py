from wagtail import hooks

from networks.roles import EDITORS

from . import declarations, sections
from .viewsets import FacetViewSet, ListingViewSet, OfferViewSet, TermViewSet


@hooks.register("register_kammernetz_viewset")
def lists_of_the_admin():
    return [ListingViewSet, OfferViewSet, FacetViewSet, TermViewSet]


@hooks.register("register_role_permissions")
def what_editors_may():
    actions = ["add", "change", "delete", "view"]
    published = [*actions, "publish", "lock", "unlock"]
    of_models = {"listing": published, "offer": published, "facet": actions, "term": actions}
    return {EDITORS: [f"providers.{action}_{model}" for model, names in of_models.items() for action in names]}


hooks.register("register_network_section", sections.offers_of_network)
hooks.register("register_member_section", sections.our_listings)

hooks.register("register_personal_data", declarations.personal_data)
