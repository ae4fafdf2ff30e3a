"""str.split: the least that anything can do with a text."""

read = str.split
