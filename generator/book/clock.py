"""Clock: the moment that stands for a build. It comes from the data, so that the same data gives the same bytes."""

import os
from calendar import timegm

from generator.records import Site


def epoch(about: Site) -> int:
    """The second that stands for the build: ``SOURCE_DATE_EPOCH`` where set, else midnight (UTC) of the data's day."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    return timegm(about.as_of.timetuple())
