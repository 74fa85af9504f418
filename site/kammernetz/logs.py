"""What reaches the log: times, levels, addresses of pages; never what identifies a person."""

import re
from logging import Filter

# Self-service links carry a secret of 24 random bytes. It mixes digits or capitals into words, as no slug does.
SECRET = re.compile(r"(?<=/)(?=[\w-]*(?:[A-Z]|\d[a-z]|[a-z]\d))[A-Za-z0-9_-]{30,}(?=[/.?\s]|$)")
QUERY = re.compile(r"\?\S+")


class WithoutSecrets(Filter):
    """Blots out secret parts of addresses, and all queries, in a log line."""

    def filter(self, record):
        record.msg = QUERY.sub("?…", SECRET.sub("…", record.getMessage()))
        record.args = ()
        return True
