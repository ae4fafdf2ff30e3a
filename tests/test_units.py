"""Every factor of the table of units, worked out anew from the definitions it rests on.

The yard is 0.9144 m and the pound 0.45359237 kg (1959); a US gallon is 231 cubic inches, an imperial one 4.54609 litres; a standard gravity
is 9.80665 m/s², a thermochemical calorie 4.184 J, a nautical mile 1852 m, a light-year 365.25 days at the speed of light.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from crossfoot.units import unit_entries, unit_of

F = Fraction
INCH, POUND, GALLON, IMPERIAL = F(254, 10000), F(45359237, 10**8), 231 * F(254, 10000) ** 3, F(454609, 10**8)
FOOT, YARD, MILE = 12 * INCH, 36 * INCH, 63360 * INCH
FORCE = POUND * F(980665, 10**5)
KILO, MEGA, GIGA, TERA = 10**3, 10**6, 10**9, 10**12
HOUR = 3600

DEFINED: dict[str, Fraction | int] = {
    "percentage point": 1,
    "basis point": F(1, 100),
    "part per million": F(1, MEGA),
    "part per billion": F(1, GIGA),
    "kilometre": KILO,
    "centimetre": F(1, 100),
    "millimetre": F(1, KILO),
    "micrometre": F(1, MEGA),
    "nanometre": F(1, GIGA),
    "mile": MILE,
    "nautical mile": 1852,
    "foot": FOOT,
    "inch": INCH,
    "yard": YARD,
    "furlong": MILE / 8,
    "light-year": 299792458 * 36525 * 864,
    "square kilometre": KILO**2,
    "square mile": MILE**2,
    "square foot": FOOT**2,
    "square yard": YARD**2,
    "square inch": INCH**2,
    "acre": 4840 * YARD**2,
    "hectare": 100**2,
    "litre": F(1, KILO),
    "millilitre": F(1, MEGA),
    "centilitre": F(1, 10**5),
    "hectolitre": F(1, 10),
    "gallon": GALLON,
    "imperial gallon": IMPERIAL,
    "pint": IMPERIAL / 8,
    "us pint": GALLON / 8,
    "cup": GALLON / 16,
    "fluid ounce": GALLON / 128,
    "imperial fluid ounce": IMPERIAL / 160,
    "tablespoon": GALLON / 256,
    "teaspoon": GALLON / 768,
    "barrel": 42 * GALLON,
    "cubic foot": FOOT**3,
    "cubic yard": YARD**3,
    "cubic kilometre": KILO**3,
    "cubic centimetre": F(1, MEGA),
    "gram": F(1, KILO),
    "milligram": F(1, MEGA),
    "microgram": F(1, GIGA),
    "tonne": KILO,
    "ton": 2000 * POUND,
    "long ton": 2240 * POUND,
    "megatonne": GIGA,
    "gigatonne": TERA,
    "pound": POUND,
    "ounce": POUND / 16,
    "dram": POUND / 256,
    "troy ounce": POUND * 480 / 7000,
    "stone": 14 * POUND,
    "carat": F(2, 10**4),
    "millisecond": F(1, KILO),
    "minute": 60,
    "hour": HOUR,
    "day": 24 * HOUR,
    "week": 7 * 24 * HOUR,
    "fortnight": 14 * 24 * HOUR,
    "quarter": 3,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "mile per hour": MILE / HOUR,
    "kilometre per hour": F(KILO, HOUR),
    "knot": F(1852, HOUR),
    "kilojoule": KILO,
    "small calorie": F(4184, KILO),
    "calorie": 4184,
    "kilowatt-hour": KILO * HOUR,
    "megawatt-hour": MEGA * HOUR,
    "gigawatt-hour": GIGA * HOUR,
    "terawatt-hour": TERA * HOUR,
    # the international calorie of 4.1868 J, a pound of water, a degree Fahrenheit
    "british thermal unit": F(41868, 10) * POUND * F(5, 9),
    "mmBTU": MEGA * F(41868, 10) * POUND * F(5, 9),
    "kilowatt": KILO,
    "megawatt": MEGA,
    "gigawatt": GIGA,
    "terawatt": TERA,
    "horsepower": 550 * FORCE * FOOT,
    "metric horsepower": 75 * F(980665, 10**5),
    "bit": F(1, 8),
    "kilobyte": KILO,
    "megabyte": MEGA,
    "gigabyte": GIGA,
    "terabyte": TERA,
    "petabyte": 10**15,
    "megabit per second": F(MEGA, 8),
    "gigabit per second": F(GIGA, 8),
    "foot pound-force": FOOT * FORCE,
    "megapascal": MEGA,
    "gigapascal": GIGA,
    "pound per square inch": FORCE / INCH**2,
    "kilopound per square inch": KILO * FORCE / INCH**2,
    "millibar": 100,
    "kilovolt": KILO,
    "kilohertz": KILO,
    "megahertz": MEGA,
    "gigahertz": GIGA,
    "millisievert": F(1, KILO),
    "penny": F(1, 100),
}
TABLE = {entry["name"]: entry for entry in unit_entries()}


@pytest.mark.parametrize(("name", "factor"), DEFINED.items())
def test_a_factor_is_that_of_its_definition(name: str, factor: Fraction | int) -> None:
    unit = unit_of(name)
    assert unit is not None
    assert unit.factor == factor


def test_every_other_factor_is_one_or_a_temperature_or_a_coin() -> None:
    others = [entry for name, entry in TABLE.items() if name not in DEFINED and entry.get("factor", "1") != "1"]
    assert {entry["dimension"] for entry in others if not entry["dimension"].endswith("money")} <= {"temperature"}
    assert {Fraction(entry["factor"]) for entry in others if entry["dimension"].endswith("money")} <= {F(1, 100)}


@pytest.mark.parametrize(
    ("celsius", "fahrenheit", "kelvin"), [(0, 32, F(27315, 100)), (100, 212, F(37315, 100)), (-40, -40, F(23315, 100))]
)
def test_the_three_scales_of_heat_meet(celsius: int, fahrenheit: int, kelvin: Fraction) -> None:
    for name, value in (("degree Celsius", celsius), ("degree Fahrenheit", fahrenheit), ("kelvin", kelvin)):
        unit = unit_of(name)
        assert unit is not None
        assert value * unit.factor + unit.offset == kelvin
