"""Files that people send with a registration: small, of few kinds, judged by what is in them and not by their name."""

import warnings
from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image

from .conf import conf

LONGEST_NAME = 120
MOST_PIXELS = 100_000_000


class FileKind(NamedTuple):
    suffix: str
    content_type: str
    is_it: Callable[[UploadedFile], bool]


class Upload(UploadedFile):
    """A file that was looked into; `given_name` is what the person called it, `name` says its kind alone."""

    given_name = ""


def _is_pdf(file):
    return file.read(1024).lstrip().startswith(b"%PDF-")


def _is_picture(kind):
    def is_it(file):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", Image.DecompressionBombWarning)
                with Image.open(file, formats=[kind]) as picture:
                    picture.verify()
                    return picture.width * picture.height <= MOST_PIXELS
        except Exception:  # Pillow raises nearly anything over a broken file
            return False

    return is_it


KINDS = (
    FileKind(".pdf", "application/pdf", _is_pdf),
    FileKind(".png", "image/png", _is_picture("PNG")),
    FileKind(".jpg", "image/jpeg", _is_picture("JPEG")),
)


def content_type_of(name: str) -> str:
    """Of a file that was stored: by the suffix that we gave it."""
    found = (kind.content_type for kind in KINDS if kind.suffix == PurePath(name).suffix)
    return next(found, "application/octet-stream")


class UploadField(forms.FileField):
    """At most `EVENTS_UPLOAD_MEGABYTES`, and a PDF, PNG or JPEG inside."""

    widget = forms.FileInput(attrs={"accept": ",".join(kind.content_type for kind in KINDS)})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > conf.UPLOAD_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(
                _("This file is too large. At most %(size)d MB are possible.") % {"size": conf.UPLOAD_MEGABYTES}
            )
        return _named_by_kind(file, self._kind_of(file))

    def _kind_of(self, file):
        for kind in KINDS:
            file.seek(0)
            if kind.is_it(file):
                file.seek(0)
                return kind
        raise forms.ValidationError(_("This is no PDF, PNG or JPEG that we can read. Please save it as one of these."))


def _named_by_kind(file, kind):
    given_name = "".join(sign for sign in PurePath(file.name).name if sign.isprintable())[:LONGEST_NAME]
    upload = Upload(file.file, name=f"file{kind.suffix}", content_type=kind.content_type, size=file.size)
    upload.given_name = given_name
    return upload
