"""After an editor has changed what people plan by: the question whether these are to be told."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from .models import ChangeNotice, EventPage, Venue


def after_publishing(request, page) -> None:
    if isinstance(page, EventPage):
        _ask(request, ChangeNotice.objects.to_decide().filter(occurrence__event_key=page.translation_key))


def after_editing_venue(request, instance) -> None:
    if isinstance(instance, Venue):
        _ask(request, ChangeNotice.objects.to_decide().filter(occurrence__venue=instance))


def _ask(request, notices):
    notices = list(notices)
    if not notices:
        return
    number = sum(notice.recipients().count() for notice in notices)
    words = ngettext(
        "%(count)d person has registered and does not know of the change yet.",
        "%(count)d people have registered and do not know of the change yet.",
        number,
    )
    buttons = [messages.button(_address(notices), _("Tell participants …"))]
    messages.warning(request, words % {"count": number}, buttons=buttons)


def _address(notices):
    if len(notices) == 1:
        return reverse("dates:tell", args=[notices[0].occurrence_id])
    return f"{reverse('dates:index')}?to_tell=true"
