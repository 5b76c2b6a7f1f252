"""The word lists of `locales/`, prepared for the rules once in a process: nothing changes them."""

from functools import cache

from bot.core.check import CheckWords
from bot.core.library import Library
from bot.core.moments import MomentWords
from bot.core.sorting import Lexicon
from bot.core.terms import SearchWords
from locales import lexicon


@cache
def for_sorting() -> Lexicon:
    """Return what a comment is told by."""
    return Lexicon.of(lexicon.load())


@cache
def for_checking() -> CheckWords:
    """Return what would hurt in a reply."""
    return CheckWords.of(lexicon.load_check())


@cache
def for_moments() -> MomentWords:
    """Return the words of dates as staff type them."""
    return MomentWords.of(lexicon.load_moments())


@cache
def for_search() -> SearchWords:
    """Return the endings that do not count when something is looked for."""
    return SearchWords.of(lexicon.load_search())


@cache
def library() -> Library:
    """Return the texts that replies begin with."""
    return Library.of(lexicon.load_library())
