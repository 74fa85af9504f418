"""What all parts of the loading share: the day it starts from, what has been found or made, pages and pictures."""

from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Site

from ..content.pictures import ALT
from ..days import Days
from ..pictures import draw_landscape, draw_mark

COLLECTION = "Demo"


@dataclass
class Demo:
    days: Days
    created: int = 0
    organisations: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)
    cards: dict = field(default_factory=dict)
    networks: dict = field(default_factory=dict)
    fresh_dates: list = field(default_factory=list)

    # Rows

    def get_or_make(self, model, defaults=None, **key):
        """The row with this key; made with the defaults if there is none. What is there is never changed."""
        row, made = model.objects.get_or_create(**key, defaults=defaults or {})
        self.created += made
        return row, made

    # Languages and the tree

    @cached_property
    def site(self):
        return Site.objects.select_related("root_page").get(is_default_site=True)

    @cached_property
    def german(self):
        return Locale.objects.get(language_code="de")

    @cached_property
    def english(self):
        return Locale.objects.get(language_code="en")

    @cached_property
    def home(self):
        return self.site.root_page.specific

    @cached_property
    def english_home(self):
        return self.home.get_translation(self.english).specific

    def page(self, parent, model, slug, *, publish=True, **values):
        """The page with this slug below `parent`, and whether it was made now."""
        found = model.objects.child_of(parent).filter(slug=slug).first()
        if found:
            return found, False
        page = model(slug=slug, live=False, locale=parent.locale, **values)
        parent.add_child(instance=page)
        revision = page.save_revision(log_action=True)
        if publish:
            revision.publish()
        self.created += 1
        return page, True

    def translated(self, page, parent, slug, **values):
        """The English page to a German one, below `parent`."""
        return self.page(parent, type(page), slug, translation_key=page.translation_key, **values)[0]

    # Pictures

    @cached_property
    def collection(self):
        found = Collection.objects.filter(name=COLLECTION).first()
        return found or Collection.get_first_root_node().add_child(name=COLLECTION)

    def picture(self, name):
        """A landscape by its name; empty for no name."""
        if not name:
            return None
        title = f"Demo: {name}"
        return self._image(title) or self._store(title, f"{name}.webp", draw_landscape(name), ALT[name])

    def mark(self, slug, name, initials):
        title = f"Zeichen {name}"
        return self._image(title) or self._store(
            title, f"zeichen-{slug}.png", draw_mark(slug, initials), f"Zeichen von {name}: die Buchstaben {initials}"
        )

    @cached_property
    def _images(self):
        return {image.title: image for image in get_image_model().objects.filter(collection=self.collection)}

    def _image(self, title):
        return self._images.get(title)

    def _store(self, title, name, data, description):
        file = ImageFile(BytesIO(data), name=name)
        image = get_image_model()(title=title, description=description, collection=self.collection, file=file)
        image.file_size = len(data)
        image.save()
        self._images[title] = image
        self.created += 1
        return image
