"""How the admin's forms are laid out: few tabs, named after what one wants to change."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from .forms import FacetForm, ListingForm, OfferForm, TermForm

LISTING = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("title"),
                FieldPanel("organisation"),
                FieldPanel("summary"),
                FieldPanel("description"),
                FieldPanel("image"),
            ],
            heading=_("Content"),
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldPanel("whole_region"),
                        FieldPanel("nationwide"),
                        FieldPanel("districts", widget=forms.CheckboxSelectMultiple),
                    ],
                    heading=_("Where"),
                ),
                FieldPanel("terms", heading=_("What and for whom")),
            ],
            heading=_("Area and topics"),
        ),
        ObjectList([HelpPanel(template="providers/admin/offers_panel.html", heading=_("Offers"))], heading=_("Offers")),
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldPanel("contact"),
                        FieldRowPanel([FieldPanel("own_phone"), FieldPanel("own_email")]),
                        FieldPanel("own_website"),
                    ],
                    heading=_("Contact"),
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("visibility"),
                        FieldPanel("networks", widget=forms.CheckboxSelectMultiple),
                        FieldPanel("slug"),
                        PublishingPanel(),
                    ],
                    heading=_("Publication"),
                ),
            ],
            heading=_("Contact and publication"),
        ),
    ],
    base_form_class=ListingForm,
)

OFFER = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("listing"),
                FieldPanel("title"),
                FieldPanel("summary"),
                FieldRowPanel([FieldPanel("delivery"), FieldPanel("duration")]),
                FieldRowPanel([FieldPanel("group_min"), FieldPanel("group_max")], heading=_("Group")),
                FieldPanel("price_note"),
            ],
            heading=_("Content"),
        ),
        ObjectList([FieldPanel("terms", heading=_("What and for whom"))], heading=_("Topics")),
        ObjectList([FieldPanel("sort_order"), PublishingPanel()], heading=_("Publication")),
    ],
    base_form_class=OfferForm,
)

FACET = ObjectList(
    [
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("help_text"), FieldPanel("help_text_en")]),
        FieldRowPanel([FieldPanel("used_on"), FieldPanel("is_filter")]),
        FieldRowPanel([FieldPanel("multi"), FieldPanel("hierarchical")]),
        FieldPanel("is_active"),
    ],
    base_form_class=FacetForm,
)

TERM = ObjectList(
    [
        FieldPanel("facet"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("synonyms"),
        FieldRowPanel([FieldPanel("parent"), FieldPanel("sort_order")]),
        MultiFieldPanel([FieldPanel("is_active"), FieldPanel("replaced_by")], heading=_("Retire")),
        HelpPanel(template="providers/admin/usage_panel.html", heading=_("Used by")),
    ],
    base_form_class=TermForm,
)
