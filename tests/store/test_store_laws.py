"""What holds after any run of events: compared with a plain list and dictionaries, and with the folder read anew."""

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import hypothesis.strategies as st
import ledgers
import pytest
from handmade import make_form, make_report, put, received
from hypothesis import HealthCheck, given, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reference.period import Period
from store import Refused, folding, open_store

UNITS = ("a", "b", "c")
FILES = st.dictionaries(st.sampled_from(UNITS), st.integers(0, 99), min_size=1)
MONTHS = st.sampled_from(["2024-08", "2024-09"])
CLOSING = st.just("2024-08")
"""The other month stays open, or most of what is tried would be refused."""
NAMES = ("Gia Bin", "Lương Tai")
MEANT = ("district-gia-binh", "district-luong-tai", "commune-gia-binh-2025")
"""Two districts until 30/6/2025, and a commune since: answers about the districts contradict each other."""
ANY = st.integers(0, 9999)
START = datetime(2024, 10, 1, 10, tzinfo=UTC)
PROFILE = settings()
MODEST = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def report_of(counts, month="2024-09"):
    rows = [{"unit_id": unit, "level": "all", "received": count} for unit, count in counts.items()]
    return make_report(rows, period=Period.parse(month))


class Model:
    """What the ledger should say, from a list of events: (what, about what, by when), the first being number 1."""

    def __init__(self):
        self.events = []

    def add(self, what, about):
        self.events.append((what, about))
        return len(self.events)

    def numbers(self, what):
        return [number for number, event in enumerate(self.events, 1) if event[0] == what]

    def gone(self, as_of=None):
        """Return the numbers of the files withdrawn and the answers taken back."""
        gone = set()
        for what, about in self.events[:as_of]:
            if what == "gone":
                gone.add(about)
            if what == "back":
                gone.discard(about)
        return gone

    def standing(self, what):
        gone = self.gone()
        return [number for number in self.numbers(what) if number not in gone]

    def held(self, as_of=None):
        """Return {(month, unit): (number, count)}."""
        gone, held = self.gone(as_of), {}
        for number, (what, about) in enumerate(self.events[:as_of], 1):
            if what == "file" and number not in gone:
                month, counts = about
                held |= {(month, unit): (number, count) for unit, count in counts.items()}
        return held

    def received(self, as_of=None):
        total = {}
        for (_, unit), (_, count) in self.held(as_of).items():
            total[unit] = total.get(unit, 0) + count
        return total

    def closed(self, as_of=None):
        closed = set()
        for what, about in self.events[:as_of]:
            if what == "closed":
                closed.add(about)
            if what == "reopened":
                closed.discard(about)
        return closed

    def answers(self, as_of=None):
        """Return the answers that hold: for a name, the last about the districts and the last about the commune."""
        gone, held = self.gone(as_of), {}
        for number, (what, about) in enumerate(self.events[:as_of], 1):
            if what == "answer" and number not in gone:
                whose, meaning = about
                held[whose, meaning.startswith("commune")] = about
        return set(held.values())

    def state(self, number):
        """Return how an accepted file stands, in the store's words."""
        if number in self.gone():
            return "withdrawn"
        keys = len(self.events[number - 1][1][1])
        holding = sum(source == number for source, _ in self.held().values())
        return {keys: "current", 0: "superseded"}.get(holding, "partly-superseded")


class AgainstAModel(RuleBasedStateMachine):
    ledger = "sqlite"

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.address = ledgers.new_address(self.ledger)
        self.store = open_store(Path(self.folder.name) / "var", self.address)
        self.model = Model()

    def teardown(self):
        """Whatever happened, a folder without its database says the same."""
        assert self.store.verify() == ()
        again = open_store(self.store.root, ledgers.new_address(self.ledger) if self.address else "")
        if not self.address:
            (self.store.root / "ledger.sqlite").unlink()
        assert everything(again) == everything(self.store)
        self.folder.cleanup()

    @property
    def told(self):
        """Who, why and when of the next event: each is an hour and a half after the one before."""
        at = START + timedelta(minutes=90 * len(self.model.events))
        return {"by": "Hoa", "why": "x", "at": at}

    def refused(self, code, act):
        """Hold a refusal to its code, and to changing nothing."""
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == code

    @rule(counts=FILES, month=MONTHS)
    def accept(self, counts, month):
        same = [n for n in self.model.standing("file") if self.model.events[n - 1][1] == (month, counts)]
        report, original = report_of(counts, month), repr((month, sorted(counts.items()))).encode()
        if not same and month in self.model.closed():
            self.refused("month-closed", lambda: put_at(self.store, report, original, self.told))
            return
        accepted = put_at(self.store, report, original, self.told)
        assert accepted.is_new == (not same)
        assert accepted.receipt.number == (same[0] if same else self.model.add("file", (month, counts)))

    @precondition(lambda self: self.model.standing("file"))
    @rule(place=ANY)
    def withdraw(self, place):
        number = pick(self.model.standing("file"), place)
        if self.model.events[number - 1][1][0] in self.model.closed():
            self.refused("month-closed", lambda: self.store.withdraw(number, **self.told))
        else:
            assert self.store.withdraw(number, **self.told).number == self.model.add("gone", number)

    @precondition(lambda self: self.model.gone() & set(self.model.numbers("file")))
    @rule(place=ANY)
    def reinstate(self, place):
        self.reinstate_one(pick(sorted(self.model.gone() & set(self.model.numbers("file"))), place))

    @precondition(lambda self: self.model.numbers("file"))
    @rule(place=ANY)
    def reinstate_any(self, place):
        self.reinstate_one(pick(self.model.numbers("file"), place))

    def reinstate_one(self, number):
        about = self.model.events[number - 1][1]
        again = [n for n in self.model.standing("file") if self.model.events[n - 1][1] == about]
        if number not in self.model.gone():
            self.refused("not-withdrawn", lambda: self.store.reinstate(number, **self.told))
        elif again:
            self.refused("kept-again", lambda: self.store.reinstate(number, **self.told))
        elif about[0] in self.model.closed():
            self.refused("month-closed", lambda: self.store.reinstate(number, **self.told))
        else:
            held = {source for source, _ in map(self.model.held().get, self.keys_of(number)) if source}
            receipt = self.store.reinstate(number, **self.told)
            assert receipt.number == self.model.add("back", number)
            assert set(receipt.supersedes) == {source for source in held if source < number}

    def keys_of(self, number):
        month, counts = self.model.events[number - 1][1]
        return [key for key in ((month, unit) for unit in counts) if key in self.model.held()]

    @rule(month=CLOSING)
    def close(self, month):
        if month in self.model.closed():
            self.refused("month-already-closed", lambda: self.store.close_month("service_usage", month, **self.told))
        else:
            receipt = self.store.close_month("service_usage", month, **self.told)
            assert receipt.number == self.model.add("closed", month)

    @rule(month=CLOSING)
    def reopen(self, month):
        if month in self.model.closed():
            receipt = self.store.reopen_month("service_usage", month, **self.told)
            assert receipt.number == self.model.add("reopened", month)
        else:
            self.refused("month-not-closed", lambda: self.store.reopen_month("service_usage", month, **self.told))

    @rule(name=st.sampled_from(NAMES), unit=st.sampled_from(MEANT))
    def decide(self, name, unit):
        self.teach((name, unit), lambda: self.store.decide_name(name, unit, **self.told))

    @rule(signature=st.sampled_from("ab"), field=st.sampled_from(["records", "documents_in"]))
    def learn(self, signature, field):
        form = make_form(signature * 64, columns={"Tổng": field})
        self.teach((form.signature, field), lambda: self.store.learn_form(form, **self.told))

    def teach(self, answer, tell):
        if answer in self.model.answers():
            assert tell().number in self.model.standing("answer")
        else:
            assert tell().number == self.model.add("answer", answer)

    @precondition(lambda self: self.model.standing("answer"))
    @rule(place=ANY)
    def take_back(self, place):
        number = pick(self.model.standing("answer"), place)
        assert self.store.take_back(number, **self.told).number == self.model.add("gone", number)

    @rule(place=ANY)
    def look_back(self, place):
        number = place % (len(self.model.events) + 2)
        assert received(self.store, as_of=number) == self.model.received(number)
        assert taught(self.store.memory(as_of=number)) == self.model.answers(number)
        assert held(self.store, number) == {key: source for key, (source, _) in self.model.held(number).items()}
        assert {month for _, month in self.store.closed(as_of=number)} == self.model.closed(number)

    @rule(day=st.integers(-1, 4))
    def look_up_a_day(self, day):
        asked = date(2024, 10, 1) + timedelta(days=day)
        midnight = datetime(2024, 10, 1, 17, tzinfo=UTC) + timedelta(days=day)
        by_then = sum(START + timedelta(minutes=90 * n) < midnight for n in range(len(self.model.events)))
        assert self.store.number_on(asked) == by_then

    @rule()
    def rebuild(self):
        before = everything(self.store)
        self.store.rebuild()
        assert everything(self.store) == before

    @invariant()
    def is_as_the_model_says(self):
        assert self.store.version == len(self.model.events)
        assert held(self.store) == {key: source for key, (source, _) in self.model.held().items()}
        assert taught(self.store.memory()) == self.model.answers()
        states = {number: state.name for number, state in self.store.states().items()}
        assert states == {number: self.model.state(number) for number in self.model.numbers("file")}


def put_at(store, report, original, told):
    return put(store, report, original=original, why=told["why"], at=told["at"])


def pick(numbers, place):
    return numbers[place % len(numbers)]


def held(store, as_of=None):
    """Return which file holds each unit's month."""
    return {(key.period_start[:7], key.unit_id): source.receipt for key, source in store.current(as_of=as_of).items()}


def taught(memory):
    """Return the answers as the model has them."""
    names = {(one.printed, one.unit_id) for one in memory.names}
    return names | {(one.signature, one.columns["Tổng"]) for one in memory.forms}


def everything(store):
    return store.receipts(), store.current(), store.states(), store.memory(), store.closed()


class InPostgres(AgainstAModel):
    ledger = "postgres"


AgainstAModel.TestCase.settings = settings(MODEST, max_examples=PROFILE.max_examples // 3, stateful_step_count=50)
InPostgres.TestCase.settings = settings(MODEST, max_examples=PROFILE.max_examples // 10, stateful_step_count=50)
TestAgainstAModel = AgainstAModel.TestCase
TestAgainstAModelInPostgres = ledgers.NEEDS_POSTGRES(InPostgres.TestCase)


@MODEST
@given(st.lists(st.tuples(FILES, MONTHS), min_size=1, max_size=6), st.data())
def test_the_index_kept_up_step_by_step_equals_the_one_folded_at_once(files, data):
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), "")
        for place, (counts, month) in enumerate(files):
            put(store, report_of(counts, month), original=str(place).encode())
        number = data.draw(st.integers(1, len(files)))
        store.withdraw(number, by="Hoa", why="a slip")
        assert store.current() == folding.fold(store.receipts())
        store.reinstate(number, by="Hoa", why="it was right")
        assert store.current() == folding.fold(store.receipts()) == store.current(as_of=len(files))


@MODEST
@given(FILES, FILES)
def test_accepting_and_withdrawing_leaves_the_figures_as_they_were(first, second):
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), "")
        put(store, report_of(first))
        before = store.current()
        put(store, report_of(second), original=b"two")
        store.withdraw(2, by="Hoa", why="a slip")
        assert store.current() == before


@MODEST
@given(st.lists(FILES, min_size=1, max_size=5))
def test_supersedes_names_the_receipts_whose_figures_were_taken_over(files):
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), "")
        held = {}
        for place, counts in enumerate(files, 1):
            receipt = put(store, report_of(counts), original=str(place).encode()).receipt
            assert set(receipt.supersedes) == {held[unit] for unit in counts if unit in held}
            held.update(dict.fromkeys(counts, place))
