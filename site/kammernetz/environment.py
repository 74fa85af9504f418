"""From environment variables to Django's settings: what a URL in a variable means, on Django 5.2 and 6.1 alike."""

import os
from urllib.parse import parse_qsl, quote, urlsplit

import django
from django.core.exceptions import ImproperlyConfigured
from environ import Env

SMTP_TIMEOUT = 20


def require(*names):
    """Refuse to start while a variable is missing, and name all that are."""
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        raise ImproperlyConfigured(f"Set in the environment: {', '.join(missing)} (see docs/operators.md).")


def database(url, sqlite_options):
    """Connections are kept: to open one costs a visit to a calendar more than all the rest."""
    config = Env.db_url_config(url)
    if config["ENGINE"].endswith("sqlite3"):
        return {"CONN_MAX_AGE": 60} | config | {"OPTIONS": sqlite_options | config.get("OPTIONS", {})}
    # PostgreSQL compiles queries of many joins, which takes longer than to run them on a site of this size.
    options = {"options": "-c jit=off"} if config["ENGINE"].endswith("postgresql") else {}
    return {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True} | config | {"OPTIONS": options | config.get("OPTIONS", {})}


def cache(url):
    config = Env.cache_url_config(url)
    if config["BACKEND"].endswith("RedisCache"):
        config["BACKEND"] = "kammernetz.cache.PatientRedisCache"
    return config


def mail(url):
    """The settings that send mail: `MAILERS` where Django knows it (its predecessors are deprecated there)."""
    parsed = Env.email_url_config(url)
    if django.VERSION < (6, 1):
        known = {name: value for name, value in parsed.items() if name != "OPTIONS" and value is not None}
        return known | {"EMAIL_TIMEOUT": SMTP_TIMEOUT}
    return {"MAILERS": {"default": {"BACKEND": parsed["EMAIL_BACKEND"], "OPTIONS": _mailer_options(parsed)}}}


def _mailer_options(parsed):
    if parsed["EMAIL_BACKEND"].endswith("filebased.EmailBackend"):
        return {"file_path": parsed["EMAIL_FILE_PATH"]}
    if not parsed["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
        return {}
    return {
        "host": parsed["EMAIL_HOST"] or "localhost",
        "port": parsed["EMAIL_PORT"],
        "username": parsed["EMAIL_HOST_USER"],
        "password": parsed["EMAIL_HOST_PASSWORD"],
        "use_tls": parsed.get("EMAIL_USE_TLS", False),
        "use_ssl": parsed.get("EMAIL_USE_SSL", False),
        "timeout": SMTP_TIMEOUT,
    }


def mail_folder(path):
    return f"filemail:///{quote(str(path))}"


def media_storage(url):
    """Django's file storage, or `s3://bucket?endpoint_url=…&region_name=…&custom_domain=…` (the extra `s3`)."""
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.netloc:
        raise ImproperlyConfigured(
            "MEDIA_STORAGE must look like s3://bucket?endpoint_url=https://… (see docs/operators.md)."
        )
    options = {name: _truth(value) for name, value in parse_qsl(parts.query)}
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": parts.netloc, "location": parts.path.strip("/"), "file_overwrite": False} | options,
    }


def private_storage(url, *, pictures):
    """Where documents and original pictures lie: never where visitors' browsers fetch pictures from."""
    if pictures and not url:
        raise ImproperlyConfigured("Set PRIVATE_STORAGE beside MEDIA_STORAGE: another bucket (see docs/operators.md).")
    if url and urlsplit(url)[:2] == urlsplit(pictures)[:2]:
        raise ImproperlyConfigured("PRIVATE_STORAGE must be another bucket than MEDIA_STORAGE, whose files are public.")
    storage = media_storage(url)
    if storage.get("OPTIONS", {}).get("querystring_auth") is False:
        raise ImproperlyConfigured("PRIVATE_STORAGE signs its addresses: leave out querystring_auth.")
    return storage


def _truth(text):
    return {"true": True, "false": False}.get(text.lower(), text)


def media_origins(storage):
    """Where a browser fetches pictures from, other than from us: for the content security policy."""
    options = storage.get("OPTIONS", {})
    if "custom_domain" in options:
        return [f"https://{options['custom_domain']}"]
    if "endpoint_url" in options:
        parts = urlsplit(options["endpoint_url"])
        return [f"{parts.scheme}://{parts.netloc}"]
    if "bucket_name" in options:
        return [f"https://{options['bucket_name']}.s3.amazonaws.com"]
    return []
