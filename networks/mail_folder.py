"""Where mails are written into a folder and not sent: its files go when what the outbox says of these mails goes."""

import time
from pathlib import Path

from .conf import conf
from .delivery import open_connection


def forget_files() -> int:
    """Delete what was written too long ago. Returns how many files."""
    folder = getattr(open_connection(), "file_path", None)
    written_before = time.time() - conf.OUTBOX_DAYS * 24 * 60 * 60
    old = (
        [path for path in Path(folder).glob("????????-??????-*.log") if path.stat().st_mtime < written_before]
        if folder
        else []
    )
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
