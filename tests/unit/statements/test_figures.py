from __future__ import annotations

import pytest

from onrecord.model import Figure, Span
from onrecord.statements.figures import find_figures

COUNTS: list[tuple[str, str, float, str, str]] = [
    # text, words of the figure, value, unit, bound
    ("The storm ended in 28 deaths.", "28 deaths", 28, "deaths", "exact"),
    ("Envoys of 15 nations came.", "15 nations", 15, "nations", "exact"),
    ("A shell killed two more people in Elda.", "two more people", 2, "people", "exact"),
    ("They met 28 young Norlandish soldiers.", "28 young Norlandish soldiers", 28, "soldiers", "exact"),
    ("Most of the 30 villages are empty.", "30 villages", 30, "villages", "exact"),
    ("She leads 12 police officers.", "12 police officers", 12, "officers", "exact"),
    ("It hired 11 human rights lawyers.", "11 human rights lawyers", 11, "lawyers", "exact"),
    ("He sold six sports cars.", "six sports cars", 6, "cars", "exact"),
    ("The guards seized four 500-pound bombs.", "four 500-pound bombs", 4, "bombs", "exact"),
    ("Three of his ministers left.", "Three of his ministers", 3, "ministers", "exact"),
    ("It closed two of Elda's bridges.", "two of Elda's bridges", 2, "bridges", "exact"),
    ("The two countries signed.", "two countries", 2, "countries", "exact"),
    ("Some 300 houses burned.", "Some 300 houses", 300, "houses", "about"),
    ("A crowd of 12,500 people came.", "12,500 people", 12500, "people", "exact"),
    ("A crowd of 12\u202f500 people came.", "12\u202f500 people", 12500, "people", "exact"),
    ("A crowd of 12\u2009500 people came.", "12\u2009500 people", 12500, "people", "exact"),
    ("A crowd of 12 500 people came.", "12 500 people", 12500, "people", "exact"),
    ("About 1,50,000 farmers came.", "About 1,50,000 farmers", 150000, "farmers", "about"),
    ("It holds 2.5 million books.", "2.5 million books", 2_500_000, "books", "exact"),
    ("It feeds 3bn people.", "3bn people", 3_000_000_000, "people", "exact"),
    ("It has 40k users.", "40k users", 40_000, "users", "exact"),
    ("It has 5m users.", "5m users", 5_000_000, "users", "exact"),
    ("Some 2.5 lakh voters queued.", "Some 2.5 lakh voters", 250_000, "voters", "about"),
    ("The 15-member council met.", "15-member", 15, "members", "exact"),
    ("A three-judge panel met.", "three-judge", 3, "judges", "exact"),
    ("One police officer waited.", "One police officer", 1, "officers", "exact"),
    ("Only one woman came.", "one woman", 1, "women", "exact"),
    ("It took 12 wounded soldiers home.", "12 wounded soldiers", 12, "soldiers", "exact"),
    ("There were zero deaths.", "zero deaths", 0, "deaths", "exact"),
    ("He was seen four times.", "four times", 4, "times", "exact"),
    ("It won 54 of 120 seats.", "54", 54, "seats", "exact"),
    ("It lost 1,500 head of cattle.", "1,500 head of cattle", 1500, "cattle", "exact"),
    ("A 30-strong team came.", "30-strong", 30, "people", "exact"),
    ("They met two ten-year-olds.", "two", 2, "people", "exact"),
    ("They found two others in a cellar.", "two others", 2, "others", "exact"),
]

SPELLED = [
    ("twenty-eight men", 28, "men"),
    ("Twenty eight men", 28, "men"),
    ("nineteen boats", 19, "boats"),
    ("one hundred and four women", 104, "women"),
    ("one hundred four women", 104, "women"),
    ("a hundred soldiers", 100, "soldiers"),
    ("a hundred thousand people", 100_000, "people"),
    ("two hundred and fifty thousand people", 250_000, "people"),
    ("six thousand two hundred ships", 6200, "ships"),
    ("two dozen goats", 24, "goats"),
    ("a dozen goats", 12, "goats"),
    ("half a dozen guards", 6, "guards"),
    ("half a million homes", 500_000, "homes"),
    ("a million and a half people", 1_500_000, "people"),
    ("one and a half million people", 1_500_000, "people"),
    ("two and a half years", 2.5, "years"),
    ("a quarter of a million homes", 250_000, "homes"),
    ("five hundred crore rupees", 5_000_000_000, "INR"),
    ("ninety-nine balloons", 99, "balloons"),
    ("three thousand trees", 3000, "trees"),
]

BOUNDS = [
    ("At least 28 people came.", "At least 28 people", 28, "at least"),
    ("more than two dozen people came", "more than two dozen people", 24, "at least"),
    ("It hit over 20 people.", "over 20 people", 20, "at least"),
    ("A minimum of 12 people came.", "A minimum of 12 people", 12, "at least"),
    ("It hit no fewer than 7 people.", "no fewer than 7 people", 7, "at least"),
    ("It hit upwards of 70 people.", "upwards of 70 people", 70, "at least"),
    ("It hit in excess of 70 people.", "in excess of 70 people", 70, "at least"),
    ("It hit well over 70 people.", "well over 70 people", 70, "at least"),
    ("It hit 20 or more people.", "20 or more people", 20, "at least"),
    ("It hit 20 people or more.", "20 people or more", 20, "at least"),
    ("It hit 60-plus people.", "60-plus people", 60, "at least"),
    ("It hit 50+ people.", "50+ people", 50, "at least"),
    ("It hit >50 people.", ">50 people", 50, "at least"),
    ("It hit up to 300 people.", "up to 300 people", 300, "at most"),
    ("It hit at most 9 people.", "at most 9 people", 9, "at most"),
    ("It hit fewer than 50 people.", "fewer than 50 people", 50, "at most"),
    ("It hit less than 50 people.", "less than 50 people", 50, "at most"),
    ("It hit under 50 people.", "under 50 people", 50, "at most"),
    ("It hit no more than 5 people.", "no more than 5 people", 5, "at most"),
    ("It hit not more than 5 people.", "not more than 5 people", 5, "at most"),
    ("It hit as many as 20 people.", "as many as 20 people", 20, "at most"),
    ("It hit a maximum of 20 people.", "a maximum of 20 people", 20, "at most"),
    ("It hit 20 people or fewer.", "20 people or fewer", 20, "at most"),
    ("It hit about 20 people.", "about 20 people", 20, "about"),
    ("It hit roughly 20 people.", "roughly 20 people", 20, "about"),
    ("It hit around 20 people.", "around 20 people", 20, "about"),
    ("It hit nearly 20 people.", "nearly 20 people", 20, "about"),
    ("It hit almost 20 people.", "almost 20 people", 20, "about"),
    ("It hit an estimated 20 people.", "an estimated 20 people", 20, "about"),
    ("It hit approximately 20 people.", "approximately 20 people", 20, "about"),
    ("It hit ~20 people.", "~20 people", 20, "about"),
    ("It hit close to 20 people.", "close to 20 people", 20, "about"),
    ("It hit 20-odd people.", "20-odd people", 20, "about"),
    ("It hit 20 or so people.", "20 or so people", 20, "about"),
    ("It hit 20 people or so.", "20 people or so", 20, "about"),
    ("It hit a couple of people.", "a couple of people", 2, "about"),
    ("It hit at least some 20 people.", "at least some 20 people", 20, "at least"),
    ("It hit exactly 20 people.", "20 people", 20, "exact"),
    ("It hit only 20 people.", "20 people", 20, "exact"),
    ("a film about 20 people", "20 people", 20, "exact"),
    ("She worried about two people.", "two people", 2, "exact"),
    ("They talked about 12 people.", "12 people", 12, "exact"),
    ("a row over two people", "two people", 2, "exact"),
    ("He was arrested over two people he hid.", "two people", 2, "exact"),
]

UNITS: list[tuple[str, str, float, str, str]] = [
    ("a deal was “90 per cent” complete", "90 per cent", 90, "percent", "exact"),
    ("It holds roughly 20 percent of Norland.", "roughly 20 percent", 20, "percent", "about"),
    ("8% of staff", "8%", 8, "percent", "exact"),
    ("a 12-percent rise", "12-percent", 12, "percent", "exact"),
    ("It rose 3.5 percentage points.", "3.5 percentage points", 3.5, "percentage points", "exact"),
    ("It fell by 25 basis points.", "25 basis points", 25, "basis points", "exact"),
    ("It lost .5 percent.", ".5 percent", 0.5, "percent", "exact"),
    ("It lies 40 miles north.", "40 miles", 40, "miles", "exact"),
    ("a 10-mile walk", "10-mile", 10, "miles", "exact"),
    ("It runs 120km south.", "120km", 120, "km", "exact"),
    ("It runs 1,234.5 kilometres south.", "1,234.5 kilometres", 1234.5, "km", "exact"),
    ("a wave 9 meters high", "9 meters", 9, "metres", "exact"),
    ("nearly 700 hectares of forest", "nearly 700 hectares", 700, "hectares", "about"),
    ("12 square miles", "12 square miles", 12, "square miles", "exact"),
    ("30 sq km", "30 sq km", 30, "square km", "exact"),
    ("up to 20 tonnes of rice", "up to 20 tonnes", 20, "tonnes", "at most"),
    ("63kg of gold", "63kg", 63, "kg", "exact"),
    ("The parcel weighed 12 pounds.", "12 pounds", 12, "pounds", "exact"),
    ("40,000 barrels of oil per day", "40,000 barrels of oil per day", 40_000, "barrels per day", "exact"),
    ("600 megawatts", "600 megawatts", 600, "megawatts", "exact"),
    ("winds of 120 miles per hour", "120 miles per hour", 120, "mph", "exact"),
    ("winds of 90 km/h", "90 km/h", 90, "km/h", "exact"),
    ("a 6.1-magnitude quake", "6.1-magnitude", 6.1, "magnitude", "exact"),
    ("a quake of magnitude 7.2", "magnitude 7.2", 7.2, "magnitude", "exact"),
    ("It fell to -5C in Elda.", "-5C", -5, "degrees Celsius", "exact"),
    ("It fell to −7°C in Elda.", "−7°C", -7, "degrees Celsius", "exact"),
    ("It fell to minus 12 degrees.", "minus 12 degrees", -12, "degrees", "exact"),
    ("35 degrees Celsius", "35 degrees Celsius", 35, "degrees Celsius", "exact"),
    ("It ran 10 hours.", "10 hours", 10, "hours", "exact"),
    ("The talks lasted over three hours.", "over three hours", 3, "hours", "at least"),
    ("He spoke over three days.", "three days", 3, "days", "exact"),
    ("a five-year plan", "five-year", 5, "years", "exact"),
    ("2½ hours", "2½ hours", 2.5, "hours", "exact"),
    ("It rose 2 1/2 feet.", "2 1/2 feet", 2.5, "feet", "exact"),
    ("half a mile away", "half a mile", 0.5, "miles", "exact"),
    ("three-quarters of a mile away", "three-quarters of a mile", 0.75, "miles", "exact"),
    ("a quake of 6.4 on the Richter scale", "6.4", 6.4, "magnitude", "exact"),
    ("up half a percentage point", "half a percentage point", 0.5, "percentage points", "exact"),
    ("give or take plus or minus 3 percentage points", "3 percentage points", 3, "percentage points", "exact"),
    ("It was 45°C. Soon it rained.", "45°C", 45, "degrees Celsius", "exact"),
    ("a wall 10m tall", "10m", 10, "metres", "exact"),
    ("one mile away", "one mile", 1, "miles", "exact"),
]

MONEY = [
    ("$3.5 million", 3_500_000, "USD"),
    ("$3.5m", 3_500_000, "USD"),
    ("US$45 million", 45_000_000, "USD"),
    ("$20-million", 20_000_000, "USD"),
    ("$1.2 trillion", 1.2e12, "USD"),
    ("€2bn", 2_000_000_000, "EUR"),
    ("300 million euros", 300_000_000, "EUR"),
    ("£30,000", 30_000, "GBP"),
    ("£1 million", 1_000_000, "GBP"),
    ("5 million pounds", 5_000_000, "GBP"),
    ("Rs 500 crore", 5_000_000_000, "INR"),
    ("Rs. 500", 500, "INR"),
    ("₹2 lakh", 200_000, "INR"),
    ("50¢", 0.5, "USD"),
    ("50 cents", 0.5, "USD"),
    ("80p", 0.8, "GBP"),
    ("C$5m", 5_000_000, "CAD"),
    ("A$20", 20, "AUD"),
    ("HK$300 million", 300_000_000, "HKD"),
    ("USD 40 million", 40_000_000, "USD"),
    ("20 Swiss francs", 20, "CHF"),
    ("8 million yuan", 8_000_000, "CNY"),
    ("660,000 Canadian dollars", 660_000, "CAD"),
    ("$2,500", 2500, "USD"),
    ("$0.75", 0.75, "USD"),
    ("Rs.500", 500, "INR"),
    ("Rs 2.5 lakh crore", 2.5e12, "INR"),
    ("12 million won", 12_000_000, "KRW"),
    ("5 bn dollars", 5_000_000_000, "USD"),
    ("R$30", 30, "BRL"),
    ("500 yen", 500, "JPY"),
]

SHARES = [
    ("Half of voters stayed away.", "Half", 50, "exact"),
    ("A third of voters stayed away.", "A third", 100 / 3, "exact"),
    ("It lost two-thirds.", "two-thirds", 200 / 3, "exact"),
    ("It lost three-quarters of it.", "three-quarters", 75, "exact"),
    ("More than half the crew left.", "More than half", 50, "at least"),
    ("It fell by almost a quarter.", "almost a quarter", 25, "about"),
    ("One in five adults smoke.", "One in five", 20, "exact"),
    ("Nine out of 10 adults agree.", "Nine out of 10", 90, "exact"),
    ("About 1 in 4 adults agree.", "About 1 in 4", 25, "about"),
    ("One out of every eight left.", "One out of every eight", 12.5, "exact"),
    ("One fifth of it sank.", "One fifth", 20, "exact"),
]

RANGES = [
    ("10 to 15 people", "10 to 15 people", 10, 15, "people"),
    ("10-15 people", "10-15 people", 10, 15, "people"),
    ("10–15 people", "10–15 people", 10, 15, "people"),
    ("two or three people", "two or three people", 2, 3, "people"),
    ("between 20 and 30 percent", "between 20 and 30 percent", 20, 30, "percent"),
    ("20%-30%", "20%-30%", 20, 30, "percent"),
    ("$5-7 million", "$5-7 million", 5e6, 7e6, "USD"),
    ("$5m-$7m", "$5m-$7m", 5e6, 7e6, "USD"),
    ("$5 million to $7 million", "$5 million to $7 million", 5e6, 7e6, "USD"),
    ("between $5 and $7 million", "between $5 and $7 million", 5e6, 7e6, "USD"),
    ("two to three million people", "two to three million people", 2e6, 3e6, "people"),
    ("from 25 to 40 days", "from 25 to 40 days", 25, 40, "days"),
    ("people aged between 18 and 24", "between 18 and 24", 18, 24, "years old"),
    ("18 to 24 year olds", "18 to 24 year olds", 18, 24, "years old"),
    ("ages 6 to 12", "6 to 12", 6, 12, "years old"),
]

AGES = [
    ("a three-year-old child", "three-year-old", 3, "years old", "child"),
    ("a 34-year-old", "34-year-old", 34, "years old", None),
    ("She is 34 years old.", "34 years old", 34, "years old", None),
    ("a man of 60 years of age", "60 years of age", 60, "years old", None),
    ("a man aged 34", "aged 34", 34, "years old", None),
    ("a child aged three", "aged three", 3, "years old", None),
    ("He left at the age of 16.", "16", 16, "years old", None),
    ("Ada Holm, 34, of Springfield", "34", 34, "years old", "Ada Holm"),
    ("Ada Holm (34) won.", "34", 34, "years old", "Ada Holm"),
    ("Mr. Holm, 71, a farmer", "71", 71, "years old", "Mr. Holm"),
    ("a six-month-old baby", "six-month-old", 6, "months old", "baby"),
    ("a two-and-a-half-year-old girl", "two-and-a-half-year-old", 2.5, "years old", "girl"),
    ("He turned 40 in Elda.", "40", 40, "years old", None),
    ("children under 5 eat free", "under 5", 5, "years old", None),
    ("a woman, 34, died", "34", 34, "years old", None),
    ("The mayor, 61, resigned.", "61", 61, "years old", None),
    ("voters 45 and older", "45 and older", 45, "years old", None),
    ("Their ages ranged from 9 to 60.", "from 9 to 60", 9, "years old", None),
    ("Age: 48", "48", 48, "years old", None),
]

ABOUT = [
    ("At least 28 people were killed.", 28, "people", "killed"),
    ("It killed two more people.", 2, "people", "killed"),
    ("It killed 12 in Springfield.", 12, "people", "killed"),
    ("It killed at least 12.", 12, "people", "killed"),
    ("two others were wounded", 2, "people", "wounded"),
    ("Seven more were hurt.", 7, "people", "injured"),
    ("The raid left 12 dead.", 12, "people", "dead"),
    ("28 people, including three cooks, were killed", 28, "people", "killed"),
    ("28 people in the old town died", 28, "people", "dead"),
    ("17 sailors and a cook were killed", 17, "sailors", "killed"),
    ("12 people have been confirmed dead", 12, "people", "dead"),
    ("12 people lost their lives", 12, "people", "dead"),
    ("12 people are still missing", 12, "people", "missing"),
    ("Police arrested 27 students.", 27, "students", "arrested"),
    ("27 students were detained", 27, "students", "detained"),
    ("Nearly 2,000 people were displaced.", 2000, "people", "displaced"),
    ("Gunmen abducted 30 schoolgirls.", 30, "schoolgirls", "kidnapped"),
    ("Four guards were shot and killed.", 4, "guards", "killed"),
    ("Four guards were shot dead.", 4, "guards", "dead"),
    ("Eight people were taken to hospital.", 8, "people", "hospitalised"),
    ("The death toll rose to 31.", 31, "deaths", None),
    ("The death toll has climbed past 1,000.", 1000, "deaths", None),
    ("The toll stood at 250.", 250, "deaths", None),
    ("The number of injured stood at 64.", 64, "people", "injured"),
    ("The number of dead rose to 18.", 18, "deaths", None),
    ("It holds 20 percent of Norland.", 20, "percent", "Norland"),
    ("8 percent of likely voters agree", 8, "percent", "likely voters"),
    ("12 tonnes of rice", 12, "tonnes", "rice"),
    ("Twelve of them were rescued.", 12, "people", "rescued"),
    ("All four were arrested.", 4, "people", "arrested"),
    ("They shot dead four men.", 4, "men", "killed"),
    ("One dead in Elda fire", 1, "people", "dead"),
    ("12 US soldiers died", 12, "soldiers", "dead"),
    ("a town with a population of 2,800", 2800, "people", None),
    ("12 survived", 12, "people", "survived"),
    ("One in five adults smoke.", 20, "percent", "adults"),
    ("Two men shot a guard.", 2, "men", None),
    ("Two men had killed before.", 2, "men", None),
]

NONE = [
    "No. 10", "Room 5 is shut.", "Flight 370 sank.", "a Boeing 737 jet", "the G7", "COVID-19", "an F-16", "Article 5",
    "Route 66", "Apollo 11", "Highway 61", "Catch-22", "page 7", "Chapter Two", "Channel 9 said", "Windows 10",
    "Call 907-786-8572 now.", "Call 555-0142.", "Call (313) 222-2311.", "12 Elm Street", "5500 North Hill Road",
    "the 500 block of Main", "in 2016", "since 1998", "the 1990s", "the '60s", "in his 40s", "March 5", "5 March",
    "on Mar. 5, 2016", "at 5 p.m.", "at 10:30", "at 9 o'clock", "24/7", "9/11", "2016-03-04", "04/05/2016",
    "10.11.2016",
    "the second attack", "the 21st floor", "a third man", "the twenty-first guest", "won 3-1", "a 5-4 decision",
    "a 9–0 vote", "lost 52 to 48", "one of the men", "no one came", "one day", "they hit one another", "One is old.",
    "this one time", "a woman came", "dozens of people", "hundreds died", "scores of ships", "tens of thousands of men",
    "a few hundred men", "several thousand men", "a few dozen men", "the Big Ten schools", "World War Two", "the M4",
    "192.168.0.1", "version 2.5.1", "agent 007", "#5", "id=42", "https://elda.example/2016/12/men",
    "mail7@elda.example",
    "1. Wash the men's shirts.", "half-hearted", "the first half of", "1e999", "9" * 400, "second-degree",
    "a one-way road",
    "page 3 of 14 men", "None of the three was hurt.",
    "All three suffered burns.", "the 5 th grade", "the two said so", "He left Two Rivers.", "he came at 5",
]  # fmt: skip


def one(text: str, taken: tuple[Span, ...] = ()) -> Figure:
    figures = find_figures(text, taken)
    assert len(figures) >= 1, "no figure found"
    return figures[0]


@pytest.mark.parametrize(("text", "words", "value", "unit", "bound"), COUNTS + UNITS, ids=lambda part: str(part)[:40])
def test_a_number_has_its_unit_and_bound(text: str, words: str, value: float, unit: str, bound: str) -> None:
    (figure, *others) = find_figures(text)
    assert (text[figure.start : figure.end], figure.value, figure.unit, figure.bound) == (words, value, unit, bound)
    assert not [
        other for other in others if not any(nested in text for nested in ("500-pound", "120 seats", "ten-year-olds"))
    ]


@pytest.mark.parametrize(("text", "value", "unit"), SPELLED, ids=[text for text, _, _ in SPELLED])
def test_a_number_in_words_is_read(text: str, value: float, unit: str) -> None:
    (figure,) = find_figures(f"They counted {text} there.")
    assert (figure.value, figure.unit, figure.high) == (value, unit, None)


@pytest.mark.parametrize(("text", "words", "value", "bound"), BOUNDS, ids=[text for text, *_ in BOUNDS])
def test_a_bound_is_read_and_stands_in_the_span(text: str, words: str, value: float, bound: str) -> None:
    (figure,) = find_figures(text)
    assert (text[figure.start : figure.end], figure.value, figure.unit, figure.bound) == (words, value, "people", bound)


@pytest.mark.parametrize(("text", "value", "unit"), MONEY, ids=[text for text, _, _ in MONEY])
def test_money_is_in_whole_units_of_its_currency(text: str, value: float, unit: str) -> None:
    within = f"It cost {text} at last."
    (figure,) = find_figures(within)
    assert (figure.unit, within[figure.start : figure.end]) == (unit, text)
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(("text", "words", "value", "bound"), SHARES, ids=[text for text, *_ in SHARES])
def test_a_share_is_in_percent(text: str, words: str, value: float, bound: str) -> None:
    (figure,) = find_figures(text)
    assert (text[figure.start : figure.end], figure.unit, figure.bound) == (words, "percent", bound)
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(("text", "words", "low", "high", "unit"), RANGES, ids=[text for text, *_ in RANGES])
def test_a_range_has_both_its_ends(text: str, words: str, low: float, high: float, unit: str) -> None:
    (figure,) = find_figures(f"It took {text} then.")
    assert (figure.value, figure.high, figure.unit) == (low, high, unit)
    assert f"It took {text} then."[figure.start : figure.end] == words


@pytest.mark.parametrize(("text", "words", "value", "unit", "about"), AGES, ids=[text for text, *_ in AGES])
def test_an_age_is_an_age(text: str, words: str, value: float, unit: str, about: str | None) -> None:
    (figure,) = find_figures(text)
    assert (text[figure.start : figure.end], figure.value, figure.unit) == (words, value, unit)
    assert about is None or figure.about == about


@pytest.mark.parametrize(("text", "value", "unit", "about"), ABOUT, ids=[text for text, *_ in ABOUT])
def test_what_befell_those_counted_is_told(text: str, value: float, unit: str, about: str | None) -> None:
    figure = one(text)
    assert (figure.value, figure.unit, figure.about) == (value, unit, about)


@pytest.mark.parametrize("text", NONE, ids=[text[:40] for text in NONE])
def test_no_figure_is_invented(text: str) -> None:
    assert find_figures(text) == ()


def test_a_change_is_two_figures_with_one_unit() -> None:
    first, second = find_figures("Turnout rose from 10 to 15 percent.")
    assert [(first.value, first.unit), (second.value, second.unit)] == [(10, "percent"), (15, "percent")]
    assert first.high is second.high is None


def test_a_growth_to_a_number_is_no_range() -> None:
    figures = find_figures("The number of cases rose by 12 percent to 3,400.")
    assert [(f.value, f.unit, f.high) for f in figures] == [(12, "percent", None), (3400, "cases", None)]


def test_a_year_begins_no_range() -> None:
    figures = find_figures("Trade grew 2.1% in 2015 to $1.2tn.")
    assert [(f.value, f.unit) for f in figures] == [(2.1, "percent"), (1.2e12, "USD")]


def test_a_rate_counts_once() -> None:
    (figure,) = find_figures("It had 12 deaths per 100,000 people.")
    assert (figure.value, figure.unit) == (12, "deaths")


def test_a_lead_in_a_poll_is_two_figures() -> None:
    assert [f.value for f in find_figures("Holm leads Reed 45 to 41 percent.")] == [45, 41]


def test_a_list_of_ages_goes_on() -> None:
    figures = find_figures("Her sons, aged 3, 5 and 9, slept.")
    assert [(f.value, f.unit) for f in figures] == [(3, "years old"), (5, "years old"), (9, "years old")]


def test_numbers_joined_by_and_share_what_befell_them() -> None:
    figures = find_figures("The fire killed two men and three women.")
    assert [(f.value, f.unit, f.about) for f in figures] == [(2, "men", "killed"), (3, "women", "killed")]


def test_dead_and_injured_in_one_sentence_are_told_apart() -> None:
    figures = find_figures("The blast killed 12 and wounded 30 others.")
    assert [(f.value, f.unit, f.about) for f in figures] == [(12, "people", "killed"), (30, "people", "wounded")]


def test_a_figure_within_another_cuts_it_off() -> None:
    text = "They held three 19-year-old men."
    first, second = find_figures(text)
    assert text[first.start : first.end] == "three"
    assert text[second.start : second.end] == "19-year-old"
    assert (first.unit, second.unit) == ("men", "years old")


def test_a_time_expression_is_no_figure() -> None:
    text = "It broke down three days ago and hurt two men."
    start = text.index("three")
    (figure,) = find_figures(text, (Span(start, start + len("three days ago")),))
    assert (figure.value, figure.unit) == (2, "men")


def test_a_count_does_not_run_over_a_paragraph() -> None:
    assert find_figures("He wrote 12\n\npeople came") == ()


def test_the_figures_of_a_news_text_stand_in_order() -> None:
    text = (
        "A strike hit Elda, resulting in 28 deaths. It killed a woman and a three-year-old child, and two more people."
    )
    assert [text[f.start : f.end] for f in find_figures(text)] == ["28 deaths", "three-year-old", "two more people"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The ferry has a crew of 31.", 31, "people"),
        ("A crowd of 45k sang along.", 45_000, "people"),
        ("Orr, who is 64, has no heirs.", 64, "years old"),
    ],
    ids=["crew", "crowd", "who is"],
)
def test_a_number_without_a_noun_is_of_what_stands_before_it(text: str, value: float, unit: str) -> None:
    assert (one(text).value, one(text).unit) == (value, unit)


def test_two_ages_behind_those_who_have_them_are_ages() -> None:
    found = find_figures("Two sisters, 12 and 15, were found.")
    assert [(figure.value, figure.unit) for figure in found[1:]] == [(12, "years old"), (15, "years old")]


def test_and_more_than_begins_the_next_figure() -> None:
    bounds = [figure.bound for figure in find_figures("Six boats, 70 divers and more than 400 men searched the bay.")]
    assert bounds == ["exact", "exact", "at least"]


def test_a_bound_may_open_a_sentence() -> None:
    assert one("Close to 800 fishermen marched.").bound == "about"


@pytest.mark.parametrize("text", ["They sat in one another's boats.", "They know one another well."])
def test_one_another_counts_nobody(text: str) -> None:
    assert find_figures(text) == ()
