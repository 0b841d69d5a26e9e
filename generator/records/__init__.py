"""The shape of the data, stated once: one typed record for each kind of thing that the YAML may hold.

Everything else is derived from here: the loader parses into these records, the JSON Schema for editors is generated
from them (``schema``), and the linker joins them. Records are frozen; inside the program they are trusted.

Amounts are whole numbers of 万元 (ten thousand yuan). Dates are days in Asia/Shanghai. A text that a source leaves open
is ``None`` or an empty list here and shown as 未载明; nothing is filled in.
"""

from generator.records.about import Change, Edition, Link, Site
from generator.records.across import Day, Goal, Promised, PublicList, Synonym, Target
from generator.records.base import (
    INSIDE,
    UNFILLED,
    ClauseRef,
    DepartmentRef,
    DirectionId,
    DocumentRef,
    Id,
    IndustryRef,
    Inside,
    ListId,
    PointId,
    Record,
    Ref,
    ReportUrl,
    SubfieldRef,
    SupportId,
    SupportRef,
    TermId,
    TermName,
    Text,
    Url,
    Version,
)
from generator.records.documents import Clause, Contact, Document, Overlap, Point, Related, Relation
from generator.records.named import ROLES, Department, Duties, Industry, Subfield, Term, TermType
from generator.records.supports import Activity, Amount, Answer, Applicant, Direction, Form, Prior, Scope, Support

__all__ = [
    "INSIDE",
    "ROLES",
    "UNFILLED",
    "Activity",
    "Amount",
    "Answer",
    "Applicant",
    "Change",
    "Clause",
    "ClauseRef",
    "Contact",
    "Day",
    "Department",
    "DepartmentRef",
    "Direction",
    "DirectionId",
    "Document",
    "DocumentRef",
    "Duties",
    "Edition",
    "Form",
    "Goal",
    "Id",
    "Industry",
    "IndustryRef",
    "Inside",
    "Link",
    "ListId",
    "Overlap",
    "Point",
    "PointId",
    "Prior",
    "Promised",
    "PublicList",
    "Record",
    "Ref",
    "Related",
    "Relation",
    "ReportUrl",
    "Scope",
    "Site",
    "Subfield",
    "SubfieldRef",
    "Support",
    "SupportId",
    "SupportRef",
    "Synonym",
    "Target",
    "Term",
    "TermId",
    "TermName",
    "TermType",
    "Text",
    "Url",
    "Version",
]
