from wagtail import hooks

from . import serving

hooks.register("before_serve_page", serving.hide_what_is_not_visible)
