"""What other apps show on our pages. They answer a hook; we arrange the answers."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail import hooks


@dataclass(frozen=True)
class Section:
    """A part of a page under its own heading: rendered from `template` with `context`. Lower `order` comes first."""

    heading: str
    template: str
    context: dict = field(default_factory=dict)
    order: int = 100
    slug: str = ""
    link: str = ""
    link_text: str = ""

    def render(self, request) -> SafeString:
        return render_to_string(self.template, {"section": self, **self.context}, request=request)


def sections(hook: str, request, subject) -> list[Section]:
    """The answers to a hook about a network or a person, in order; `None` means nothing to show."""
    answers = (fn(request, subject) for fn in hooks.get_hooks(hook))
    return sorted((section for section in answers if section), key=lambda section: section.order)


def network_sections(request, network) -> list[Section]:
    return sections("register_network_section", request, network)


def member_sections(request, user) -> list[Section]:
    return sections("register_member_section", request, user)
