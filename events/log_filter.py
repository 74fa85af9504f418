"""Keeps the secret part of a link out of the log files, whatever goes wrong behind it."""

import logging
import re

SECRET = re.compile(r"(/(?:platz|bestaetigen|gruppe|gruppe-bestaetigen|einladung|p)/)[\w-]{16,}")
LOGGERS = ["django.request", "django.security.csrf", "django.server"]


class HideTokens(logging.Filter):
    def filter(self, record):
        record.msg = _hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(argument) for argument in record.args)
        return True


def _hidden(value):
    return SECRET.sub(r"\1…", value) if isinstance(value, str) else value


def install():
    for name in LOGGERS:
        logging.getLogger(name).addFilter(HideTokens())
