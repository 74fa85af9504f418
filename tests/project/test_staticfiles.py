"""One stylesheet a page: imports are written into the sheet that names them."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage
from kammernetz.staticfiles import BundledStorage, inline

SHEETS = {
    "home/site.css": '@import url("../networks/all.css");\n@import url("parts/header.css");\nh1 { color: red }',
    "networks/all.css": '@import url("parts/hero.css");\n/* why */ p { margin: 0 }',
    "networks/parts/hero.css": '.hero { mask: url("../horizon.svg"); background: url("data:x") }',
    "home/parts/header.css": '@import url("../../networks/parts/hero.css");\nheader { margin: 0 }',
}


def bundle(name):
    return inline(name, SHEETS.__getitem__)


def test_imports_are_written_in_their_order_and_each_sheet_once():
    css = bundle("home/site.css")
    assert "@import" not in css
    assert [css.index(part) for part in (".hero", "p {", "header {", "h1 {")] == sorted(
        css.index(part) for part in (".hero", "p {", "header {", "h1 {")
    )
    assert css.count(".hero") == 1


def test_addresses_are_written_as_seen_from_the_sheet_that_is_loaded():
    css = bundle("home/site.css")
    assert 'url("../networks/horizon.svg")' in css
    assert 'url("data:x")' in css


def test_comments_stay_with_the_source():
    assert "why" not in bundle("networks/all.css")


@pytest.fixture
def collected(tmp_path, settings):
    settings.DEBUG = False
    sources = {name: (FileSystemStorage(Path(finders.find(name)).parents[name.count("/")]), name) for name in ours()}
    storage = BundledStorage(location=tmp_path, base_url="/static/")
    for name, (source, path) in sources.items():
        with source.open(path) as file:
            storage._save(name, file)
    problems = [result for _, _, result in storage.post_process(sources) if isinstance(result, Exception)]
    assert problems == []
    return storage


def ours():
    apps = ("networks", "events", "providers", "home")
    found = (name for finder in finders.get_finders() for name, _ in finder.list([]))
    return sorted({name for name in found if name.split("/")[0] in apps})


def test_what_a_visitor_loads_is_one_fingerprinted_compressed_sheet(collected):
    name = collected.stored_name("home/site.css")
    assert re.fullmatch(r"home/site\.[0-9a-f]{12}\.css", name)
    css = Path(collected.path(name)).read_text()
    assert "@import" not in css
    assert Path(collected.path(f"{name}.br")).stat().st_size < 20_000
