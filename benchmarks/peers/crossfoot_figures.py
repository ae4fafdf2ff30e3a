"""Crossfoot's lexer: figures and dates, with what is counted; no names, no statements."""

from crossfoot.formats import document_from_text
from crossfoot.reading.dates import moments
from crossfoot.reading.numbers import figures
from crossfoot.reading.paragraphs import story_of


def read(text: str) -> object:
    """Every figure and every date."""
    story = story_of(document_from_text(text, name="story"))
    return figures(story, moments(story))
