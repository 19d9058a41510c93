"""Every number of the generated text, in both languages, is the one worked out from the store's rows by hand."""

import pytest

import locales
from adoption import narrative
from tests.numbers import oracle as by_hand
from tests.numbers import spoken
from tests.numbers.oracle import KINDS, is_share, levels, province, shifted, target, units_of

TOLD = {
    "service_usage": ("online_share", "full_share", "resolved_on_time_share"),
    "work_records": ("records_share", "signed_share"),
    "digital_signatures": ("issued",),
}
LEAST_TOLD, NAMED, LEAST_APART = 60, 3, 1
LISTED = 20
"""Missing units of a level that are named; more are counted."""


def sentences(oracle, month, language):
    """Yield the numbers of each sentence that the month must have, with the phrases in it that hold other numbers."""
    for kind in KINDS:
        due, missing = len(units_of(month)), oracle.missing(kind, month)
        if missing:
            counts = [spoken.number(by_hand.Fraction(count), language) for count in (due - len(missing), due)]
            by_level = [[one for one in missing if one.level == level] for level in levels(month)]
            counts += [spoken.number(by_hand.Fraction(len(some)), language) for some in by_level if len(some) > LISTED]
            yield counts, [one.label(language) for some in by_level if len(some) <= LISTED for one in some]
        if 100 * (due - len(missing)) >= LEAST_TOLD * due:
            for measure in TOLD[kind]:
                yield from of_measure(oracle, measure, month, language)


def of_measure(oracle, measure, month, language):
    whole, share = oracle.given(measure, month), is_share(measure)
    if whole.value is None:
        if oracle.whole(measure, month).value is not None:
            counts = oracle.reported(measure, month)
            yield [spoken.number(by_hand.Fraction(one), language) for one in counts], ()
        return
    counts = [spoken.number(by_hand.Fraction(one), language) for one in (whole.top, whole.bottom)] if share else []
    yield [spoken.figure(whole.value, share, language), *counts], ()
    for base in (shifted(month, -1), shifted(month, -12)):
        earlier = oracle.given(measure, base).value
        if earlier is not None and oracle.is_like_for_like(measure, month, base):
            yield moved(whole.value - earlier, share, language), ()
    if aim := target(measure, "province", month):
        yield [spoken.percent(aim.value, language), *moved(whole.value - aim.value, share, language)], [aim.document]
    if share:
        for level in levels(month):
            yield from of_level(oracle, measure, level, month, language)


def of_level(oracle, measure, level, month, language):
    figures = {one: oracle.figure(measure, one.id, month) for one in units_of(month, level)}
    told = {one: figure for one, figure in figures.items() if figure.value is not None}
    if (aim := target(measure, level, month)) and told:
        reached = sum(figure.value >= aim.value for figure in told.values())
        yield [spoken.number(by_hand.Fraction(count), language) for count in (reached, len(told))], ()
    large = {one: figure.value for one, figure in told.items() if figure.bottom >= by_hand.FEW}
    if len(large) < 2 * NAMED or max(large.values()) - min(large.values()) < LEAST_APART:
        return
    ordered = sorted(large, key=lambda one: -large[one])
    for some in (ordered[:NAMED], ordered[: -NAMED - 1 : -1]):
        yield [spoken.percent(large[one], language) for one in some], [one.label(language) for one in some]


def moved(change, share, language):
    """A change of a share that would be written as nought is told without a number."""
    if share and abs(change) < by_hand.Fraction(5, 100):
        return []
    digits = spoken.number(change, language, 1 if share else 0)
    return [digits if digits.startswith("-") else f"+{digits}"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("month", ["2024-04", "2024-05", "2024-06", "2025-04", "2025-07", "2025-08", "2026-05"])
def test_every_number_of_every_sentence_is_the_one_worked_out_by_hand(store, oracle, month, language):
    paragraphs = narrative.story(store, month, language)
    corrected = [] if len(paragraphs) == len(KINDS) else list(paragraphs[-1].sentences)
    told = [one for paragraph in paragraphs[: len(KINDS)] for one in paragraph.sentences]
    when = {form(locales.month(month, language)) for form in (str, str.lower)}
    for sentence, (wanted, phrases) in zip(told, sentences(oracle, month, language), strict=True):
        text = sentence.text()
        assert all(phrase in text for phrase in phrases), text
        assert spoken.numbers(text, {*when, *phrases}) == wanted, text
    assert [spoken.numbers(one.text(), month_names(language)) for one in corrected] == corrections(oracle, month)


def month_names(language):
    months = {locales.month(shifted("2024-01", count), language) for count in range(36)}
    return months | {one.lower() for one in months}


def corrections(oracle, month):
    """The ledger numbers that corrected each earlier month and kind since the month began."""
    found = {}
    for receipt in oracle.receipts:
        for report in receipt.reports if receipt.supersedes and f"{receipt.day:%Y-%m}" >= month else ():
            if report.kind in KINDS and report.period.reporting_month < month:
                found.setdefault((report.period.reporting_month, report.kind), set()).add(receipt.number)
    return [[f"{number}" for number in sorted(numbers)] for _, numbers in sorted(found.items())]


def test_the_sample_has_what_the_text_must_tell_apart(oracle):
    assert oracle.missing("service_usage", "2024-04")
    assert oracle.missing("digital_signatures", "2026-05")
    assert corrections(oracle, "2025-04")
    assert province("2025-06") != province("2025-07")
