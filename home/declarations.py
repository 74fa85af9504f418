"""What the site itself stores about people."""

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks import outbox
from networks.models import OutboxMessage
from networks.personal_data import Elsewhere, NoPersonalData, PersonalData

from .conf import conf
from .emails import key_of_received
from .models import Inquiry, User

ACCOUNT = gettext_lazy("Art. 6 (1) b GDPR: the account")
EDITING = gettext_lazy("Art. 6 (1) e GDPR: to answer for what the site says")


def personal_data():
    return [
        PersonalData(
            model="home.User",
            title=_("accounts"),
            fields=("email", "first_name", "last_name", "password"),
            subject=_("people with an account"),
            purpose=_("to log in"),
            legal_basis=ACCOUNT,
            retention=_("until the account is deleted"),
            since="date_joined",
            rows=_accounts,
            erase=_delete_accounts,
            goes_last=True,
            by_hand="accounts with rights of staff are removed by an administrator",
        ),
        PersonalData(
            model="home.Inquiry",
            fields=("topic", "name", "email", "organisation", "message", "page_url", "note", "language"),
            subject=_("people who ask for advice or report a barrier"),
            purpose=_("to answer"),
            legal_basis=_("Art. 6 (1) e GDPR: the chamber's task of advising"),
            retention=_("%(days)d days; setting `HOME_INQUIRY_DAYS`") % {"days": conf.INQUIRY_DAYS},
            since="created_at",
            due=Inquiry.objects.expired,
            rows=_inquiries,
            erase=_delete_inquiries,
        ),
        PersonalData(
            model="account.EmailAddress",
            fields=("email", "verified", "primary", "user"),
            subject=_("people with an account"),
            purpose=_("to log in, and to know that an address is theirs"),
            legal_basis=ACCOUNT,
            retention=_("with the account"),
            rows=_addresses,
            by_hand="goes with the account",
        ),
        PersonalData(
            model="mfa.Authenticator",
            title=_("second factors"),
            fields=("type", "data", "created_at", "last_used_at", "user"),
            subject=_("people with an account and a second factor"),
            purpose=_("to protect the account"),
            legal_basis=ACCOUNT,
            retention=_("with the account"),
            since="created_at",
            by_hand="goes with the account; holds secrets, which are not handed over",
        ),
        PersonalData(
            model="wagtailcore.Revision",
            fields=("object_str", "content", "user"),
            subject=_("people named in a page or listing, and who edited it"),
            purpose=_("to compare and to bring back earlier texts"),
            legal_basis=_("as the page or listing"),
            retention=_("with the page or listing; `purge_revisions` of Wagtail deletes old ones before"),
            since="created_at",
            by_hand="an editor corrects the page or listing; purge_revisions deletes what was before",
        ),
        PersonalData(
            model="wagtailcore.Comment",
            fields=("text", "user", "resolved_by"),
            subject=_("staff"),
            purpose=_("to agree on a text"),
            legal_basis=EDITING,
            retention=_("with the page"),
            since="created_at",
            by_hand="an editor deletes the comment",
        ),
        PersonalData(
            model="wagtailcore.PageLogEntry",
            fields=("label", "data", "user"),
            subject=_("staff, and people named in the title of a page"),
            purpose=_("to see who changed what"),
            legal_basis=EDITING,
            retention=_("stays when the page is deleted; nothing deletes it by itself"),
            since="timestamp",
            by_hand="stays: who did what; the account goes out of it with the account",
        ),
        PersonalData(
            model="wagtailcore.ModelLogEntry",
            fields=("label", "data", "user"),
            subject=_("staff, people with an account, and people named in the title of a listing"),
            purpose=_("to see who changed what"),
            legal_basis=EDITING,
            retention=_("stays when the row is deleted; nothing deletes it by itself"),
            since="timestamp",
            by_hand="stays: who did what; the account goes out of it with the account",
        ),
        Elsewhere(
            model=_("Log of the server"),
            subject=_("visitors"),
            purpose=_("to find faults"),
            legal_basis=_("Art. 6 (1) f GDPR: keeping the site running"),
            retention=_("as long as the operator keeps it; it names nobody, and secrets in addresses are blotted out"),
        ),
        Elsewhere(
            model=_("Backups"),
            subject=_("everybody named here"),
            purpose=_("to bring the site back after a loss"),
            legal_basis=_("Art. 6 (1) f GDPR: keeping the site running"),
            retention=_("as long as the operator keeps them; after bringing one back, run `retention --run`"),
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


def _delete_inquiries(rows):
    """With what a desk was written of them."""
    outbox.erase(OutboxMessage.objects.filter(dedupe_key__in=map(key_of_received, rows)))
    rows.delete()
