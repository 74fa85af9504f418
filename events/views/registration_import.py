"""Registrations from a file: chosen, looked at as they would become, and then taken over."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from networks import tables
from networks.languages import language_choices, language_of

from ..importing import Plan, Sheet
from ..models import Occurrence, Registration
from .registration_entry import date_to_enter
from .registration_list import list_url

DOWNLOADS = {
    "csv": (tables.to_csv, "text/csv; charset=utf-8"),
    "xlsx": (tables.to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class ImportForm(forms.Form):
    """`sheet` is what was read from the file, to be sent back; with it no file is needed."""

    occurrence = date_to_enter()
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=format_lazy(
            _(
                "XLSX or CSV, at most {rows} rows and {size} MB, with a first row of headings. E-Mail, Vorname and"
                " Nachname are needed; the others are called as in the list that you download."
            ),
            rows=tables.MOST_ROWS,
            size=tables.MOST_MEGABYTES,
        ),
    )
    language = forms.ChoiceField(label=_("Language of those without one"), choices=language_choices)
    tell = forms.BooleanField(
        label=_("Write to everybody what they got"),
        required=False,
        initial=True,
        help_text=_("Without a mail nobody knows that they are registered, nor what is stored: then you tell them."),
    )
    beyond_limit = forms.BooleanField(
        label=_("Let in beyond the limit"),
        required=False,
        help_text=_("Gives everybody a place although all are taken. This is logged with your name."),
    )
    sheet = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        dates = Occurrence.objects.managed_by(user).to_enter()
        self.fields["occurrence"].queryset = dates
        self.plan, self.kept = None, 0

    def clean(self):
        cleaned = super().clean()
        if sheet := self._sheet(cleaned.get("file"), cleaned.get("sheet", "")):
            self._keep(sheet)
        if sheet and not self.errors:
            self._plan(sheet, cleaned)
        return cleaned

    def _sheet(self, file, kept):
        """A file that was chosen now counts more than the one before."""
        try:
            if file:
                return Sheet.of(tables.read(file))
        except tables.Unreadable as error:
            self.add_error("file", str(error))
            return None
        sheet = Sheet.read(kept, self.user) if kept else None
        if sheet is None:
            self.add_error("file", _("Please choose the file once more.") if kept else _("Please choose the file."))
        return sheet

    def _keep(self, sheet):
        try:
            signed = sheet.signed(self.user)
        except tables.Unreadable as error:
            self.add_error("file", str(error))
            return
        self.data = self.data.copy()
        self.data["sheet"], self.kept = signed, len(sheet.rows)

    def _plan(self, sheet, cleaned):
        choices = {name: cleaned[name] for name in ("language", "tell", "beyond_limit")}
        try:
            self.plan = Plan(cleaned["occurrence"], sheet, **choices).make()
        except tables.Unreadable as error:
            self._drop()
            self.add_error("file", str(error))

    def _drop(self):
        """Nothing can come of it: another file is to be chosen."""
        self.data["sheet"], self.kept = "", 0


@method_decorator(never_cache, name="dispatch")
class RegistrationImportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    model = Registration
    form_class = ImportForm
    permission_required = "add"
    template_name = "events/admin/registration_import.html"
    page_title = _("Take over a list")
    header_icon = "upload"

    def get_breadcrumbs_items(self):
        items = [{"url": list_url(), "label": gettext("Registrations")}, {"url": "", "label": self.get_page_title()}]
        return [*self.breadcrumbs_items, *items]

    def get_initial(self):
        return {"occurrence": self.request.GET.get("occurrence"), "language": language_of(None)}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        form = kwargs.setdefault("form", self.get_form())
        return super().get_context_data(**kwargs) | {"plan": form.plan, "back_url": list_url()}

    def form_valid(self, form):
        if (kind := self.request.POST.get("faults")) in DOWNLOADS:
            return _download(form.plan, kind)
        if "take" in self.request.POST and not form.cleaned_data["file"]:
            return self._take_over(form)
        return self.render_to_response(self.get_context_data(form=form))

    def _take_over(self, form):
        outcome = form.plan.carry_out(by=self.request.user)
        if outcome.sentences:
            messages.success(self.request, " ".join(outcome.sentences))
        for reason, number in outcome.left.items():
            words = _left_out(number)
            messages.warning(self.request, words % {"count": number, "reason": reason})
        rest = len(form.plan.newcomers) - outcome.done.total() - outcome.left.total()
        if not rest:
            return redirect(list_url(form.plan.occurrence))
        words = ngettext("%(count)d row is still to be taken over.", "%(count)d rows are still to be taken over.", rest)
        messages.warning(self.request, words % {"count": rest})
        form.clean()  # what has become of the rows since
        return self.render_to_response(self.get_context_data(form=form))


def _left_out(number):
    return ngettext("%(count)d person was left out: %(reason)s", "%(count)d people were left out: %(reason)s", number)


def _download(plan, kind):
    write, content_type = DOWNLOADS[kind]
    response = HttpResponse(write(plan.fault_rows()), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="fehlerhafte-zeilen.{kind}"'
    return response
