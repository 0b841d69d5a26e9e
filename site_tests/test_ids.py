"""Ids become addresses and file names: none can replace a page that always exists."""

import re
from typing import get_args

import pytest
from pydantic import StringConstraints

from generator.book import addresses
from generator.history.ledger import addresses_of
from generator.records.kinds import OF_READERS, RecordKind
from generator.source.file_names import DEVICES
from generator.source.rules.names import unfit_as_file_name
from samples import real_source

# Kinds whose records have pages of their own.
WITH_PAGES = [kind for kind in OF_READERS if "#" not in kind.pattern]
FIXED = (*addresses.PAGES, addresses.document("any"), addresses.industry("any"))


def allowed(identity: str, kind: RecordKind) -> bool:
    shape = kind.record.model_fields["id"]
    patterns = [part.pattern for part in (*shape.metadata, *get_args(shape.annotation)) if isinstance(part, StringConstraints)]  # fmt: skip
    assert patterns, f"ids of {kind.code} have a pattern"
    return all(re.fullmatch(str(p), identity) for p in patterns) and unfit_as_file_name(identity, kind.code) is None


@pytest.mark.parametrize("kind", WITH_PAGES, ids=lambda kind: kind.code)
def test_no_id_takes_the_place_of_a_fixed_page(kind: RecordKind) -> None:
    assert allowed("s-kite", kind), "an ordinary id is one"
    for page in FIXED:
        for identity in {page.rpartition("/")[2].partition(".")[0], page.split("/")[0], *page.split("/")[1:2]}:
            if kind.at("any", identity) in FIXED and identity != "any":
                assert not allowed(identity, kind), f"{kind.code} {identity} would replace {page}"


@pytest.mark.parametrize("kind", WITH_PAGES, ids=lambda kind: kind.code)
def test_no_id_is_a_name_that_windows_keeps(kind: RecordKind) -> None:
    assert len(DEVICES) == 24
    assert not any(allowed(name, kind) for name in DEVICES)


def test_no_address_of_the_handbook_holds_such_a_name() -> None:
    """Whatever the code composes: every step of every address, up to its first dot, is a valid file name everywhere."""
    for address in addresses_of(real_source()):
        for step in address.partition("#")[0].split("/"):
            assert step.partition(".")[0] not in DEVICES, address
