"""What happens when somebody logs in or proves an address."""

from allauth.account.signals import email_confirmed
from allauth.account.signals import user_logged_in as allauth_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save

from .accounts import keep_address, link_person
from .models import User
from .staff import remember_login, remember_second_factor


def connect():
    post_save.connect(_keep_address, sender=User, dispatch_uid="home.keep_address")
    user_logged_in.connect(_remember_login, dispatch_uid="home.remember_login")
    authenticator_added.connect(_remember_factor, dispatch_uid="home.remember_factor")
    allauth_logged_in.connect(_link_after_login, dispatch_uid="home.link_after_login")
    email_confirmed.connect(_link_after_confirmation, dispatch_uid="home.link_after_confirmation")


def _keep_address(instance, raw, update_fields, **_details):
    if not raw and (update_fields is None or "email" in update_fields):
        keep_address(instance)


def _remember_login(request, **_details):
    remember_login(request)


def _remember_factor(request, authenticator, **_details):
    if authenticator.type == Authenticator.Type.TOTP:
        remember_second_factor(request)


def _link_after_login(user, **_details):
    link_person(user)


def _link_after_confirmation(email_address, **_details):
    link_person(email_address.user)
