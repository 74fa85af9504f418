"""Who gets the places that are free, as a walk along the queue: without a database."""

from hypothesis import given
from hypothesis import strategies as st

from events.queueing import Party, allocate

RESOURCES = ("event", "others", "workshop")


def single(key, *resources):
    return Party(key, dict.fromkeys(resources, 1))


def keys(parties):
    return [party.key for party in parties]


def test_places_go_to_whoever_comes_first():
    queue = [single(name, "event") for name in ("Malte", "Aylin", "Thees")]
    assert keys(allocate(queue, {"event": 2})) == ["Malte", "Aylin"]
    assert keys(allocate(queue, {"event": None})) == ["Malte", "Aylin", "Thees"]
    assert allocate(queue, {"event": 0}) == []


def test_a_group_comes_whole_and_nobody_behind_it_takes_its_places():
    queue = [Party("three colleagues", {"event": 3}), single("Malte", "event")]
    assert allocate(queue, {"event": 2}) == []
    assert keys(allocate(queue, {"event": 3})) == ["three colleagues"]
    assert keys(allocate(queue, {"event": 4})) == ["three colleagues", "Malte"]


def test_places_kept_for_members_pass_by_those_who_are_none():
    queue = [single("Carol", "event", "others"), single("Bob", "event")]
    assert keys(allocate(queue, {"event": 2, "others": 0})) == ["Bob"]
    assert keys(allocate(queue, {"event": 2, "others": 1})) == ["Carol", "Bob"]


def test_whoever_waits_for_a_workshop_keeps_nobody_from_another():
    queue = [single("Malte", "event", "workshop"), single("Aylin", "event"), single("Thees", "event", "workshop")]
    assert keys(allocate(queue, {"event": 3, "workshop": 0})) == ["Aylin"]


parties = st.dictionaries(st.sampled_from(RESOURCES), st.integers(0, 3))
queues = st.lists(parties, max_size=12).map(
    lambda all_needs: [Party(number, needs) for number, needs in enumerate(all_needs)]
)
frees = st.fixed_dictionaries({name: st.none() | st.integers(0, 8) for name in RESOURCES})


def left_after(placed, free):
    return {
        name: None if number is None else number - sum(party.needs.get(name, 0) for party in placed)
        for name, number in free.items()
    }


def is_short_of(party, left):
    return {name for name, number in party.needs.items() if left[name] is not None and left[name] < number}


@given(queues, frees)
def test_never_more_than_what_is_free(queue, free):
    assert all(number is None or number >= 0 for number in left_after(allocate(queue, free), free).values())


@given(queues, frees)
def test_groups_come_whole(queue, free):
    """What is gone is what the placed parties need, all of it, and of others nothing."""
    placed = allocate(queue, free)
    assert placed == [party for party in queue if party in placed]
    for party in queue:
        alone = allocate([party], left_after([other for other in placed if other.key < party.key], free))
        assert alone in ([], [party])
        assert alone or party not in placed


@given(queues, frees)
def test_the_order_is_kept_for_each_resource(queue, free):
    """Whoever is placed wants nothing that somebody before them was short of."""
    placed = allocate(queue, free)
    for number, party in enumerate(queue):
        if party not in placed:
            left = left_after([other for other in placed if other.key < number], free)
            wanted_by_later = {name for later in placed if later.key > number for name, n in later.needs.items() if n}
            assert not is_short_of(party, left) & wanted_by_later


@given(queues, frees)
def test_nobody_waits_while_all_they_need_is_free_and_nobody_before_them_wants_it(queue, free):
    placed = allocate(queue, free)
    left, wanted = left_after(placed, free), set()
    for party in queue:
        if party not in placed:
            assert is_short_of(party, left) or wanted & set(party.needs)
            wanted |= set(party.needs)


@given(queues, frees)
def test_who_comes_later_changes_nothing_for_those_before(queue, free):
    for length in range(len(queue)):
        placed = allocate(queue[:length], free)
        assert placed == [party for party in allocate(queue, free) if party.key < length]
