from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import serving, viewsets
from .admin_menu import KammernetzGroup

hooks.register("before_serve_page", serving.hide_what_is_not_visible)


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
