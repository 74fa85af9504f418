"""What a browser is told, a probe gets, and a log does not."""

import logging
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, close_old_connections
from django.test import RequestFactory
from django.urls import reverse
from kammernetz import health
from kammernetz.logs import WithoutSecrets
from wagtail.models import Collection, CollectionViewRestriction

from tests.home.making import home_page, make_document, make_image

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}


def policy_of(response):
    return set(response["Content-Security-Policy"].split("; "))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/en/", "/konto/login/", "/gibt-es-nicht/", "/administration/"])
def test_visitors_get_the_strict_policy(client, address):
    assert policy_of(client.get(address)) == STRICT


@pytest.mark.django_db
def test_only_the_admin_may_run_inline_scripts(admin_client):
    policy = policy_of(admin_client.get("/admin/"))
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "frame-ancestors 'self'" in policy
    assert policy > STRICT - {"script-src 'self'", "style-src 'self'", "img-src 'self' data:", "frame-ancestors 'none'"}


@pytest.mark.django_db
def test_only_dates_for_other_websites_may_be_framed_and_by_those_that_are_allowed(client, settings):
    settings.EVENTS_EMBED_ORIGINS = ["https://www.example.org"]
    response = client.get("/kalender/einbetten/alle/")
    assert "frame-ancestors 'self' https://www.example.org" in policy_of(response)
    assert "X-Frame-Options" not in response
    assert response["Referrer-Policy"] == "same-origin"
    response = client.get("/kalender/abonnieren/alle/")
    assert (policy_of(response), response["X-Frame-Options"]) == (STRICT, "DENY")


@pytest.mark.django_db
def test_other_headers(client):
    response = client.get("/")
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.django_db
def test_a_probe_is_answered_whatever_host_it_names(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    for address in ("/livez", "/readyz"):
        response = client.get(address, headers={"host": "10.0.0.7"})
        assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert response.content == b"database: ok\ncache: ok\n"


@pytest.mark.django_db
def test_a_probe_hears_what_is_broken_but_not_why(client, monkeypatch):
    def broken():
        raise OperationalError("password of kammernetz is wrong")

    monkeypatch.setattr(health, "_ask_database", broken)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"database: failed\ncache: ok\n")
    assert client.get("/livez").status_code == 200


@pytest.mark.django_db
def test_an_answer_about_the_cache_does_not_depend_on_its_content(client):
    cache.clear()
    assert client.get("/readyz").status_code == 200


def test_a_log_line_has_neither_secrets_nor_queries():
    secret = "Zk3xv-9sPq_0aBcDeFgHiJkLmNoPqRsTu"
    line = f"Not Found: /kalender/platz/{secret}/ and /suche/?q=Ada+Muster and /netzwerk/gesunde-betriebe/"
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s", (line,), None)
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == "Not Found: /kalender/platz/…/ and /suche/?… and /netzwerk/gesunde-betriebe/"


def test_a_log_line_keeps_the_address_of_a_page_however_long_it_is():
    address = "/termine/gefaehrdungsbeurteilung-psychischer-belastungen-2027/"
    secret = "/konto/1-d0vxz1-0123456789abcdef0123456789abcdef/"
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s", (f"{address} {secret}",), None)
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == f"{address} /konto/…/"


@pytest.fixture
def file_in(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def write(path):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"content")

    return write


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "visitor", "editor"),
    [("images/a.jpg", 200, 200), ("original_images/a.jpg", 404, 200), ("documents/a.pdf", 404, 404)],
)
def test_pictures_are_open_originals_are_for_editors_documents_have_their_own_door(
    client, admin_client, file_in, path, visitor, editor
):
    file_in(path)
    assert client.get(f"/media/{path}").status_code == visitor
    assert admin_client.get(f"/media/{path}").status_code == editor


@pytest.mark.django_db
def test_no_address_leads_out_of_the_folder_of_pictures(client, file_in):
    file_in("documents/a.pdf")
    assert client.get("/media/images/../documents/a.pdf").status_code == 404


@pytest.fixture
def picture(db):
    """A picture in a collection of its own."""
    cache.clear()  # Wagtail remembers renditions of other tests there
    image = make_image()
    image.collection = Collection.get_first_root_node().add_child(name="Intern")
    image.save()
    return image


def close(picture, kind, **fields):
    return CollectionViewRestriction.objects.create(collection=picture.collection, restriction_type=kind, **fields)


def test_a_picture_of_a_private_collection_is_shown_to_those_who_may_see_that(client, picture, carol, eve):
    address = picture.get_rendition("width-10").url
    assert client.get(address).status_code == 200
    restriction = close(picture, CollectionViewRestriction.LOGIN)
    assert client.get(address).status_code == 404
    client.force_login(carol)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    restriction.restriction_type = CollectionViewRestriction.GROUPS
    restriction.save()
    restriction.groups.add(eve.groups.get())
    assert client.get(address).status_code == 404
    client.force_login(eve)
    assert client.get(address).status_code == 200


def test_a_private_collection_closes_no_picture_of_others(client, picture):
    other = make_image().get_rendition("width-10").url
    close(picture, CollectionViewRestriction.PASSWORD, password="x")
    assert client.get(other).status_code == 200
    assert client.get(picture.get_rendition("width-10").url).status_code == 404


def test_whoever_closes_a_collection_is_told_what_that_holds_for(admin_client, picture):
    address = reverse("wagtailadmin_collections:set_privacy", args=[picture.collection.pk])
    assert "Bilder" in admin_client.get(address).json()["html"]
    page = reverse("wagtailadmin_pages:set_privacy", args=[home_page().pk])
    assert "Bilder" not in admin_client.get(page).json()["html"]


def as_servers_get_it(method, address):
    """The test client would take the body of HEAD away by itself."""
    environ = RequestFactory().generic(method, address).environ
    answer = {}
    with connections_stay_open():
        response = get_wsgi_application()(
            environ, lambda status, headers: answer.update(status=status, **dict(headers))
        )
        body = b"".join(response)
        response.close()
    return answer, body


@contextmanager
def connections_stay_open():
    """A server ends its old connections with each visit; ours holds the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/suche/", "/kalender/alle.ics", "/gibt-es-nicht/", "/livez", "document"])
def test_head_is_answered_without_a_body_and_with_the_headers_of_get(address):
    address = make_document().url if address == "document" else address
    got, body = as_servers_get_it("GET", address)
    told, nothing = as_servers_get_it("HEAD", address)
    assert got["status"].startswith("404" if "gibt-es-nicht" in address else "200")
    assert body
    assert nothing == b""
    assert (told["status"], told["Content-Type"]) == (got["status"], got["Content-Type"])
    assert told.get("Content-Length") == got.get("Content-Length")
