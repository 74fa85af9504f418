"""For the open internet, behind a proxy that speaks HTTPS. A missing variable is an error that names it."""

from .base import *

environment.require("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL")

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")

# How many proxies stand before the site; what they say of the visitor's address and protocol is believed.
PROXY_COUNT = env.int("PROXY_COUNT", default=1)
ALLAUTH_TRUSTED_PROXY_COUNT = NETWORKS_TRUSTED_PROXY_COUNT = PROXY_COUNT
if PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS

# A cookie so named is refused by browsers unless it is ours alone and came over HTTPS.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_NAME = "__Host-language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True

STORAGES["staticfiles"] = {"BACKEND": "kammernetz.staticfiles.BundledStorage"}
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=False)

HOME_STAFF_MFA_REQUIRED = env.bool("STAFF_MFA_REQUIRED", default=True)
