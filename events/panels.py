"""What editors see of an event, in four tabs. Every field says in plain words what it does."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page

from .admin_forms import DatesPanel, EventPageForm
from .partner_forms import PartnerCalendarForm
from .placeholders import IN_GERMAN, unknown


class TranslationNotice(HelpPanel):
    """Shown in translations, where it would mislead to change dates, places or registration."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            from .actions.schedule import source_of

            source = source_of(self.instance) if self.instance.pk else None
            return source is not None and source.pk != self.instance.pk


class PartnerNotice(HelpPanel):
    """Shown on events that come from the calendar of a partner."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return self.instance.pk is not None and self.instance.partner is not None


class PlaceholderPanel(FieldPanel):
    """A text with placeholders: says below it which of them are none, and would go out as they stand."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            strange = unknown(self.bound_field.value() or "") if self.bound_field else []
            if strange:
                words = gettext("Not known, goes out as it stands: %(placeholders)s")
                self.help_text = f"{words % {'placeholders': ', '.join(strange)}}. {self.help_text}"


MAIL_TEXT_HELP = format_lazy(
    _("What to bring, where to park: stands in the mail to everybody who gets a place. Placeholders: {names}"),
    names=" ".join(f"{{{name}}}" for name in IN_GERMAN),
)
DECIDED_ELSEWHERE = _(
    "This is a translation. Dates, places and registration come from the event in the site's first language: what you"
    " change about them here has no effect. Translate title, summary, text, programme, cost, the words of questions"
    " and the text of the mail."
)
FROM_PARTNER = _(
    "This event comes from the calendar of a partner. Title, summary, text, dates, place, visibility, networks,"
    " districts and the link for registration are theirs: what you change about them here is overwritten as soon as"
    " they change the event. People register with the partner, never with our form. Picture, programme, contact and"
    " cost stay as you set them. To hide the event for good,"
    " unpublish it; a page that you delete comes back with the next look."
)

CONTENT = [
    PartnerNotice(FROM_PARTNER),
    *Page.content_panels,
    FieldPanel("summary"),
    FieldPanel("kind"),
    FieldPanel("image", help_text=_("Shown on the event's page. Describe it in the library of pictures.")),
    FieldPanel("body"),
    FieldPanel("programme", help_text=_("What happens when. May stay empty.")),
    FieldPanel("contact", help_text=_("Whom visitors can ask; answers to our mails go there too.")),
]
DATES = [
    TranslationNotice(DECIDED_ELSEWHERE),
    DatesPanel(
        "dates",
        panels=[
            FieldPanel("key", classname="w-hidden", heading=" "),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldRowPanel([FieldPanel("all_day"), FieldPanel("zone")]),
        ],
        heading=_("Dates"),
        label=_("Date"),
        help_text=_(
            "A date that you move keeps its registrations. A date that you remove is cancelled if people have"
            " registered, and they get a mail. To cancel a date with a reason, use the list “Dates” in the menu."
        ),
    ),
    MultiFieldPanel([FieldPanel("attendance"), FieldPanel("venue"), FieldPanel("online_url")], heading=_("Where")),
]
REGISTRATION = [
    TranslationNotice(DECIDED_ELSEWHERE),
    FieldPanel("registration"),
    FieldPanel("external_url", help_text=_("Only for registration at another site.")),
    MultiFieldPanel(
        [
            FieldPanel("audience"),
            FieldRowPanel([FieldPanel("opens_for_members_at"), FieldPanel("registration_opens_at")]),
            FieldPanel("registration_closes_at"),
        ],
        heading=_("Who, and when"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("capacity"),
            FieldRowPanel([FieldPanel("minimum"), FieldPanel("decide_days")]),
            FieldRowPanel([FieldPanel("held_for_members"), FieldPanel("held_for_members_until")]),
            FieldRowPanel([FieldPanel("waiting_list"), FieldPanel("waiting_list_limit")]),
            FieldPanel("moving_up"),
            FieldRowPanel([FieldPanel("offer_working_days"), FieldPanel("moves_until_hours")]),
        ],
        heading=_("Places"),
    ),
    MultiFieldPanel([FieldPanel("needs_approval"), FieldPanel("confirm_address")], heading=_("Before a place counts")),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("cancel_until_hours"), FieldPanel("change_until_hours")]),
            FieldRowPanel([FieldPanel("replace_until_hours"), FieldPanel("rebook_until_hours")]),
        ],
        heading=_("What people do themselves"),
    ),
    FieldPanel("cost"),
    InlinePanel(
        "reminders",
        panels=[FieldRowPanel([FieldPanel("amount"), FieldPanel("unit")])],
        max_num=3,
        heading=_("Reminders"),
        label=_("Reminder"),
        help_text=_("A mail to everybody with a place, this long before each date."),
    ),
    FieldPanel(
        "news",
        help_text=_(
            "A mail to the contact, else to those who coordinate the networks: how many registered, cancelled, moved"
            " up. When nothing happened, there is none."
        ),
    ),
    PlaceholderPanel("mail_text", help_text=MAIL_TEXT_HELP),
    FieldPanel("retention_days"),
    FieldPanel(
        "questions",
        help_text=_(
            "Name, address, company, phone and remarks are asked always. Ask here only what you need to prepare the"
            " event. Answers stay when you move or rename a question; one that you take away keeps those that it has."
        ),
    ),
]
VISIBILITY = [
    FieldPanel("visibility", help_text=_("Whoever may not see the event does not find it anywhere.")),
    FieldPanel(
        "networks",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The event appears on their pages and in their calendars."),
    ),
    FieldPanel("districts", widget=forms.CheckboxSelectMultiple),
    *Page.promote_panels,
    *Page.settings_panels,
]
EVENT = TabbedInterface(
    [
        ObjectList(CONTENT, heading=_("Content")),
        ObjectList(DATES, heading=_("Dates and place")),
        ObjectList(REGISTRATION, heading=_("Registration")),
        ObjectList(VISIBILITY, heading=_("Visibility")),
    ],
    base_form_class=EventPageForm,
)

PARTNER_CALENDAR = ObjectList(
    [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("website")], heading=_("Partner")),
        MultiFieldPanel([FieldPanel("address"), FieldPanel("looks_again")], heading=_("Calendar")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("parent"), FieldPanel("kind")]),
                FieldPanel("visibility"),
                FieldPanel("networks", widget=forms.CheckboxSelectMultiple),
                FieldPanel("districts", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Their events here"),
        ),
    ],
    base_form_class=PartnerCalendarForm,
)

VENUE = [
    FieldPanel("name"),
    MultiFieldPanel(
        [FieldPanel("street"), FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]), FieldPanel("district")],
        heading=_("Address"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("step_free"), FieldPanel("accessible_toilet")]),
            FieldRowPanel([FieldPanel("hearing_loop"), FieldPanel("parking")]),
            FieldPanel("public_transport"),
            FieldPanel("access_notes"),
        ],
        heading=_("Access"),
        help_text=_("Visitors rely on it: leave “not known” where nobody has looked."),
    ),
    FieldRowPanel(
        [FieldPanel("latitude"), FieldPanel("longitude")], heading=_("Position (for calendars that show a map)")
    ),
]

# Without the slug: people have subscribed to its address.
KIND = ObjectList([FieldPanel(name) for name in ("name", "name_en", "colour", "sort_order", "is_active")])
