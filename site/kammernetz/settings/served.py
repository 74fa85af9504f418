"""For tests and benchmarks against a real server on this machine: no debug pages, but plain HTTP."""

from .base import *

DEBUG = False
SECRET_KEY = "only-for-servers-under-test"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEMO_ALLOWED = True
STATIC_ROOT = env("STATIC_ROOT", default=str(STATIC_ROOT))
STORAGES["staticfiles"] = {"BACKEND": "kammernetz.staticfiles.BundledStorage"}
