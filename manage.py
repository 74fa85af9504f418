#!/usr/bin/env python
import os
import sys
from pathlib import Path

# `site` is a module of the standard library, so the folder site/ is a path entry, never a package.
sys.path.insert(1, str(Path(__file__).resolve().parent / "site"))

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kammernetz.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
