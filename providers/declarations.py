"""What this app stores about people."""

from django.utils.translation import gettext as _

from networks.personal_data import NoPersonalData, PersonalData


def personal_data():
    return [
        PersonalData(
            model="providers.Listing",
            fields=("title", "slug", "summary", "description", "own_email", "own_phone", "own_website"),
            subject=_("providers who are a person, and people named in a listing"),
            purpose=_("to show companies who offers what"),
            legal_basis=_("Art. 6 (1) b GDPR: the listing"),
            retention=_("until the listing is withdrawn"),
            since="first_published_at",
            by_hand="the office looks who is named in it",
        ),
        PersonalData(
            model="providers.SearchEntry",
            fields=("text", "sort_key"),
            subject=_("as the listing"),
            purpose=_("to find it"),
            legal_basis=_("as the listing"),
            retention=_("with the listing"),
            by_hand="follows the listing",
        ),
        NoPersonalData("providers.Offer", ("title", "summary", "duration", "price_note"), "what is offered"),
    ]
