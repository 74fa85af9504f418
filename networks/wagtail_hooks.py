from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import own_sections, serving, viewsets
from .admin_menu import KammernetzGroup

hooks.register("before_serve_page", serving.hide_what_is_not_visible)
hooks.register("register_network_section", own_sections.members_of_network)
hooks.register("register_member_section", own_sections.networks_of_user)


@hooks.register("register_kammernetz_viewset")
def lists_of_networks():
    return [
        viewsets.MembershipViewSet,
        viewsets.OrganisationViewSet,
        viewsets.PersonViewSet,
        viewsets.ContactCardViewSet,
        viewsets.DistrictViewSet,
        viewsets.CoordinationViewSet,
        viewsets.OutboxViewSet,
    ]


register_snippet(viewsets.AffiliationViewSet)
register_snippet(KammernetzGroup)
