"""What staff's pages about one date have in common."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import policy_registry

from ..access import occurrence_for_staff
from ..models import Occurrence


class OneDateMixin(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """The heading says what is done and to which date; above it stands the way back to the list."""

    permission_required = "change"

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(Occurrence)

    @cached_property
    def occurrence(self):
        return occurrence_for_staff(self.request.user, self.kwargs["pk"])

    def get_page_subtitle(self):
        return f"{self.occurrence.title}, {self.occurrence.spoken_time}"

    def get_breadcrumbs_items(self):
        items = [
            {"url": reverse("dates:index"), "label": _("Dates")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]
        return [*self.breadcrumbs_items, *items]
