"""What the repository holds, and what it must not."""

import re
import subprocess

import pytest

from tests.servers import ROOT

TEXT = {".py", ".md", ".html", ".txt", ".toml", ".lock", ".json", ".yml", ".css", ".js", ".mjs", ".po", ".cfg", ""}
# Written in parts, so that this file does not find itself.
REGISTRIES = ["pypi" + ".org", "python" + "hosted", "registry" + ".npmjs", "npm" + "mirror", "arti" + "factory"]
MACHINE_PATHS = ["/ro" + "ot/", "/wo" + "rk/", "/home/" + "runner"]
FOREIGN_HOST = re.compile(
    r"""(?:src|href|action|poster|data-src)=["'](?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//"""
)
INLINE = re.compile(r"""<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)""", re.I)
COMMENTS = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)


def tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def text_files():
    return [path for path in tracked() if path.suffix in TEXT]


@pytest.mark.parametrize("word", REGISTRIES + MACHINE_PATHS)
def test_no_file_names_a_registry_or_a_place_on_one_machine(word):
    assert [str(path.relative_to(ROOT)) for path in text_files() if word in path.read_text(errors="replace")] == []


def test_locks_hold_hashes_and_nothing_but_versions():
    for name in ("site.lock", "dev.lock"):
        for line in (ROOT / "requirements" / name).read_text().splitlines():
            assert re.fullmatch(r"[a-zA-Z0-9_.\-]+==\S+( ; .*)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line), line


def test_the_developers_lock_holds_the_site_at_the_same_versions():
    assert pins_of("site.lock") <= pins_of("dev.lock")


def pins_of(name):
    lines = (ROOT / "requirements" / name).read_text().splitlines()
    return {line.split()[0] for line in lines if not line.startswith(" ")}


def pages():
    """Templates that a browser gets; mails know no stylesheets, and the admin's pages are Wagtail's."""
    return [path for path in (ROOT / "templates").rglob("*.html") if "emails" not in path.parts]


def styles_and_scripts():
    return [
        path for app in ("networks", "events", "providers", "home") for path in (ROOT / app).glob("static/**/*.[cj]*s*")
    ]


def test_no_page_loads_anything_from_elsewhere():
    found = [
        (path, FOREIGN_HOST.search(COMMENTS.sub("", path.read_text()))) for path in [*pages(), *styles_and_scripts()]
    ]
    assert [str(path.relative_to(ROOT)) for path, match in found if match] == []


def test_no_page_has_inline_scripts_or_styles():
    found = [(path, INLINE.search(COMMENTS.sub("", path.read_text()))) for path in pages()]
    assert [f"{path.relative_to(ROOT)}: {match[0]}" for path, match in found if match] == []


def test_the_settings_are_not_lost_to_an_ignore_rule():
    listed = [str(path.relative_to(ROOT)) for path in tracked()]
    assert "site/kammernetz/settings/production.py" in listed
    assert "/site" not in (ROOT / ".gitignore").read_text().split()
