"""`make messages`: the texts of all apps, in Python and in templates, into `<app>/locale/de`, and compiled.

Templates lie in one top-level folder, one an app; the site's own (base, errors, mails, accounts) belong to `home`.
With `--check` nothing is written, and a text that is not in its catalogue, or that nobody uses, is an error.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
APPS = ["networks", "events", "providers", "home"]
CATALOGUE = Path("locale/de/LC_MESSAGES/django.po")
HEADER = {
    "Language": "de",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    problems = [problem for app in APPS for problem in (_check(app) if check else _write(app))]
    print("\n".join(problems))
    return int(bool(problems) and check)


def _check(app):
    with tempfile.TemporaryDirectory() as folder:
        collected = {key(entry) for entry in _collect(app, Path(folder))}
    kept = {key(entry) for entry in _load(ROOT / app / CATALOGUE) if not entry.obsolete}
    return [*_told(app, "not in the catalogue", collected - kept), *_told(app, "nobody uses", kept - collected)]


def _told(app, trouble, keys):
    if keys:
        some = ", ".join(repr(text) for _, text in sorted(keys)[:5])
        yield f"{app}: {trouble}: {some}{' …' if len(keys) > 5 else ''} ({len(keys)} in all; make messages)"


def _write(app):
    """Merge what was collected into the catalogue, keep every translation, and report what has none."""
    path = ROOT / app / CATALOGUE
    with tempfile.TemporaryDirectory() as folder:
        collected = _collect(app, Path(folder))
    known = {key(entry): entry for entry in _load(path)}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = HEADER
    for entry in collected:
        _take_over(entry, known.get(key(entry)))
        catalogue.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return [f"{app}: to translate: {entry.msgid!r}" for entry in catalogue if not entry.translated()]


def _take_over(entry, known):
    if known is None:
        return
    entry.msgstr, entry.tcomment = known.msgstr, known.tcomment
    if entry.msgid_plural:
        entry.msgstr_plural = known.msgstr_plural or entry.msgstr_plural


def key(entry):
    return (entry.msgctxt or "", entry.msgid)


def _load(path):
    return polib.pofile(str(path)) if path.exists() else []


def _collect(app, folder):
    """Let Django's makemessages run over the app and its templates, side by side in a temporary folder."""
    _lay_out(app, folder / app)
    if shutil.which("xgettext") is None:
        sys.exit("Texts are collected by gettext (xgettext), which is not installed here.")
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "de", "--symlinks", "--no-wrap", "--no-obsolete"]
        + ["--add-location", "file", "--ignore", "migrations", "-e", "html,txt,py,ics,xml", "-v", "0"],
        cwd=folder / app,
        check=True,
    )
    collected = polib.pofile(str(folder / app / CATALOGUE))
    return sorted((entry for entry in collected if not entry.obsolete), key=key)


def _lay_out(app, folder):
    (folder / "locale").mkdir(parents=True)
    for path in (ROOT / app).iterdir():
        if path.name not in {"locale", "__pycache__", "migrations"}:
            (folder / path.name).symlink_to(path)
    (folder / "templates").mkdir()
    for path in (ROOT / "templates").iterdir():
        if path.name == app or (app == "home" and path.name not in APPS):
            (folder / "templates" / path.name).symlink_to(path)


if __name__ == "__main__":
    sys.exit(main())
