"""The initiative and its projects, advice, press, law, and the texts of the home page."""

from home.models import (
    AccessibilityGap,
    AdvicePage,
    AdviceTopic,
    ContentPage,
    InitiativePage,
    LegalPage,
    Milestone,
    PressIndexPage,
    PressReleasePage,
    ProjectContact,
    ProjectPage,
    ProjectPartner,
)
from networks.models import District
from providers.models import DirectoryPage

from ..content import pages, press, projects
from ..writing import stream
from .blocks import fill


def load(demo):
    _initiative(demo)
    _advice(demo)
    _press(demo)
    _content(demo)
    _legal(demo)
    _home(demo)


# Initiative and projects


def _initiative(demo):
    shared = {"image": demo.picture("heide-abend"), "contact": demo.cards["henrike.lerchenkolk"], "show_in_menus": True}
    page, _ = demo.page(demo.home, InitiativePage, projects.INITIATIVE.slug, **_words(projects.INITIATIVE), **shared)
    english = demo.translated(
        page, demo.english_home, projects.INITIATIVE_EN.slug, **_words(projects.INITIATIVE_EN), **shared
    )
    districts = District.objects.in_bulk(field_name="slug")
    for project in projects.projects(demo.days):
        _project(demo, page, english, project, districts)


def _project(demo, parent, parent_en, project, districts):
    page, _ = demo.page(
        parent, ProjectPage, project.text.slug, **_words(project.text), **_project_values(demo, project, districts),
        state_note=project.state_note, funding=project.funding, **_project_rows(demo, project, 0),
    )  # fmt: skip
    demo.translated(
        page, parent_en, project.english.slug, **_words(project.english), **_project_values(demo, project, districts),
        **_project_rows(demo, project, 1),
    )  # fmt: skip


def _project_values(demo, project, districts):
    network = demo.networks.get(project.network)
    return {
        "state": project.state,
        "image": demo.picture(project.picture),
        "starts_on": project.starts_on,
        "ends_on": project.ends_on,
        "network": network.networkpage_ptr if network else None,
        "districts": [districts[slug] for slug in project.districts],
    }


def _project_rows(demo, project, language):
    """Milestones, partners and contacts; `language` is 0 for German and 1 for English."""
    return {
        "milestones": [
            Milestone(
                title=english if language else milestone.title,
                due_on=milestone.due_on,
                reached=milestone.reached,
                note="" if language else milestone.note,
                sort_order=number,
            )
            for number, (milestone, english) in enumerate(
                zip(project.milestones, project.english_milestones, strict=True)
            )
        ],
        "partners": [
            ProjectPartner(organisation=demo.organisations[slug], part=parts[language], sort_order=number)
            for number, (slug, *parts) in enumerate(project.partners)
        ],
        "contacts": [
            ProjectContact(card=demo.cards[key], sort_order=number) for number, key in enumerate(project.contacts)
        ],
    }


def _words(text):
    return {"title": text.title, "summary": text.summary, "body": stream(text.text)}


# Advice, press, other pages


def _advice(demo):
    shared = {"contact": demo.cards["ove.ginsterloh"], "desk_email": "ausland@heideregion.example.org"}
    shared |= {"image": demo.picture("elbaue"), "show_in_menus": True}
    page, _ = demo.page(
        demo.home, AdvicePage, pages.ADVICE.slug, **_blocks(demo, pages.ADVICE), **shared,
        topics=_topics(pages.ADVICE_TOPICS), answer_within="innerhalb von zwei Arbeitstagen",
    )  # fmt: skip
    demo.translated(
        page, demo.english_home, pages.ADVICE_EN.slug, **_blocks(demo, pages.ADVICE_EN), **shared,
        topics=_topics(pages.ADVICE_TOPICS_EN), answer_within="within two working days",
    )  # fmt: skip


def _topics(names):
    return [AdviceTopic(name=name, sort_order=number) for number, name in enumerate(names)]


def _blocks(demo, blocks):
    return {"title": blocks.title, "summary": blocks.summary, "body": fill(demo, blocks.blocks)}


def _press(demo):
    shared = {"contact": demo.cards["femke.moorwisch"], "show_in_menus": True}
    page, _ = demo.page(demo.home, PressIndexPage, pages.PRESS.slug, **_blocks(demo, pages.PRESS), **shared)
    english = demo.translated(page, demo.english_home, pages.PRESS_EN.slug, **_blocks(demo, pages.PRESS_EN), **shared)
    for release in press.releases(demo.days):
        _release(demo, page, english, release)


def _release(demo, parent, parent_en, release):
    shared = {"date": release.date, "place": release.place, "image": demo.picture(release.picture)}
    shared["image_credit"] = "Zeichnung: Kammernetz"
    page, _ = demo.page(parent, PressReleasePage, release.text.slug, **_words(release.text), **shared)
    if release.english:
        demo.translated(page, parent_en, release.english.slug, **_words(release.english), **shared)


def _content(demo):
    demo.page(demo.home, ContentPage, pages.PLACES.slug, **_blocks(demo, pages.PLACES))


# Pages that are there from the beginning: filled once, as long as nobody has edited them


def _legal(demo):
    for kind in LegalPage.Kind.values:
        german, english = pages.LEGAL[kind], pages.LEGAL_EN[kind]
        page = LegalPage.objects.child_of(demo.home).filter(kind=kind).first()
        if page is None:
            page, _ = demo.page(demo.home, LegalPage, german.slug, kind=kind, **_legal_values(demo, german, 0))
        else:
            _write_once(demo, page, **_legal_values(demo, german, 0))
        demo.translated(page, demo.english_home, english.slug, kind=kind, **_legal_values(demo, english, 1))


def _legal_values(demo, blocks, language):
    values = _blocks(demo, blocks)
    if blocks in (pages.LEGAL["accessibility"], pages.LEGAL_EN["accessibility"]):
        values |= {
            "conformance": "partial",
            "method": "self",
            "assessed_on": demo.days.ago(60),
            "updated_on": demo.days.ago(14),
            "gaps": [
                AccessibilityGap(what=what, reason=reason, alternative=alternative, sort_order=number)
                for number, (what, reason, alternative) in enumerate((pages.GAPS, pages.GAPS_EN)[language])
            ],
        }
    return values


def _home(demo):
    for home, blocks, label in (
        (demo.home, pages.HOME, "Anbieter finden"),
        (demo.english_home, pages.HOME_EN, "Find a provider"),
    ):
        directory = DirectoryPage.objects.child_of(home).first()
        _write_once(
            demo, home, **_blocks(demo, blocks), image=demo.picture("heide-abend"), action_label=label,
            action_page=directory.page_ptr, contact=demo.cards["henrike.lerchenkolk"],
        )  # fmt: skip


def _write_once(demo, page, **values):
    """Fill a page that nobody has saved in the editor yet."""
    if page.revisions.exists():
        return
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    demo.created += 1
