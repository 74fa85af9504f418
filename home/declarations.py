"""What the site itself stores about people."""

from allauth.account.models import EmailAddress

from networks.data_subjects import delete_rows
from networks.personal_data import NoPersonalData, PersonalData

from .conf import conf
from .models import Inquiry, User

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
            rows=_accounts,
            erase=_delete_accounts,
            by_hand="accounts with rights of staff are removed by an administrator",
        ),
        PersonalData(
            model="home.Inquiry",
            fields=("topic", "name", "email", "organisation", "message", "page_url", "note", "language"),
            subject="people who ask for advice or report a barrier",
            purpose="to answer",
            legal_basis="Art. 6 (1) e GDPR: the chamber's task of advising",
            retention=f"{conf.INQUIRY_DAYS} days; setting `HOME_INQUIRY_DAYS`",
            rows=_inquiries,
            erase=delete_rows,
        ),
        PersonalData(
            model="account.EmailAddress",
            fields=("email", "verified", "primary", "user"),
            subject="people with an account",
            purpose="to log in, and to know that an address is theirs",
            legal_basis=ACCOUNT,
            retention="with the account",
            rows=_addresses,
            by_hand="goes with the account",
        ),
        PersonalData(
            model="mfa.Authenticator",
            fields=("type", "data", "created_at", "last_used_at", "user"),
            subject="people with an account and a second factor",
            purpose="to protect the account",
            legal_basis=ACCOUNT,
            retention="with the account",
            by_hand="goes with the account; holds secrets, which are not handed over",
        ),
        PersonalData(
            model="wagtailcore.Revision",
            fields=("object_str", "content", "user"),
            subject="people named in a page or listing, and who edited it",
            purpose="to compare and to bring back earlier texts",
            legal_basis="as the page or listing",
            retention="with the page or listing; `purge_revisions` of Wagtail deletes old ones before",
            by_hand="an editor corrects the page or listing; purge_revisions deletes what was before",
        ),
        PersonalData(
            model="wagtailcore.Comment",
            fields=("text", "user", "resolved_by"),
            subject="staff",
            purpose="to agree on a text",
            legal_basis=EDITING,
            retention="with the page",
            by_hand="an editor deletes the comment",
        ),
        PersonalData(
            model="wagtailcore.PageLogEntry",
            fields=("label", "data", "user"),
            subject="staff, and people named in the title of a page",
            purpose="to see who changed what",
            legal_basis=EDITING,
            retention="stays when the page is deleted; nothing deletes it by itself",
            by_hand="stays: who did what; the account goes out of it with the account",
        ),
        PersonalData(
            model="wagtailcore.ModelLogEntry",
            fields=("label", "data", "user"),
            subject="staff, people with an account, and people named in the title of a listing",
            purpose="to see who changed what",
            legal_basis=EDITING,
            retention="stays when the row is deleted; nothing deletes it by itself",
            by_hand="stays: who did what; the account goes out of it with the account",
        ),
        NoPersonalData(
            "home.SiteDetails",
            ("publisher", "address", "email", "phone", "barrier_email"),
            "how to reach the office, published in the footer",
        ),
    ]


def _accounts(email):
    return User.objects.filter(email__iexact=email)


def _delete_accounts(users):
    """Those of visitors and members: rights of staff are taken away by people who know why somebody has them."""
    users.filter(is_staff=False, is_superuser=False, groups=None).delete()


def _addresses(email):
    return EmailAddress.objects.filter(user__in=_accounts(email))


def _inquiries(email):
    return Inquiry.objects.filter(email__iexact=email)
