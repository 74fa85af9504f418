"""The cache that CACHE_URL names: shared by processes, and no page depends on it."""

import pytest
from django.core.cache import cache
from kammernetz import environment
from redis.exceptions import ConnectionError as NoRedis

from tests.servers import free_port
from tools import machine

pytestmark = [pytest.mark.redis, pytest.mark.django_db]


@pytest.fixture
def redis(settings):
    settings.CACHES = {"default": environment.cache(machine.redis())}
    cache.clear()
    yield cache
    cache.clear()


def test_counts_are_kept_in_one_place(redis):
    assert redis.add("logins", 1, timeout=60)
    assert not redis.add("logins", 1, timeout=60)
    assert redis.incr("logins") == 2
    assert redis.get("logins") == 2


def test_the_site_is_ready_with_redis(redis, client):
    assert client.get("/readyz").content == b"database: ok\ncache: ok\n"


@pytest.fixture
def no_redis(settings):
    settings.CACHES = {"default": environment.cache(f"redis://127.0.0.1:{free_port()}/0")}
    return cache


def test_pages_answer_while_redis_is_gone(no_redis, client):
    assert client.get("/readyz").content == b"database: ok\ncache: failed\n"
    assert client.get("/").status_code == 200
    assert client.get("/kalender/alle.ics").status_code == 200


def test_a_cache_that_is_gone_is_an_empty_one(no_redis):
    no_redis.set("page", "kept")
    no_redis.set_many({"page": "kept"})
    no_redis.delete("page")
    assert no_redis.get("page", "made anew") == "made anew"
    assert no_redis.get_many(["page"]) == {}
    assert "page" not in no_redis


def test_a_limit_that_cannot_be_counted_lets_nobody_in(no_redis, client):
    with pytest.raises(NoRedis):
        no_redis.add("logins", 1)
    with pytest.raises(NoRedis):
        client.post("/konto/login/", {"login": "ada@example.org", "password": "x"})
