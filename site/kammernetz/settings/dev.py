"""For working on the code: debug pages, templates and styles fresh at each request."""

from .base import *

DEBUG = True
SECRET_KEY = env("SECRET_KEY", default="only-for-development-and-the-demo-on-this-machine")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
DEMO_ALLOWED = True

VAR_DIR.mkdir(parents=True, exist_ok=True)
