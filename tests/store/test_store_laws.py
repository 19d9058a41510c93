"""What holds after any run of events: compared with a plain dictionary, and with the folder read anew."""

import tempfile
from pathlib import Path

import hypothesis.strategies as st
from handmade import make_form, make_report, put, received
from hypothesis import HealthCheck, given, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reference.period import Period
from store import folding, open_store

UNITS = ("a", "b", "c")
FILES = st.dictionaries(st.sampled_from(UNITS), st.integers(0, 99), min_size=1)
NAMES = ("Gia Bin", "Lương Tai")
MEANT = ("district-gia-binh", "district-luong-tai", "commune-gia-binh-2025")
"""Two districts until 30/6/2025, and a commune since: answers about the districts contradict each other."""
MODEST = settings(max_examples=8, stateful_step_count=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def report_of(counts, month=9):
    rows = [{"unit_id": unit, "level": "all", "received": count} for unit, count in counts.items()]
    return make_report(rows, period=Period.month(2024, month))


class AgainstADictionary(RuleBasedStateMachine):
    """The model: a list of events, each a file's figures, an answer, or the number of one that was withdrawn."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name))
        self.events = []

    def teardown(self):
        assert self.store.verify() == ()
        before = (self.store.current(), self.store.receipts(), self.store.memory())
        (self.store.root / "ledger.sqlite").unlink()
        again = open_store(self.store.root)
        assert (again.current(), again.receipts(), again.memory()) == before
        self.folder.cleanup()

    def expected(self, number):
        events = self.events[:number]
        withdrawn = {event for event in events if isinstance(event, int)}
        current = {}
        for place, event in enumerate(events, 1):
            if isinstance(event, dict) and place not in withdrawn:
                current.update(event)
        return current

    def standing(self, of=dict, number=None):
        """Return the numbers of files (or answers) that were not withdrawn."""
        events = self.events[:number]
        withdrawn = {event for event in events if isinstance(event, int)}
        return [n for n, event in enumerate(events, 1) if isinstance(event, of) and n not in withdrawn]

    def answers(self, number):
        """Return the answers that hold: for a name, the last about the districts and the last about the commune."""
        held = {}
        for place in self.standing(tuple, number):
            about, meaning = self.events[place - 1]
            held[about, meaning.startswith("commune")] = (about, meaning)
        return set(held.values())

    @rule(counts=FILES)
    def accept(self, counts):
        same = [number for number in self.standing() if self.events[number - 1] == counts]
        accepted = put(self.store, report_of(counts), original=repr(sorted(counts.items())).encode())
        assert accepted.is_new == (not same)
        if same:
            assert accepted.receipt.number == same[0]
        else:
            self.events.append(counts)

    @rule(place=st.integers(0, 99))
    def withdraw(self, place):
        standing = self.standing()
        if standing:
            number = standing[place % len(standing)]
            self.store.withdraw(number, by="Hoa", why="a slip")
            self.events.append(number)

    @rule(name=st.sampled_from(NAMES), unit=st.sampled_from(MEANT))
    def decide(self, name, unit):
        self.teach((name, unit), lambda: self.store.decide_name(name, unit, by="Hoa"))

    @rule(signature=st.sampled_from("ab"), field=st.sampled_from(["records", "documents_in"]))
    def learn(self, signature, field):
        form = make_form(signature * 64, columns={"Tổng": field})
        self.teach((form.signature, field), lambda: self.store.learn_form(form, by="Hoa"))

    def teach(self, answer, tell):
        if answer in self.answers(None):
            assert tell().number in self.standing(tuple)
        else:
            self.events.append(answer)
            assert tell().number == len(self.events)

    @rule(place=st.integers(0, 99))
    def take_back(self, place):
        standing = self.standing(tuple)
        if standing:
            number = standing[place % len(standing)]
            self.store.take_back(number, by="Hoa", why="a slip")
            self.events.append(number)

    @rule(place=st.integers(0, 99))
    def look_back(self, place):
        number = place % (len(self.events) + 1)
        assert received(self.store, as_of=number) == self.expected(number)
        assert taught(self.store.memory(as_of=number)) == self.answers(number)

    @rule()
    def rebuild(self):
        before = self.store.current()
        self.store.rebuild()
        assert self.store.current() == before

    @invariant()
    def is_as_the_model_says(self):
        assert self.store.version == len(self.events)
        assert received(self.store) == self.expected(len(self.events))
        assert taught(self.store.memory()) == self.answers(None)


def taught(memory):
    """Return the answers as the model has them."""
    names = {(one.printed, one.unit_id) for one in memory.names}
    return names | {(one.signature, one.columns["Tổng"]) for one in memory.forms}


AgainstADictionary.TestCase.settings = MODEST
TestAgainstADictionary = AgainstADictionary.TestCase


@MODEST
@given(st.lists(st.tuples(FILES, st.sampled_from([8, 9])), min_size=1, max_size=6), st.data())
def test_the_index_kept_up_step_by_step_equals_the_one_folded_at_once(files, data):
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        for place, (counts, month) in enumerate(files):
            put(store, report_of(counts, month), original=str(place).encode())
        store.withdraw(data.draw(st.integers(1, len(files))), by="Hoa", why="a slip")
        assert store.current() == folding.fold(store.receipts())


@MODEST
@given(FILES, FILES)
def test_accepting_and_withdrawing_leaves_the_figures_as_they_were(first, second):
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        put(store, report_of(first))
        before = store.current()
        put(store, report_of(second), original=b"two")
        store.withdraw(2, by="Hoa", why="a slip")
        assert store.current() == before


@MODEST
@given(st.lists(FILES, min_size=1, max_size=5))
def test_supersedes_names_the_receipts_whose_figures_were_taken_over(files):
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        held = {}
        for place, counts in enumerate(files, 1):
            receipt = put(store, report_of(counts), original=str(place).encode()).receipt
            assert set(receipt.supersedes) == {held[unit] for unit in counts if unit in held}
            held.update(dict.fromkeys(counts, place))
