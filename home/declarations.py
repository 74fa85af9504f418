"""What the site itself stores about people."""

from networks.personal_data import NoPersonalData, PersonalData

from .conf import conf

ACCOUNT = "Art. 6 (1) b GDPR: the account"
EDITING = "Art. 6 (1) e GDPR: to answer for what the site says"


def personal_data():
    return [
        PersonalData(
            model="home.User",
            fields=("email", "first_name", "last_name", "password"),
            subject="people with an account",
            purpose="to log in",
            legal_basis=ACCOUNT,
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
        PersonalData(
            model="account.EmailAddress",
            fields=("email", "verified", "primary", "user"),
            subject="people with an account",
            purpose="to log in, and to know that an address is theirs",
            legal_basis=ACCOUNT,
            retention="with the account",
        ),
        PersonalData(
            model="mfa.Authenticator",
            fields=("type", "data", "created_at", "last_used_at", "user"),
            subject="people with an account and a second factor",
            purpose="to protect the account",
            legal_basis=ACCOUNT,
            retention="with the account",
        ),
        PersonalData(
            model="wagtailcore.Revision",
            fields=("object_str", "content", "user"),
            subject="people named in a page or listing, and who edited it",
            purpose="to compare and to bring back earlier texts",
            legal_basis="as the page or listing",
            retention="with the page or listing; `purge_revisions` of Wagtail deletes old ones before",
        ),
        PersonalData(
            model="wagtailcore.Comment",
            fields=("text", "user", "resolved_by"),
            subject="staff",
            purpose="to agree on a text",
            legal_basis=EDITING,
            retention="with the page",
        ),
        PersonalData(
            model="wagtailcore.PageLogEntry",
            fields=("label", "data", "user"),
            subject="staff, and people named in the title of a page",
            purpose="to see who changed what",
            legal_basis=EDITING,
            retention="stays when the page is deleted; nothing deletes it by itself",
        ),
        PersonalData(
            model="wagtailcore.ModelLogEntry",
            fields=("label", "data", "user"),
            subject="staff, people with an account, and people named in the title of a listing",
            purpose="to see who changed what",
            legal_basis=EDITING,
            retention="stays when the row is deleted; nothing deletes it by itself",
        ),
        NoPersonalData(
            "home.SiteDetails",
            ("publisher", "address", "email", "phone", "barrier_email"),
            "how to reach the office, published in the footer",
        ),
    ]
