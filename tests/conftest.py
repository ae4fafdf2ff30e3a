"""Shared by the tests: nothing but the path to the page reader."""
