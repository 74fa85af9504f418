from .base import *  # noqa: F403

DEBUG = True
SECRET_KEY = env("SECRET_KEY", default="only-for-development-and-the-demo-on-this-machine")  # noqa: F405
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])  # noqa: F405
