"""Statements: who says what, on whose word, where it stands; with times and figures."""

from onrecord.statements.find import find_statements

__all__ = ["find_statements"]
