"""The forms of the admin, in few tabs, said in plain words."""

from django.forms import Select
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

from .forms import CoordinationForm, MembershipForm, OrganisationForm, PersonForm
from .own_rows import OwnRowsForm


class PeoplePanel(InlinePanel):
    """Who acts for an organisation; to be read only where the form holds nothing to change it."""

    def on_model_bound(self):
        super().on_model_bound()
        self.read_only = HelpPanel(template="networks/admin/people.html").bind_to_model(self.model)

    def get_bound_panel(self, instance=None, request=None, form=None, prefix="panel"):
        if form is None or self.relation_name in form.formsets:
            return super().get_bound_panel(instance, request, form, prefix)
        return self.read_only.get_bound_panel(instance, request, form, prefix)


ORGANISATION = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("sector"), FieldPanel("size")]),
                FieldPanel("logo"),
                MultiFieldPanel(
                    [
                        FieldPanel("street"),
                        FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                        FieldPanel("district"),
                    ],
                    heading=_("Address"),
                ),
                MultiFieldPanel(
                    [FieldPanel("website"), FieldRowPanel([FieldPanel("email"), FieldPanel("phone")])],
                    heading=_("How to reach it"),
                ),
            ],
            heading=_("Organisation"),
        ),
        ObjectList(
            [
                HelpPanel(
                    content=_(
                        "Who acts for the organisation, in which role, from when to when. Give a last day instead of "
                        "deleting a person who leaves: rights and contact cards end by themselves on the next day. "
                        "All of them have the rights of members in every network of the organisation."
                    )
                ),
                PeoplePanel(
                    "affiliations",
                    heading=_("People"),
                    label=_("Person"),
                    panels=[
                        FieldPanel("person"),
                        FieldRowPanel([FieldPanel("role"), FieldPanel("job_title")]),
                        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                    ],
                ),
            ],
            heading=_("People"),
        ),
    ],
    base_form_class=OrganisationForm,
)

PERSON = ObjectList(
    [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("given_name"), FieldPanel("family_name")]),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("language", help_text=_("The language of mails to this person.")),
        FieldPanel("photo"),
        FieldPanel("account"),
    ],
    base_form_class=PersonForm,
)

MEMBERSHIP = ObjectList(
    [
        FieldPanel("network", widget=Select),
        MultiFieldPanel(
            [FieldPanel("organisation"), FieldPanel("person")],
            heading=_("Member"),
            help_text=_(
                "Choose either an organisation or a person. With an organisation, everybody who acts for it becomes a "
                "member: look first at the people that it names."
            ),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("decision"), FieldPanel("applied_on")]),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("reason"),
            ],
            heading=_("Decision and dates"),
            help_text=_(
                "Who resigns stays a member until the last day. Who is excluded is out at once. "
                "“Active”, “ends soon” and “expired” follow from the dates by themselves."
            ),
        ),
        FieldPanel("visibility"),
    ],
    base_form_class=MembershipForm,
)

CONTACT_CARD = ObjectList(
    [
        HelpPanel(
            content=_(
                "Name, phone and e-mail come from the person. A card vanishes from all pages on the day after the "
                "person stops acting for the organisation."
            )
        ),
        FieldPanel("affiliation"),
        FieldRowPanel([FieldPanel("tasks"), FieldPanel("tasks_en")]),
        FieldRowPanel([FieldPanel("show_email"), FieldPanel("show_phone")]),
        FieldRowPanel([FieldPanel("away_until"), FieldPanel("deputy")]),
    ],
    base_form_class=OwnRowsForm,
)

DISTRICT = ObjectList([FieldPanel("name")])

COORDINATION = ObjectList(
    [FieldPanel("network", widget=Select), FieldPanel("user", widget=Select)], base_form_class=CoordinationForm
)
