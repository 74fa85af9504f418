"""Each hook that docs/hooks.md names, used as an adopter would."""

from wagtail import hooks
from wagtail.snippets.views.snippets import SnippetViewSet

from networks.due_work import DueWork
from networks.personal_data import PersonalData
from networks.roles import EDITORS
from networks.sections import Section

from .models import CultureNetworkPage, Patron

thanked = []


@hooks.register("register_network_section")
def patrons(request, network):
    if not isinstance(network.specific, CultureNetworkPage):
        return None
    return Section(heading="Our patrons", template="testapp/patrons.html", context={"patrons": Patron.objects.all()})


@hooks.register("register_member_section")
def tickets(request, user):
    return Section(heading="Your tickets", template="testapp/patrons.html", context={"patrons": Patron.objects.all()})


@hooks.register("register_due_work")
def thank_patrons():
    return DueWork("thanks", lambda: thanked.append(True) or 1, every=60)


@hooks.register("register_role_permissions")
def editors_look_after_patrons():
    return {EDITORS: ["testapp.add_patron", "testapp.change_patron"]}


class PatronViewSet(SnippetViewSet):
    model = Patron
    menu_label = "Patrons"


@hooks.register("register_kammernetz_viewset")
def patron_list():
    return [PatronViewSet]


@hooks.register("register_personal_data")
def what_is_known_of_patrons():
    return [
        PersonalData(
            model="testapp.Patron",
            fields=("name",),
            subject="patrons",
            purpose="to thank them",
            legal_basis="consent",
            retention="until they ask",
        )
    ]


@hooks.register("register_proved_addresses")
def addresses_of_patrons(user):
    return [user.email] if user.email.endswith("@patrons.example.org") else []


@hooks.register("register_privacy_notice")
def privacy_notice():
    return "https://stages.example.org/privacy/"


@hooks.register("register_imprint")
def imprint():
    return "https://stages.example.org/imprint/"
