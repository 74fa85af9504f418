import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import path
from django.utils import translation


def broken(request):
    raise RuntimeError


@pytest.mark.django_db
def test_a_missing_page_is_a_page_of_the_site_that_leads_on(client):
    response = client.get("/gibt/es/nicht/")
    assert response.status_code == 404
    html = response.content.decode()
    assert "/suche/" in html
    assert "/impressum/" in html


@pytest.mark.django_db
def test_a_form_without_its_token_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/barriere-melden/", {"message": "x"})
    assert response.status_code == 403
    assert "/impressum/" in response.content.decode()


@pytest.mark.parametrize("name", ["500.html", "503.html"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_last_resorts_need_neither_database_nor_context(name, language):
    with translation.override(language):
        html = render_to_string(name)
    assert f'<html lang="{language}">' in html
    assert html.count("<h1>") == 1


urlpatterns = [path("broken/", broken)]


@pytest.mark.urls(__name__)
def test_a_broken_page_answers_with_ours():
    response = Client(raise_request_exception=False).get("/broken/")
    assert response.status_code == 500
    assert "<main" in response.content.decode()
