"""What the form for one person, that for a group and that of an invitation have in common."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from ..access import occurrence_for_visitor
from ..full_choices import why_waiting
from ..models import Option, Registration
from .answers import about, must_confirm


def why_sent_back(request, form) -> int | None:
    """The status with which a form comes back as it is; None for one that can be registered with."""
    if not form.is_valid():
        return 422
    return 429 if form.is_one_too_many(request) else None


def page_of(request, occurrence, form, *, template, places, status, **more):
    form.ask_for_files_again()
    context = about(occurrence) | {
        "form": form,
        "places": places,
        "Status": Registration.Status,
        "retention_days": occurrence.days_kept,
        "must_confirm": must_confirm(occurrence, request.user),
    }
    response = render(request, template, context | more, status=status)
    # Not `no-store`: the back button is to bring back the form with its key and all that was typed.
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _why_waiting(occurrence, full):
    is_open = occurrence.change_until is not None and occurrence.change_until > timezone.now()
    return {"why": why_waiting(full), "can_choose_anew": is_open and bool(full)}


@dataclass(frozen=True)
class AnswerPage:
    """The same for everybody who got the same answer: it shows nothing that the visitor did not know.

    `name` is that of the page and of its template, `form` that of the page before it.
    """

    name: str
    form: str

    def lead_to(self, request, occurrence, status: str | None, full: Sequence[Option] = ()):
        """To the answer; without a live registration back to the form, which says why there is no place at all.

        A form that was sent before, and is void by now, is said to be so here. `full` is what one waits for, of what
        one chose.
        """
        if status in Registration.LIVE:
            answer = ".".join([status, *(str(option.pk) for option in full)])
            return redirect(f"events:{self.name}", occurrence.uid, self._signer(occurrence).sign(answer))
        if status is not None:
            words = _("You had sent this form already, and that registration is void. To come after all, send it anew.")
            messages.warning(request, words)
        return redirect(f"events:{self.form}", occurrence.uid)

    def show(self, request, uid, answer):
        occurrence = occurrence_for_visitor(request, uid)
        try:
            outcome, *full = self._signer(occurrence).unsign(answer).split(".")
        except signing.BadSignature:
            return redirect(f"events:{self.form}", occurrence.uid)
        context = about(occurrence) | {"outcome": outcome, "Status": Registration.Status}
        if outcome == Registration.Status.WAITING:
            context |= _why_waiting(occurrence, Option.objects.filter(pk__in=full))
        return render(request, f"events/{self.name}.html", context)

    def _signer(self, occurrence):
        """No time goes in: everybody who gets the same answer for a date gets the same address."""
        return signing.Signer(salt=f"events.{self.name}.{occurrence.uid}")
