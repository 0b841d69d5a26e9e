"""Every file of the site that is not a page, by address: data for programs, tables, feeds, data scripts."""

from collections.abc import Sequence

from generator.book import addresses, gathered, glossary, resolver_table
from generator.book.handbook import Handbook
from generator.book.retired import Retired, moved
from generator.exports import calendar, feeds, handbook_parts, policy_list, tables
from generator.exports.handbook_json import handbook_data, schema_json, text_of


def files(book: Handbook, retired: Sequence[Retired] = ()) -> dict[str, str | bytes]:
    """Address -> content. ``retired``: retired addresses, which the resolver maps to their successors."""
    whole = handbook_data(book)
    made: dict[str, str | bytes] = {
        addresses.JSON: text_of(whole),
        addresses.JSON_SCHEMA: schema_json(book.kinds),
        **handbook_parts.files(book, whole),
        **tables.files(book),
        **calendar.files(book),
        **policy_list.files(book),
    }
    made[addresses.CITATIONS] = resolver_table.table_script(book, moved(retired))
    made |= gathered.places_script(book)
    made |= glossary.files(book)
    if book.editions:
        made[addresses.ATOM] = feeds.atom(book.site, book.editions)
        made[addresses.FEED] = feeds.json_feed(book.site, book.editions)
    return made
