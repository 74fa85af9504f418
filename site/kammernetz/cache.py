"""Redis as a cache that the site can live without: what was kept is lost, and pages are made anew."""

import logging
from functools import wraps

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)


def without_fail(answer):
    """Let a method of the cache answer as an empty cache would, and say so in the log."""

    def decorate(method):
        @wraps(method)
        def wrapped(self, *args, **kwargs):
            try:
                return method(self, *args, **kwargs)
            except RedisError as error:
                logger.warning("The cache does not answer (%s)", type(error).__name__)
                return answer(*args, **kwargs)

        return wrapped

    return decorate


def nothing(*args, **kwargs):
    return None


class PatientRedisCache(RedisCache):
    """Reading and keeping may fail quietly. `add` and `incr` still raise: limits are counted with them, and a limiter
    that cannot count must not let everybody in."""

    def __init__(self, server, params):
        quick = {"socket_connect_timeout": 1, "socket_timeout": 2, "retry": Retry(NoBackoff(), 1)}
        super().__init__(server, params | {"OPTIONS": quick | params.get("OPTIONS", {})})

    get = without_fail(lambda key, default=None, version=None: default)(RedisCache.get)
    get_many = without_fail(lambda *args, **kwargs: {})(RedisCache.get_many)
    has_key = without_fail(lambda *args, **kwargs: False)(RedisCache.has_key)
    set = without_fail(nothing)(RedisCache.set)
    set_many = without_fail(lambda data, *args, **kwargs: list(data))(RedisCache.set_many)
    touch = without_fail(lambda *args, **kwargs: False)(RedisCache.touch)
    delete = without_fail(lambda *args, **kwargs: False)(RedisCache.delete)
    delete_many = without_fail(nothing)(RedisCache.delete_many)
