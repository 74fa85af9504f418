"""The network pages in both languages, their lists of members, member pages and memberships."""

from home.models import ContentPage
from networks.models import HealthNetworkPage, MemberIndexPage, MemberPage, Membership, TrainingNetworkPage

from ..content import networks as content
from ..content import pages
from ..writing import prose
from .blocks import fill

NETWORKS = (
    (HealthNetworkPage, content.HEALTH_TEXT, content.HEALTH_TEXT_EN, "heide-morgen", "malte.quennlage"),
    (TrainingNetworkPage, content.TRAINING_TEXT, content.TRAINING_TEXT_EN, "giebel", "nele.torfhagel"),
)


def load(demo):
    above, _ = demo.page(demo.home, ContentPage, pages.NETWORKS.slug, **_head(demo, pages.NETWORKS))
    above_en = demo.translated(above, demo.english_home, pages.NETWORKS_EN.slug, **_head(demo, pages.NETWORKS_EN))
    for model, german, english, picture, contact in NETWORKS:
        shared = {"image": demo.picture(picture), "contact": demo.cards[contact]}
        page, _ = demo.page(above, model, german.slug, **_words(german), **shared)
        translation = demo.translated(page, above_en, english.slug, **_words(english), **shared)
        demo.networks[german.slug] = page
        _members(demo, page, translation, german.slug)
    for membership in content.memberships(demo.days):
        _membership(demo, membership)


def _head(demo, blocks):
    body = fill(demo, blocks.blocks)
    return {"title": blocks.title, "summary": blocks.summary, "body": body, "show_in_menus": True}


def _words(text):
    return {"title": text.title, "summary": text.summary, "body": prose(text.text)}


def _members(demo, network, english, slug):
    index, _ = demo.page(network, MemberIndexPage, "mitglieder", title="Mitglieder", intro=content.MEMBERS_INTRO[slug])
    demo.translated(index, english, "members", title="Members", intro=content.MEMBERS_INTRO_EN[slug])
    for text in content.MEMBER_TEXTS:
        if text.network == slug:
            _member_page(demo, index, text)


def _member_page(demo, index, text):
    demo.page(
        index,
        MemberPage,
        text.slug,
        title=text.title,
        summary=text.summary,
        body=prose(text.text),
        organisation=demo.organisations.get(text.organisation),
        person=demo.people.get(text.person),
    )


def _membership(demo, membership):
    demo.get_or_make(
        Membership,
        network_id=demo.networks[membership.network].pk,
        organisation=demo.organisations.get(membership.organisation),
        person=demo.people.get(membership.person),
        defaults={
            "decision": membership.decision,
            "reason": membership.reason,
            "applied_on": (membership.starts_on or demo.days.ago(20)),
            "starts_on": membership.starts_on,
            "ends_on": membership.ends_on,
            "visibility": membership.visibility,
        },
    )
