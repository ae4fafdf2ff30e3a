"""Recognizers-Text: numbers, percentages, money, dimensions, dates.

pip install recognizers-text-suite emoji<2
"""

from recognizers_suite import (
    Culture,
    recognize_currency,
    recognize_datetime,
    recognize_dimension,
    recognize_number,
    recognize_percentage,
)

KINDS = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension, recognize_datetime)


def read(text: str) -> object:
    """Everything it finds."""
    return [kind(text, Culture.English) for kind in KINDS]
