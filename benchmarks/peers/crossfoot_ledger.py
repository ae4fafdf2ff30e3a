"""Crossfoot's whole ledger: figures, dates, parties, statements, what belongs together."""

from crossfoot import read as read
