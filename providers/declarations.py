"""What this app stores about people."""

from networks.personal_data import NoPersonalData, PersonalData


def personal_data():
    return [
        PersonalData(
            model="providers.Listing",
            fields=("title", "slug", "summary", "description", "own_email", "own_phone", "own_website"),
            subject="providers who are a person, and people named in a listing",
            purpose="to show companies who offers what",
            legal_basis="Art. 6 (1) b GDPR: the listing",
            retention="until the listing is withdrawn",
            by_hand="the office looks who is named in it",
        ),
        PersonalData(
            model="providers.SearchEntry",
            fields=("text", "sort_key"),
            subject="as the listing",
            purpose="to find it",
            legal_basis="as the listing",
            retention="with the listing",
            by_hand="follows the listing",
        ),
        NoPersonalData("providers.Offer", ("title", "summary", "duration", "price_note"), "what is offered"),
    ]
