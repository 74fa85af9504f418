"""The database of `make demo`: made, brought up to date and filled, by one process, since each start takes seconds."""

import django
from django.core.management import call_command


def main():
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("demo")


if __name__ == "__main__":
    main()
