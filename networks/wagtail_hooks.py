from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import choosers, declarations, own_sections, protection, retention_view, serving, viewsets
from .admin_menu import KammernetzGroup
from .outbox_viewset import OutboxViewSet

hooks.register("before_serve_page", serving.hide_what_is_not_visible)
hooks.register("before_delete_page", protection.refuse_to_delete)
hooks.register("before_bulk_action", protection.refuse_to_delete_many)
hooks.register("construct_page_chooser_queryset", choosers.narrow_page_chooser)
hooks.register("register_personal_data", declarations.personal_data)
hooks.register("register_admin_urls", retention_view.urls)
hooks.register("register_reports_menu_item", retention_view.menu_item)
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
        OutboxViewSet,
    ]


@hooks.register("insert_global_admin_css")
def look_of_lists():
    return format_html('<link rel="stylesheet" href="{}">', static("networks/admin.css"))


register_snippet(viewsets.AffiliationViewSet)
register_snippet(KammernetzGroup)
