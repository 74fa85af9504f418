"""Does a date take place? Staff sees the numbers, writes a few words, looks at the mail, and decides once for all."""

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from networks import spoken

from .. import actions, emails
from ..errors import Busy, DecidedAlready
from ..models import Registration
from ..places import places_of
from ..words_form import WordsForm
from .one_date import OneDateMixin

Status = Registration.Status
SUGGESTION = _("Unfortunately too few people have registered.")


class DecisionForm(WordsForm):
    """Words for the mail should it take place; a note should it not."""

    HELP = _("May stay empty: the mail says that the date takes place, when and where.")

    def __init__(self, *args, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"] = _note(language)

    @property
    def words(self):
        return [self[self.name_in(code)] for code in self.languages]


def _note(language):
    with translation.override(language):
        suggestion = str(SUGGESTION)
    return forms.CharField(
        label=gettext("Note for visitors"),
        initial=suggestion,
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext("Stands on the page, in calendars and in the mail to everybody who has registered."),
    )


class DecisionView(OneDateMixin, FormView):
    form_class = DecisionForm
    template_name = "events/admin/decision.html"
    page_title = _("Does it take place?")
    header_icon = "date"
    previews: list = []

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.occurrence.awaits_decision else self._decided_already()

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.occurrence.awaits_decision else self._decided_already()

    def _decided_already(self):
        messages.info(self.request, str(DecidedAlready.message))
        return redirect("dates:index")

    def get_form_kwargs(self):
        language = self.occurrence.page.locale.language_code
        languages = self._people().order_by("language").values_list("language", flat=True).distinct()
        return super().get_form_kwargs() | {"languages": list(languages), "language": language}

    def _people(self):
        return self.occurrence.registrations.informed()

    def get_context_data(self, **kwargs):
        more = {"occurrence": self.occurrence, "places": places_of(self.occurrence), "told": self._people().count()}
        more |= {"requested": self._people().filter(status=Status.REQUESTED).count(), "decide_on": self._day()}
        more |= {"previews": self.previews, "back_url": reverse("dates:index")}
        return super().get_context_data(**kwargs) | more

    def _day(self):
        return spoken.day(self.occurrence.decide_at.astimezone(self.occurrence.tzinfo))

    def form_valid(self, form):
        try:
            return self._act(form)
        except DecidedAlready:
            return self._decided_already()
        except Busy as busy:
            messages.error(self.request, str(busy))
            return self.form_invalid(form)

    def _act(self, form):
        if "confirm" in self.request.POST:
            return self._confirm(form.texts)
        if "call_off" in self.request.POST:
            return self._call_off(form.cleaned_data["note"])
        preview = self._preview_of_no if "preview_no" in self.request.POST else self._preview_of_yes
        self.previews = [preview(code, form) for code in form.languages]
        return self.render_to_response(self.get_context_data(form=form))

    def _preview_of_yes(self, code, form):
        return emails.preview_of_taking_place(self.occurrence, code, text=form.texts[code])

    def _preview_of_no(self, code, form):
        return emails.preview_of_cancelling(self.occurrence, code, note=form.cleaned_data["note"])

    def _confirm(self, texts):
        told = actions.confirm_occurrence(occurrence=self.occurrence, texts=texts, by=self.request.user)
        words = ngettext(
            "The date takes place. %(count)d person gets a mail.",
            "The date takes place. %(count)d people get a mail.",
            told,
        )
        return self._done(words, told)

    def _call_off(self, note):
        told = self._people().count()
        actions.call_off(occurrence=self.occurrence, note=note, by=self.request.user)
        words = ngettext(
            "The date is cancelled. %(count)d person gets a mail.",
            "The date is cancelled. %(count)d people get a mail.",
            told,
        )
        return self._done(words, told)

    def _done(self, words, told):
        messages.success(self.request, words % {"count": told})
        return redirect("dates:index")
