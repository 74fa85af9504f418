"""Every choice of an operator is an environment variable; production refuses to start without those it needs."""

import json
import os
import subprocess
import sys

import django
import pytest
from django.core.exceptions import ImproperlyConfigured
from kammernetz import environment

from tests.servers import ROOT
from tools.legs import PRODUCTION

# Asks the settings as a fresh process sees them, with a warning of ours as an error.
ASK = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name, None) for name in ["DEBUG", *sys.argv[1:]]}, default=str))
"""


def run(*command, **variables):
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"} | variables
    return subprocess.run([sys.executable, *command], env=env, cwd=ROOT, capture_output=True, text=True, check=False)


def settings_with(*names, module="production", **variables):
    variables = (PRODUCTION if module == "production" else {}) | variables
    variables["DJANGO_SETTINGS_MODULE"] = f"kammernetz.settings.{module}"
    done = run("-W", "error::DeprecationWarning", "-c", ASK, *names, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL"])
def test_production_names_the_variable_that_is_missing(name):
    done = run("-c", ASK, **{key: value for key, value in PRODUCTION.items() if key != name})
    assert done.returncode != 0
    assert done.stderr.strip().endswith(f"Set in the environment: {name} (see docs/operators.md).")


def test_production_has_nothing_to_be_warned_about():
    done = run(
        "-W", "error::DeprecationWarning", "manage.py", "check", "--deploy", "--fail-level", "INFO", **PRODUCTION
    )
    assert done.stdout == "System check identified no issues (0 silenced).\n", done.stderr


def test_production_never_loads_the_demo():
    assert settings_with("DEMO_ALLOWED", DEMO_ALLOWED="true", DEBUG="true") == {
        "DEMO_ALLOWED": False,
        "DEBUG": False,
    }


def test_cookies_belong_to_this_host_alone_and_to_https():
    found = settings_with("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    assert list(found.values()) == [False, "__Host-session", "__Host-csrf", True, True]


def test_without_any_variable_everything_lies_in_one_folder(tmp_path):
    found = settings_with("DATABASES", "MEDIA_ROOT", "STATIC_ROOT", "EMAIL_URL", module="dev", VAR_DIR=str(tmp_path))
    assert found["DATABASES"]["default"]["NAME"] == str(tmp_path / "kammernetz.sqlite3")
    assert found["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["DATABASES"]["default"]["CONN_MAX_AGE"] == 60
    assert found["MEDIA_ROOT"] == str(tmp_path / "media")
    assert found["EMAIL_URL"] == f"filemail:///{tmp_path / 'mail'}"


def test_a_database_url_is_used_with_connections_that_are_kept():
    found = settings_with("DATABASES", DATABASE_URL="postgres://user:word@db.example.org:5433/netz")
    database = found["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example.org", 5433, "netz")
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (60, True)
    assert database["OPTIONS"] == {"options": "-c jit=off"}


def test_a_cache_url_is_used():
    found = settings_with("CACHES", CACHE_URL="redis://cache.example.org:6379/3")
    assert found["CACHES"]["default"]["LOCATION"] == "redis://cache.example.org:6379/3"
    assert found["CACHES"]["default"]["BACKEND"] == "kammernetz.cache.PatientRedisCache"


def test_a_proxy_is_believed_only_where_there_is_one():
    name = "SECURE_PROXY_SSL_HEADER"
    counts = ("ALLAUTH_TRUSTED_PROXY_COUNT", "NETWORKS_TRUSTED_PROXY_COUNT")
    found = settings_with(*counts, PROXY_COUNT="2")
    assert [found[count] for count in counts] == [2, 2]
    assert settings_with(name, PROXY_COUNT="0")[name] is None


MAIL = "smtp+tls://desk:a%2Fb@mail.example.org:587"


@pytest.mark.skipif(django.VERSION >= (6, 1), reason="MAILERS replaces these settings")
def test_a_mail_url_is_used():
    found = environment.mail(MAIL)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == ("mail.example.org", 587, True)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"], found["EMAIL_TIMEOUT"]) == ("desk", "a/b", 20)


@pytest.mark.skipif(django.VERSION < (6, 1), reason="Django 5.2 has no MAILERS")
def test_a_mail_url_becomes_a_mailer():
    mailer = environment.mail(MAIL)["MAILERS"]["default"]
    assert mailer["BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (mailer["OPTIONS"]["host"], mailer["OPTIONS"]["use_tls"]) == ("mail.example.org", True)
    assert (mailer["OPTIONS"]["username"], mailer["OPTIONS"]["password"]) == ("desk", "a/b")


def test_mails_go_to_a_folder_that_one_can_look_into(tmp_path):
    folder = tmp_path / "with a blank and +"
    done = run("manage.py", "sendtestemail", "ada@example.org", EMAIL_URL=environment.mail_folder(folder))
    assert done.returncode == 0, done.stderr
    assert "To: ada@example.org" in next(folder.iterdir()).read_text()


PICTURES = "s3://pictures?endpoint_url=https://store.example.org&querystring_auth=false"
FILES = "s3://files?endpoint_url=https://files.example.org"


def test_pictures_and_files_can_lie_in_object_stores_of_their_own():
    names = ("STORAGES", "WAGTAILIMAGES_RENDITION_STORAGE", "CONTENT_SECURITY_POLICY", "ADMIN_CONTENT_SECURITY_POLICY")
    found = settings_with(*names, MEDIA_STORAGE=PICTURES, PRIVATE_STORAGE=FILES)
    pictures = found["STORAGES"][found["WAGTAILIMAGES_RENDITION_STORAGE"]]["OPTIONS"]
    assert (pictures["bucket_name"], pictures["querystring_auth"]) == ("pictures", False)
    files = found["STORAGES"]["default"]["OPTIONS"]
    assert files["bucket_name"] == "files"
    assert "querystring_auth" not in files
    visitors = found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["img-src"]
    assert "https://store.example.org" in visitors
    assert "https://files.example.org" not in visitors
    assert "https://files.example.org" in found["ADMIN_CONTENT_SECURITY_POLICY"]["img-src"]


@pytest.mark.parametrize(
    ("private", "why"),
    [
        ("", "Set PRIVATE_STORAGE"),
        ("s3://pictures/private?endpoint_url=https://store.example.org", "another bucket"),
        (f"{FILES}&querystring_auth=false", "querystring_auth"),
    ],
)
def test_documents_never_lie_where_everybody_fetches_pictures(private, why):
    with pytest.raises(ImproperlyConfigured, match=why):
        environment.private_storage(private, pictures=PICTURES)


def test_files_lie_in_one_folder_where_no_store_is_named():
    found = settings_with("STORAGES")["STORAGES"]
    assert found["default"] == found["pictures"] == {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def test_production_does_not_start_with_a_public_store_alone():
    done = run("-c", ASK, **PRODUCTION, MEDIA_STORAGE=PICTURES)
    assert "Set PRIVATE_STORAGE beside MEDIA_STORAGE" in done.stderr


def test_a_wrong_address_of_the_object_store_is_said():
    with pytest.raises(ImproperlyConfigured, match="s3://bucket"):
        environment.media_storage("ftp://pictures")
