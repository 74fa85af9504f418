"""A sum for the browser, where the operator asks for it: nothing for one form, dear for a flood of them.

The puzzle is signed and good for a while; whoever counts the use of a form sees to it that it is good once. The answer
is a number: the SHA-256 of "<puzzle's head>.<answer>" begins with so many zero bits. `static/networks/puzzle.js` finds
it.
"""

import re
import uuid
from datetime import timedelta
from hashlib import sha256

from django.core import signing

SALT = "networks.puzzle"
LASTS = timedelta(hours=2)
ANSWER = re.compile(r"[0-9]{1,12}", re.ASCII)


def new_puzzle(bits: int) -> str:
    return signing.TimestampSigner(salt=SALT).sign(f"{uuid.uuid4().hex}.{bits}")


def head_of(puzzle: str) -> str | None:
    """The part that is hashed, of a puzzle that we made a short while ago; None of any other."""
    try:
        return signing.TimestampSigner(salt=SALT).unsign(puzzle, max_age=LASTS)
    except signing.BadSignature:
        return None


def is_answer(head: str, answer: str) -> bool:
    bits = int(head.rpartition(".")[2])
    return bool(ANSWER.fullmatch(answer)) and _zero_bits(f"{head}.{answer}") >= bits


def solve(puzzle: str) -> str:
    """As a browser does it; for tests."""
    head = puzzle.partition(":")[0]
    return next(str(number) for number in range(10**12) if is_answer(head, str(number)))


def id_of(head: str) -> uuid.UUID:
    return uuid.UUID(head.partition(".")[0])


def _zero_bits(text):
    digest = sha256(text.encode()).digest()
    return 256 - int.from_bytes(digest).bit_length()
