"""What the demo's content is written in: plain values, so that the text files know nothing of the database."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Organisation:
    slug: str
    name: str
    city: str = ""
    district: str = ""
    sector: str = ""
    size: str = ""
    street: str = ""
    postcode: str = ""
    mark: str = ""
    website: bool = True
    phone: str = ""


@dataclass(frozen=True)
class Person:
    key: str
    given_name: str
    family_name: str
    title: str = ""
    phone: str = ""
    language: str = "de"


@dataclass(frozen=True)
class Affiliation:
    person: str
    organisation: str
    role: str = "member"
    job_title: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Card:
    person: str
    organisation: str
    tasks: str
    tasks_en: str = ""
    away_until: date | None = None
    deputy: str = ""


@dataclass(frozen=True)
class Membership:
    network: str
    organisation: str = ""
    person: str = ""
    decision: str = "approved"
    starts_on: date | None = None
    ends_on: date | None = None
    visibility: str = "public"
    reason: str = ""


@dataclass(frozen=True)
class MemberText:
    """What a member page says; `slug` is its address below the list of members."""

    network: str
    slug: str
    title: str
    summary: str
    text: str
    organisation: str = ""
    person: str = ""


@dataclass(frozen=True)
class Venue:
    key: str
    name: str
    street: str
    postcode: str
    city: str
    district: str
    step_free: str = ""
    accessible_toilet: str = ""
    hearing_loop: str = ""
    parking: str = ""
    public_transport: str = ""
    access_notes: str = ""
    latitude: str = ""
    longitude: str = ""


@dataclass(frozen=True)
class When:
    starts_at: datetime
    ends_at: datetime
    all_day: bool = False


@dataclass(frozen=True)
class Item:
    """A line of a programme."""

    starts: str
    ends: str
    title: str
    speaker: str = ""
    text: str = ""


@dataclass(frozen=True)
class Text:
    """A page's words in one language."""

    title: str
    slug: str
    summary: str
    text: str = ""
    programme: tuple[Item, ...] = ()
    cost: str = ""


@dataclass(frozen=True)
class Guests:
    """Who is registered: so many invented people, so many of them have cancelled again, so many go no step further.

    A step is to confirm one's address, or to be approved. So many colleagues are a `group` that somebody registers.
    """

    count: int
    cancelled: int = 0
    undecided: int = 0
    group: int = 0
    date: int = 0
    with_account: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ask:
    """A question to those who register, and its words in English. `only_if` is an earlier question and its choice."""

    kind: str
    label: str
    english: str
    options: tuple[tuple[str, str] | tuple[str, str, int], ...] = ()
    required: bool = False
    purpose: str = ""
    purpose_en: str = ""
    special_need: bool = False
    hint: str = ""
    hint_en: str = ""
    only_if: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Event:
    text: Text
    kind: str
    dates: tuple[When, ...]
    picture: str
    networks: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    venue: str = ""
    attendance: str = "in_person"
    online_url: str = ""
    contact: str = ""
    visibility: str = "public"
    registration: str = "here"
    external_url: str = ""
    capacity: int | None = None
    waiting_list: bool = True
    waiting_list_limit: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    rules: dict[str, Any] = field(default_factory=dict)
    cancelled: str = ""
    draft: bool = False
    guests: tuple[Guests, ...] = ()
    english: Text | None = None
    questions: tuple[Ask, ...] = ()


@dataclass(frozen=True)
class Offer:
    title: str
    summary: str
    terms: str
    delivery: str = "in_person"
    duration: str = ""
    group: tuple[int | None, int | None] = (None, None)
    price: str = ""


@dataclass(frozen=True)
class Provider:
    organisation: Organisation
    summary: str
    text: str
    terms: str
    offers: tuple[Offer, ...]
    districts: tuple[str, ...] = ()
    whole_region: bool = False
    nationwide: bool = False
    contact: str = ""
    networks: tuple[str, ...] = ("unternehmen-gesundheit",)
    visibility: str = "public"
    state: str = "live"
    pending_summary: str = ""


@dataclass(frozen=True)
class Milestone:
    title: str
    due_on: date
    reached: bool
    note: str = ""


@dataclass(frozen=True)
class Project:
    text: Text
    english: Text
    state: str
    state_note: str
    picture: str
    starts_on: date
    ends_on: date | None
    funding: str
    districts: tuple[str, ...]
    milestones: tuple[Milestone, ...]
    english_milestones: tuple[str, ...]
    partners: tuple[tuple[str, str, str], ...]
    contacts: tuple[str, ...]
    network: str = ""


@dataclass(frozen=True)
class Release:
    text: Text
    date: date
    place: str
    picture: str = ""
    english: Text | None = None


@dataclass(frozen=True)
class Blocks:
    """A page of blocks: each a pair of kind and content, see `writing.blocks`."""

    title: str
    slug: str
    summary: str
    blocks: tuple[tuple[str, Any], ...] = field(default=())
