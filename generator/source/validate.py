"""Validate: apply the rules that hold between records.

The shape of one record is checked by ``load``; here is what only the whole can tell: ids that are taken twice,
references that lead nowhere, sums that no support carries. A rule is a small function in ``rules/`` that yields
problems; a new one is entered in one of the lists here.
"""

from generator.source.load import Source
from generator.source.problems import BadData, Problem
from generator.source.rules.amounts import amounts_are_whole, sums_are_carried
from generator.source.rules.application import applications_are_told
from generator.source.rules.clauses import (
    clauses_say_something,
    clauses_stand_in_order,
    plan_items_are_described_once,
    scopes_make_sense,
    subfields_are_numbered_through,
)
from generator.source.rules.conditions import conditions_are_told, payees_are_left_open
from generator.source.rules.documents import dates_make_sense, documents_are_complete
from generator.source.rules.names import (
    files_are_named_by_id,
    ids_are_unique,
    ids_fit_file_names,
    names_are_unambiguous,
    synonyms_are_told_once,
    synonyms_lead_somewhere,
    terms_agree_with_their_place,
)
from generator.source.rules.qualifiers import qualifiers_are_kept
from generator.source.rules.references import references_lead_somewhere
from generator.source.rules.statements import (
    about_is_told_as_about,
    directions_are_told_as_strong_as_printed,
    duties_about_lists_are_known,
    goals_have_the_bounds_printed,
    grounds_belong_to_values,
    limits_bound_something,
    statements_tell_the_terms,
    strength_is_told,
    values_have_grounds,
)

RULES_OF_RECORDS = (
    ids_are_unique,
    ids_fit_file_names,
    files_are_named_by_id,
    names_are_unambiguous,
    synonyms_are_told_once,
    clauses_stand_in_order,
    clauses_say_something,
    sums_are_carried,
    amounts_are_whole,
    conditions_are_told,
    applications_are_told,
    scopes_make_sense,
    dates_make_sense,
    documents_are_complete,
    statements_tell_the_terms,
    directions_are_told_as_strong_as_printed,
    duties_about_lists_are_known,
    goals_have_the_bounds_printed,
    limits_bound_something,
    grounds_belong_to_values,
)

RULES_OF_THE_WHOLE = (
    references_lead_somewhere,
    plan_items_are_described_once,
    subfields_are_numbered_through,
)

# Of the handbook as it is, not of its older states: those were written before there were these fields and rules, and
# comparing must still read them.
RULES_OF_TODAY = (
    values_have_grounds,
    strength_is_told,
    about_is_told_as_about,
    payees_are_left_open,
    synonyms_lead_somewhere,
    terms_agree_with_their_place,
)

WARNINGS = (qualifiers_are_kept,)


def warnings(source: Source) -> list[Problem]:
    """What an officer should look at, though the data can be used as it is."""
    return [problem for rule in WARNINGS for problem in rule(source)]


def validate(source: Source, today: bool = False) -> None:
    """Apply every rule; with ``today`` also those that older states of the data need not keep.

    Raises ``BadData`` with all problems, those of reading included. Where something could not be read, the rules about
    the whole would only repeat that it is missing: they wait.
    """
    rules = [*RULES_OF_RECORDS, *(RULES_OF_TODAY if today else ())]
    if not source.problems:
        rules += RULES_OF_THE_WHOLE
    problems = [*source.problems, *(problem for rule in rules for problem in rule(source))]
    if problems:
        raise BadData(problems, source.texts)
