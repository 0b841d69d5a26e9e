"""The time that stands for a build. It comes from the data, so that the same data gives the same bytes."""

import os
from calendar import timegm

from generator.records import Site


def epoch(about: Site) -> int:
    """Unix time of the build: ``SOURCE_DATE_EPOCH`` if set, else midnight (UTC) of the data's day."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    return timegm(about.as_of.timetuple())
