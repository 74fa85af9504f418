"""What choosers of the admin offer: what a user's lists show, and not a row more. Wagtail's own ask nobody."""

from django.db.models import Q
from django.http import Http404
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import ChosenMultipleView
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
    SnippetCreateView,
)

from .visibility import viewer_for, visible_pages


def listed_rows(model, user):
    """The rows that the admin's list of a model holds for a user; none where the list is closed to them."""
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, ["add", "change", "delete", "view"])


class _ListedRows:
    columns_of_chooser = ()

    def get_object_list(self):
        return listed_rows(self.model_class, self.request.user)

    @property
    def columns(self):
        return [*super().columns, *self.columns_of_chooser]


class _ListedChosen(SnippetChosenView):
    def get_object(self, pk):
        return listed_rows(self.model_class, self.request.user).get(pk=pk)


class _ListedChosenMultiple(SnippetChosenMultipleView):
    def get_objects(self, pks):
        return listed_rows(self.model_class, self.request.user).filter(pk__in=pks)


class CreateInChooser(SnippetCreateView):
    """Where rows can only be chosen there is nothing to create; Wagtail would ask a form that is not there."""

    def dispatch(self, request, *args, **kwargs):
        if self.get_creation_form_class() is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class ListedRowsChooser(SnippetChooserViewSet):
    """A chooser that offers what the list of its model shows; subclasses add `extra_columns`."""

    chosen_view_class = _ListedChosen
    chosen_multiple_view_class = _ListedChosenMultiple
    create_view_class = CreateInChooser
    extra_columns = ()

    @property
    def choose_view_class(self):
        return type("ListedChoose", (_ListedRows, ChooseView), {"columns_of_chooser": self.extra_columns})

    @property
    def choose_results_view_class(self):
        bases = (_ListedRows, ChooseResultsView)
        return type("ListedChooseResults", bases, {"columns_of_chooser": self.extra_columns})


def pages_to_choose(pages, user):
    """Those of a queryset that the page explorer or the site itself shows a user."""
    if viewer_for(user).sees_everything:
        return pages
    explored = policy_registry.get_by_type(Page).explorable_instances(user)
    shown = visible_pages(Page.objects.all(), user)
    return pages.filter(Q(pk__in=explored.order_by().values("pk")) | Q(pk__in=shown.order_by().values("pk")))


def narrow_page_chooser(pages, request):
    """For Wagtail's hook; the page whose children are browsed is shown as well, and must be the user's to see."""
    above = _browsed(pages, request)
    if above is not None and not pages_to_choose(above, request.user).exists():
        raise Http404
    return pages_to_choose(pages, request.user)


def _browsed(pages, request):
    match = request.resolver_match
    if match.url_name == "wagtailadmin_choose_page_child":
        return Page.objects.filter(pk=match.kwargs["parent_page_id"])
    child = pages.order_by().first() if match.url_name == "wagtailadmin_choose_page" else None
    return Page.objects.filter(pk=child.get_parent().pk) if child else None


@require_admin_access
def chosen_pages(request):
    """Stands before Wagtail's view of the same address, which tells the title of whatever page it is asked for."""
    asked = Page.objects.filter(pk__in=[pk for pk in request.GET.getlist("id") if pk.isdecimal()])
    request.GET = request.GET.copy()
    request.GET.setlist("id", [str(page.pk) for page in pages_to_choose(asked, request.user)])
    return ChosenMultipleView.as_view()(request)
