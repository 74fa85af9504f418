"""Docs that cannot lie: each setting, command, hook and variable has its heading, and each heading its thing."""

import importlib
import re
from pathlib import Path

import pytest
import wagtail

from tests.servers import ROOT

APPS = ["networks", "events", "providers", "home"]
HOOK_IN_CODE = re.compile(r"""(?:get_hooks|hooks\.register)\(\s*["'](\w+)["']""")
SECTION_HOOK = re.compile(r"""["'](register_\w+_section)["']""")
VARIABLE = re.compile(r"""env(?:\.\w+)?\(\s*["']([A-Z_]+)["']""")


def headings(document, level="##"):
    text = (ROOT / "docs" / document).read_text()
    return {title.strip("`") for title in re.findall(rf"^{level} (\S+)$", text, re.MULTILINE)}


def settings_in_code():
    for app in APPS:
        conf = importlib.import_module(f"{app}.conf").conf
        yield from (f"{app.upper()}_{name}" for name in dir(type(conf)) if name.isupper())


def sources(*folders):
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts]


def test_every_setting_has_its_heading():
    assert headings("settings.md") == set(settings_in_code())


def test_every_command_has_its_heading():
    commands = {path.stem for app in APPS for path in (ROOT / app).glob("management/commands/[a-z]*.py")}
    assert headings("commands.md") == commands


def test_every_hook_of_ours_has_its_heading():
    ours = "\n".join(path.read_text() for path in sources(*APPS))
    in_code = set(HOOK_IN_CODE.findall(ours)) | set(SECTION_HOOK.findall(ours))
    assert headings("hooks.md") == in_code - hooks_of_wagtail()


def hooks_of_wagtail():
    """Every name in quotes in Wagtail's own code and templates: what it asks for is not ours to explain."""
    files = [path for end in ("py", "html") for path in Path(wagtail.__file__).parent.rglob(f"*.{end}")]
    quoted = re.compile(r"""["'](\w+)["']""")
    return {name for path in files if "test" not in path.parts for name in quoted.findall(path.read_text())}


def test_every_variable_of_an_operator_is_explained():
    read = {
        name
        for path in (ROOT / "site/kammernetz/settings").glob("*.py")
        if path.stem != "served"
        for name in VARIABLE.findall(path.read_text())
    }
    assert headings("operators.md", "###") == read


def links_in(document):
    text = re.sub(r"```.*?```", "", document.read_text(), flags=re.DOTALL)
    return re.findall(r"\]\((?!https?:|mailto:)([^)#\s]+)?(?:#([^)\s]*))?\)", text)


def documents():
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def anchors(document):
    titles = re.findall(r"^#+ (.*)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    for path, anchor in links_in(document):
        target = (document.parent / path) if path else document
        assert target.exists(), f"{document.name} links to {path}"
        if anchor:
            assert anchor in anchors(target), f"{document.name} links to {path}#{anchor}"


def test_the_index_names_every_document():
    index = (ROOT / "docs" / "README.md").read_text()
    assert [path.name for path in (ROOT / "docs").glob("*.md") if f"({path.name})" not in index] == ["README.md"]
