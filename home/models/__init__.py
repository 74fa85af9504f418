from .advice import AdvicePage, AdviceTopic, Inquiry
from .content import ContentPage, HomePage
from .details import SiteDetails
from .legal import AccessibilityGap, LegalPage
from .press import PressIndexPage, PressReleasePage
from .projects import InitiativePage, Milestone, ProjectContact, ProjectDownload, ProjectPage, ProjectPartner
from .users import User

__all__ = [
    "AccessibilityGap",
    "AdvicePage",
    "AdviceTopic",
    "ContentPage",
    "HomePage",
    "InitiativePage",
    "Inquiry",
    "LegalPage",
    "Milestone",
    "PressIndexPage",
    "PressReleasePage",
    "ProjectContact",
    "ProjectDownload",
    "ProjectPage",
    "ProjectPartner",
    "SiteDetails",
    "User",
]
