from wagtail import hooks

from . import logs

hooks.register("register_log_actions", logs.register_log_actions)
