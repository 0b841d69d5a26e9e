"""Ids become addresses and names of files: none takes the place of a page that is there whatever the data says."""

import re
from collections.abc import Callable
from typing import get_args

import pytest
from pydantic import StringConstraints

from generator.book import addresses
from generator.records import Clause, Department, Document, Id, Industry, Record, Subfield, Support, SupportId
from generator.source.rules.names import DEVICES, unfit_as_file_name
from samples import real_source

# Each kind that has a page: how its address is made, and what its ids look like.
PAGES_OF: dict[type[Record], tuple[Callable[[str], str], object]] = {
    Document: (addresses.document, Id), Industry: (addresses.industry, Id), Department: (addresses.department, Id), Support: (addresses.support, SupportId),
    Clause: (lambda identity: addresses.clause("any", identity), Id), Subfield: (lambda identity: addresses.subfield("any", identity), Id),
}  # fmt: skip
FIXED = (*addresses.PAGES, addresses.document("any"), addresses.industry("any"))


def allowed(identity: str, kind: type, shape: object) -> bool:
    pattern = next(part.pattern for part in get_args(shape) if isinstance(part, StringConstraints))
    return re.fullmatch(str(pattern), identity) is not None and unfit_as_file_name(identity, kind.__name__) is None


@pytest.mark.parametrize("kind", PAGES_OF, ids=lambda kind: kind.__name__)
def test_no_id_takes_the_place_of_a_fixed_page(kind: type[Record]) -> None:
    address, shape = PAGES_OF[kind]
    assert allowed("s-kite", kind, shape), "an ordinary id is one"
    for page in FIXED:
        for identity in {page.rpartition("/")[2].partition(".")[0], page.split("/")[0], *page.split("/")[1:2]}:
            if address(identity) in FIXED and identity != "any":
                assert not allowed(identity, kind, shape), f"{kind.__name__} {identity} would replace {page}"


@pytest.mark.parametrize("kind", PAGES_OF, ids=lambda kind: kind.__name__)
def test_no_id_is_a_name_that_windows_keeps(kind: type[Record]) -> None:
    assert len(DEVICES) == 24
    assert not any(allowed(name, kind, PAGES_OF[kind][1]) for name in DEVICES)


def test_no_address_of_the_handbook_holds_such_a_name() -> None:
    """Whatever code composes: every step of every address, up to its first dot, can be a file everywhere."""
    from generator.history.ledger import addresses_of

    for address in addresses_of(real_source()):
        for step in address.partition("#")[0].split("/"):
            assert step.partition(".")[0] not in DEVICES, address
