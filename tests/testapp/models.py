"""A site that adopts the plugins: a network type of its own, without touching ours."""

from django.db import models

from networks.models import NetworkPage


class CultureNetworkPage(NetworkPage):
    hue = "training"
    template = "testapp/culture_network_page.html"

    stage = models.CharField("stage", max_length=80, blank=True)

    content_panels = [*NetworkPage.content_panels, "stage"]


class Patron(models.Model):
    """Something of the adopter's own in the shared menu, and about people."""

    name = models.CharField(max_length=80)

    def __str__(self):
        return self.name
