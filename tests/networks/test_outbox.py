from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from networks import delivery, outbox
from networks.conf import conf
from networks.models import OutboxAttachment, OutboxMessage
from networks.outbox import Attachment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_templates(settings, tmp_path):
    """Templates of a mail "tests.hello", in both languages, as an app would ship them."""
    folder = tmp_path / "templates" / "tests" / "emails"
    folder.mkdir(parents=True)
    (folder / "hello.subject.txt").write_text("{% load i18n %}{% translate 'Yes' %}: {{ name }}\n")
    (folder / "hello.txt").write_text("{{ name }} – {{ site_url }}\n")
    (folder / "hello.html").write_text("<p>{{ name }}</p>")
    (folder / "plain.subject.txt").write_text("Plain")
    (folder / "plain.txt").write_text("Text only")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [folder.parents[1], *settings.TEMPLATES[0]["DIRS"]]}]


def write(key="one", to="bob@example.org", kind="tests.hello", language="de", name="Bob", **more):
    return outbox.write(kind=kind, key=key, to=to, language=language, context={"name": name}, **more)


def reload(message):
    return OutboxMessage.objects.get(pk=message.pk)


# Writing


def test_a_mail_is_rendered_in_the_reader_s_language():
    assert write("de", language="de").subject == "Ja: Bob"
    assert write("en", language="en").subject == "Yes: Bob"


def test_the_text_says_what_was_typed_and_the_html_escapes_it():
    message = write(name="Thees O'Hartmann & <b>Weiß</b> {{ x }} {% y %}")
    assert "Thees O'Hartmann & <b>Weiß</b> {{ x }} {% y %}" in message.text
    assert "&lt;b&gt;Weiß" in message.html
    assert "O'Hartmann" in message.subject


def test_the_same_key_writes_one_mail():
    assert write("same").pk == write("same", name="Somebody else").pk
    assert OutboxMessage.objects.count() == 1


def test_many_are_written_at_once_each_with_its_files_and_none_twice():
    before = write("a")
    mail = {"kind": "tests.hello", "to": "bob@example.org", "language": "de"}
    letters = [
        mail | {"key": key, "context": {"name": key}, "attachments": [Attachment(f"{key}.txt", "text/plain", b"x")]}
        for key in "abcb"
    ]
    outbox.write_each(letters)
    outbox.write_each(letters)
    written = {message.dedupe_key: message for message in OutboxMessage.objects.all()}
    assert {key: message.subject for key, message in written.items()} == {"a": "Ja: Bob", "b": "Ja: b", "c": "Ja: c"}
    files = {key: [file.name for file in message.attachments.all()] for key, message in written.items()}
    assert files == {"a": [], "b": ["b.txt"], "c": ["c.txt"]}
    assert written["a"].pk == before.pk


def test_of_many_one_that_somebody_else_writes_at_this_moment_is_no_matter(monkeypatch):
    write("a")
    monkeypatch.setattr(outbox, "without_mail", lambda keys: list(keys.values()))  # looked a moment before
    mail = {"kind": "tests.hello", "to": "bob@example.org", "language": "de", "context": {"name": "Bob"}}
    outbox.write_each([mail | {"key": key} for key in "ab"])
    assert sorted(OutboxMessage.objects.values_list("dedupe_key", flat=True)) == ["a", "b"]


def test_a_mail_goes_with_the_transaction_that_caused_it():
    with transaction.atomic():
        write("lost")
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


def test_links_come_from_the_site_s_settings():
    assert "http://localhost" in write().text


def test_a_bad_address_is_kept_as_failed_and_loses_nothing():
    message = write(to="bob@example.org\r\nBcc: all@example.org")
    assert message.state == "failed"
    assert "\n" not in message.to


# Sending


def test_a_mail_arrives_with_text_html_and_the_headers_of_a_machine(sending_for_real):
    message = write(reply_to="ada@example.org")
    assert delivery.drain() == 1
    mail = sending_for_real.mails[0]
    assert mail["Message-ID"] == message.message_id
    assert mail["Message-ID"].endswith("@heideregion.example.org>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["Content-Language"] == "de"
    assert mail["Reply-To"] == "ada@example.org"
    assert parsedate_to_datetime(mail["Date"]) == message.created_at.replace(microsecond=0)
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert reload(message).state == "sent"


def test_the_html_part_is_optional(sending_for_real):
    write(kind="tests.plain")
    delivery.drain()
    assert sending_for_real.mails[0].get_content_type() == "text/plain"


def test_an_attachment_goes_along(sending_for_real):
    write(attachments=[Attachment("termin.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n")])
    delivery.drain()
    (attachment,) = sending_for_real.mails[0].iter_attachments()
    assert attachment.get_filename() == "termin.ics"
    assert attachment.get_content_type() == "text/calendar"


def test_another_form_of_the_text_goes_out_to_the_letter(sending_for_real):
    invitation = "BEGIN:VCALENDAR\r\nNAME:Tränke\r\n".encode()
    content_type = "text/calendar; method=REQUEST; charset=utf-8"
    write(attachments=[Attachment("invite.ics", content_type, invitation, is_alternative=True)])
    delivery.drain()
    *_, form = sending_for_real.mails[0].iter_parts()
    assert sending_for_real.mails[0].get_content_type() == "multipart/alternative"
    assert form.get_payload(decode=True) == invitation
    assert f"\r\nContent-Type: {content_type}\r\n".encode() in sending_for_real.raw[0]


@pytest.mark.parametrize(
    ("wanted", "sent"),
    [
        ('"Kammer: Netze, \\"Heide\\" @home" <netz@example.org>', "Kammer Netze Heide home <netz@example.org>"),
        ("Beispielkammer <netz@example.org>", "Beispielkammer <netz@example.org>"),
        ("netz@example.org", "netz@example.org"),
    ],
)
def test_the_sender_s_name_holds_no_sign_of_an_address(wanted, sent, settings, sending_for_real):
    settings.DEFAULT_FROM_EMAIL = wanted
    write()
    delivery.drain()
    assert sending_for_real.mails[0]["From"] == sent


def test_a_batch_goes_through_one_connection(sending_for_real):
    for number in range(20):
        write(f"key {number}")
    assert delivery.drain() == 20
    assert sending_for_real.sessions == 1


def test_no_minute_sees_more_mails_than_the_server_takes(sending_for_real, settings):
    settings.NETWORKS_OUTBOX_PER_MINUTE = 3
    for number in range(7):
        write(str(number))
    minutes = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _minute in range(4):
            minutes.append([delivery.drain(limit=2), delivery.drain()])
            clock.shift(timedelta(seconds=61))
    assert minutes == [[3, 0], [3, 0], [1, 0], [0, 0]]
    assert len(sending_for_real.mails) == 7


def test_codes_to_log_in_come_before_thousands_of_others(sending_for_real, settings):
    settings.NETWORKS_OUTBOX_PER_MINUTE = 2
    for number in range(3):
        write(str(number), to=f"guest{number}@example.org")
    write("code", to="bob@example.org", is_secret=True)
    delivery.drain()
    assert [mail["To"] for mail in sending_for_real.mails] == ["bob@example.org", "guest0@example.org"]


def test_nothing_due_opens_no_connection(sending_for_real):
    write(due_at=timezone.now() + timedelta(hours=1))
    assert delivery.drain() == 0
    assert sending_for_real.sessions == 0


def test_line_breaks_in_any_field_add_no_header_and_stop_no_other_mail(sending_for_real):
    write("one", name="Bob\r\nBcc: thief@example.org")
    write("two", name="\x00\x1b Bob")
    write("three", reply_to="a@example.org\r\nBcc: thief@example.org")
    poisoned = write("four")
    OutboxMessage.objects.filter(pk=poisoned.pk).update(subject="Yes\r\nBcc: thief@example.org")
    injected = write("five")
    OutboxMessage.objects.filter(pk=injected.pk).update(to="x@example.org\nRCPT TO:<thief@example.org>")
    write("six")
    assert delivery.drain() == 4
    assert reload(poisoned).state == reload(injected).state == "failed"
    assert not sending_for_real.to("thief@example.org")
    assert all(mail["Bcc"] is None for mail in sending_for_real.mails)


# Faults


def test_a_refusal_for_now_is_tried_again_later_and_later(sending_for_real):
    sending_for_real.refuse["bob@example.org"] = "450 Come back later"
    message = write()
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(4):
            assert delivery.drain() == 0
            row = reload(message)
            assert row.state == "queued"
            assert "450" in row.error
            waits.append(row.due_at - timezone.now())
            clock.move_to(row.due_at)
        assert waits == sorted(set(waits))
        sending_for_real.refuse.clear()
        assert delivery.drain() == 1
    assert reload(message).error == ""


def test_after_many_refusals_staff_is_asked(sending_for_real):
    sending_for_real.refuse["*"] = "450 Come back later"
    message = write()
    OutboxMessage.objects.update(attempts=len(delivery.RETRY_AFTER))
    delivery.drain()
    assert reload(message).state == "failed"


@pytest.mark.parametrize("where", ["refuse", "refuse_data"])
def test_a_refusal_for_good_fails_at_once_and_the_others_arrive(sending_for_real, where):
    getattr(sending_for_real, where)["gone@example.org"] = "550 No such user"
    gone = write("gone", to="gone@example.org")
    write("here")
    assert delivery.drain() == 1
    assert reload(gone).state == "failed"
    assert "550" in reload(gone).error


def test_a_server_that_is_down_loses_nothing(sending_for_real):
    sending_for_real.stop()
    rows = [write(f"key {number}") for number in range(3)]
    assert delivery.drain() == 0
    assert {reload(row).state for row in rows} == {"queued"}
    sending_for_real.start()
    OutboxMessage.objects.update(due_at=timezone.now())
    assert delivery.drain() == 3


def test_a_cut_connection_repeats_a_mail_with_the_same_message_id(sending_for_real):
    sending_for_real.cut_after_data = 1
    message = write("one")
    write("two")
    delivery.drain()
    OutboxMessage.objects.filter(state="queued").update(due_at=timezone.now())
    delivery.drain()
    ids = [mail["Message-ID"] for mail in sending_for_real.mails]
    assert len(ids) == 3
    assert ids.count(message.message_id) == 2
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"sent"}


def test_what_a_dead_worker_took_is_sent_by_another(sending_for_real):
    message = write()
    assert delivery._claim(50) == [message]
    assert delivery.drain() == 0
    with time_machine.travel(timezone.now() + timedelta(seconds=conf.OUTBOX_RESCUE_AFTER + 1)):
        assert delivery.drain() == 1
    assert sending_for_real.mails[0]["Message-ID"] == message.message_id


def test_a_slow_worker_that_lost_its_claim_sends_nothing_twice(sending_for_real):
    write()
    slow = delivery._Delivery(delivery._claim(50))
    OutboxMessage.objects.update(state="queued", claim=None)
    assert delivery.drain() == 1
    assert slow.run() == 0
    assert len(sending_for_real.mails) == 1


def test_a_failed_mail_is_sent_again_on_request(sending_for_real):
    sending_for_real.refuse["bob@example.org"] = "550 Mailbox full"
    message = write()
    delivery.drain()
    sending_for_real.refuse.clear()
    assert outbox.resend(message)
    assert delivery.drain() == 1
    assert reload(message).state == "sent"


def test_a_mail_that_went_out_or_is_going_is_not_queued_again(sending_for_real):
    message = write()
    delivery.drain()
    assert not outbox.resend(message)
    OutboxMessage.objects.update(state="sending")
    assert not outbox.resend(message)


def test_old_mails_are_erased_and_never_written_again():
    with time_machine.travel(timezone.now() - timedelta(days=31)):
        old, queued = write("old"), write("queued")
    fresh = write("fresh")
    OutboxMessage.objects.filter(pk__in=[old.pk, fresh.pk]).update(state="sent")
    OutboxAttachment.objects.create(message=old, name="a.ics", content_type="text/calendar", content=b"x")

    assert outbox.forget() == 1
    assert outbox.forget() == 0

    old = reload(old)
    assert (old.to, old.subject, old.text, old.html, old.attachments.count()) == ("", "", "", "", 0)
    assert OutboxMessage.objects.exclude(to="").count() == 2
    assert write("old").pk == old.pk
    assert not outbox.resend(old)
    assert queued.state == "queued"
