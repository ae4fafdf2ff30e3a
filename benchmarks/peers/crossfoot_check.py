"""Crossfoot's whole ledger and every check that needs only the story."""

from crossfoot import check as read

__all__ = ["read"]
