from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class EmailUserManager(UserManager):
    """Accounts are known by their mail address, compared without regard to case."""

    def _create_user(self, email, password, **extra):
        user = self.model(email=email, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email, password=None, **extra):
        return self._create_user(email, password, **{"is_staff": False, "is_superuser": False} | extra)

    def create_superuser(self, email, password=None, **extra):
        return self._create_user(email, password, **{"is_staff": True, "is_superuser": True} | extra)

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractUser):
    username = None
    email = models.EmailField(_("e-mail"), unique=True)

    objects = EmailUserManager()  # type: ignore[misc]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    def __str__(self):
        return self.get_full_name() or self.email

    def clean(self):
        super().clean()
        self.email = self.email.lower()

    def save(self, *args, **kwargs):
        self.email = self.email.lower()
        super().save(*args, **kwargs)
