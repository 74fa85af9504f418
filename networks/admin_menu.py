"""One group in the admin's menu for everything of ours. Apps add their lists with `register_kammernetz_viewset`."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.views.snippets import SnippetViewSetGroup


def viewsets_of_all_apps():
    found = [viewset for fn in hooks.get_hooks("register_kammernetz_viewset") for viewset in fn()]
    return sorted(found, key=_order)


def _order(viewset):
    """Of a class that names none, `menu_order` is a property still to be worked out."""
    order = getattr(viewset, "menu_order", None)
    return order if isinstance(order, int) else 999


class KammernetzGroup(SnippetViewSetGroup):
    menu_label = _("Network")
    menu_name = "kammernetz"
    menu_icon = "group"
    menu_order = 150

    def __init__(self):
        self.items = viewsets_of_all_apps()
        super().__init__()
