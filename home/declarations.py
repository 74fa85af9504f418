"""What the site itself stores about people."""

from networks.personal_data import NoPersonalData, PersonalData

from .conf import conf


def personal_data():
    return [
        PersonalData(
            model="home.User",
            fields=("email", "first_name", "last_name", "password"),
            subject="people with an account",
            purpose="to log in",
            legal_basis="Art. 6 (1) b GDPR: the account",
            retention="until the account is deleted",
        ),
        PersonalData(
            model="home.Inquiry",
            fields=("topic", "name", "email", "organisation", "message", "page_url", "note", "language"),
            subject="people who ask for advice or report a barrier",
            purpose="to answer",
            legal_basis="Art. 6 (1) e GDPR: the chamber's task of advising",
            retention=f"{conf.INQUIRY_DAYS} days; setting `HOME_INQUIRY_DAYS`",
        ),
        NoPersonalData(
            "home.SiteDetails",
            ("publisher", "address", "email", "phone", "barrier_email"),
            "how to reach the office, published in the footer",
        ),
    ]
