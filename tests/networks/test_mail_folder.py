"""Mails that are written into a folder: kept as long as the outbox says what stood in them."""

import os
import time

from kammernetz import environment

from networks import mail_folder

DAY = 24 * 60 * 60


def written(folder, name, *, days_ago):
    file = folder / name
    file.write_text("Hallo")
    moment = time.time() - days_ago * DAY
    os.utime(file, (moment, moment))
    return file


def mails_go_to(settings, url):
    for name, value in environment.mail(url).items():
        setattr(settings, name, value)


def test_mails_in_a_folder_go_with_what_the_outbox_says_of_them(settings, tmp_path):
    mails_go_to(settings, environment.mail_folder(tmp_path))
    settings.NETWORKS_OUTBOX_DAYS = 30
    old = written(tmp_path, "20260101-120000-1234567.log", days_ago=31)
    young = written(tmp_path, "20260102-120000-1234567.log", days_ago=29)
    of_others = written(tmp_path, "access.log", days_ago=31)
    assert mail_folder.forget_files() == 1
    assert [file.exists() for file in (old, young, of_others)] == [False, True, True]
    assert mail_folder.forget_files() == 0


def test_a_site_that_sends_its_mails_has_no_folder_to_look_into(settings):
    mails_go_to(settings, "smtp://127.0.0.1:2525")
    assert mail_folder.forget_files() == 0
