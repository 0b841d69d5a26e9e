"""Validate: apply the rules between records.

``load`` checks the shape of each record; rules check what only the whole data shows: duplicate ids, unresolved
references, sums without a support. A rule is a small function in ``rules/`` that yields problems; enter a new one in
one of the lists below.
"""

from generator.source.load import Source
from generator.source.problems import BadData, Problem, Steps
from generator.source.rules.amendments import amended_texts_hold, amendments_have_targets
from generator.source.rules.amounts import (
    amounts_are_whole,
    batches_state_amounts,
    caps_stand_somewhere,
    splits_stand_somewhere,
    sums_are_carried,
)
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
from generator.source.rules.results import results_are_reported, texts_without_effect_speak_of_others
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
from generator.source.rules.vocabulary import codes_are_known, vocabulary_is_told_once

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
    batches_state_amounts,
    caps_stand_somewhere,
    splits_stand_somewhere,
    results_are_reported,
    texts_without_effect_speak_of_others,
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
    amendments_have_targets,
    amended_texts_hold,
)

RULES_OF_THE_WHOLE = (
    references_lead_somewhere,
    plan_items_are_described_once,
    subfields_are_numbered_through,
)

# For the present data only: older states were written before these fields and rules existed, and must still load for
# comparison.
RULES_OF_TODAY = (
    codes_are_known,
    vocabulary_is_told_once,
    values_have_grounds,
    strength_is_told,
    about_is_told_as_about,
    payees_are_left_open,
    synonyms_lead_somewhere,
    terms_agree_with_their_place,
)

WARNINGS = (qualifiers_are_kept,)


def warnings(source: Source) -> list[Problem]:
    """Things an officer should look at; the data is usable as it is."""
    return [problem for rule in WARNINGS for problem in rule(source)]


def validate(source: Source, today: bool = False) -> None:
    """Apply every rule; ``today``: also those that older states of the data need not satisfy.

    Raises ``BadData`` with all problems, including those of loading. If something could not be loaded, rules over the
    whole are skipped: they would only report that it is missing.
    """
    if source.newer:
        raise BadData(source.problems, source.texts)
    rules = [*RULES_OF_RECORDS, *(RULES_OF_TODAY if today else ())]
    if source.whole:
        rules += RULES_OF_THE_WHOLE
    # What a record seems to lack may be what stands there wrongly; of a value that does not fit only that is told.
    wrong = [(place.file, place.path) for place in source.mended]
    lacking = {(file, path[:-1]) for file, path in wrong}
    problems = [
        *source.problems,
        *(one for rule in rules for one in rule(source) if not _explained(one, wrong, lacking)),
    ]
    if problems:
        raise BadData(problems, source.texts)


def _explained(problem: Problem, wrong: list[tuple[str, Steps]], lacking: set[tuple[str, Steps]]) -> bool:
    """Whether a problem only says what follows from a value that does not fit: it stands there, or in the record around it,
    or is of the same name in a part of that record (the ground of a day); of an amount, anywhere in its clause."""
    file, path = problem.place.file, problem.place.path
    if (file, path) in lacking:
        return True
    for at in (at for other, at in wrong if other == file):
        region = at[: at.index("supports")] if {"supports", "amount"} <= {*at} else at
        alike = path and at and path[-1] == at[-1] and path[: len(at) - 1] == at[:-1]
        if alike or path[: len(region)] == region:
            return True
    return False
