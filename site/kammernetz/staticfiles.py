import posixpath
import re

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r"""@import\s+url\(["']?(?P<url>[^"':)]+)["']?\)\s*;""")
URL = re.compile(r"""url\(["']?(?P<url>(?![a-z]+:|/|#)[^"')]+)["']?\)""")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANK = re.compile(r"\s*\n\s*")


class BundledStorage(CompressedManifestStaticFilesStorage):
    """Static files with a fingerprint in the name, and compressed beside it.

    A stylesheet that imports others is written with them inside: a page waits for one sheet, not for a chain.
    """

    def post_process(self, paths, dry_run=False, **options):
        yield from super().post_process(_bundled(paths), dry_run=dry_run, **options)


def _bundled(paths):
    """The same files, the ones with imports read from memory."""
    memory, bundles = InMemoryStorage(), {}
    for name in filter(lambda name: name.endswith(".css"), paths):
        if IMPORT.search(_read(paths, name)):
            memory.save(name, ContentFile(inline(name, lambda name: _read(paths, name)).encode()))
            bundles[name] = (memory, name)
    return {**paths, **bundles}


def _read(paths, name):
    storage, path = paths[name]
    with storage.open(path) as source:
        return source.read().decode()


def inline(name, read, *, home=None, seen=None):
    """The stylesheet with what it imports in its place, each sheet once, and `url()` as seen from the first one."""
    home, seen = home or posixpath.dirname(name), seen if seen is not None else set()
    seen.add(name)
    here = posixpath.dirname(name)

    def imported(match):
        target = posixpath.normpath(posixpath.join(here, match["url"]))
        return "" if target in seen else inline(target, read, home=home, seen=seen)

    def moved(match):
        return f'url("{posixpath.relpath(posixpath.join(here, match["url"]), home)}")'

    parts = IMPORT.split(COMMENT.sub("", read(name)))
    own = [URL.sub(moved, text) for text in parts[::2]]
    sheets = [imported({"url": url}) for url in parts[1::2]]
    woven = [text for pair in zip(own, [*sheets, ""], strict=True) for text in pair]
    return BLANK.sub("\n", "".join(woven)).strip() + "\n"
