"""The building blocks of all records: text types, references, the base class."""

import unicodedata
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError


@dataclass(frozen=True)
class Ref:
    """Marks a field as a reference to a record of this kind; ``rules.references`` reads the mark, and the editors' schema
    carries it (``x-ref``), so that a form can offer the records."""

    kind: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core), "x-ref": self.kind}


UNFILLED = "待填写"
BLANKS = "\u034f\u115f\u1160\u2800\u3164\uffa0"  # fillers and joiners that fonts draw as nothing


def _visible(text: str) -> str:
    """Refuse placeholders and invisible characters: controls, bidirectional marks, line separators, blanks that
    count as letters, unassigned code points."""
    if UNFILLED in text:
        raise PydanticCustomError("unfilled", "unfilled")
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") or character in BLANKS:
            raise PydanticCustomError("invisible", "U+{code}", {"code": f"{ord(character):04X}"})
    return text


Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(?:.*\S)?$"), AfterValidator(_visible)]
Version = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*$", max_length=40)
]  # in a file name
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
SupportId = Annotated[str, StringConstraints(pattern=r"^s-[a-z0-9]+(?:-[a-z0-9]+)*$")]
DirectionId = Annotated[str, StringConstraints(pattern=r"^d-[a-z0-9]+(?:-[a-z0-9]+)*$")]
ListId = Annotated[str, StringConstraints(pattern=r"^l-[a-z0-9]+(?:-[a-z0-9]+)*$")]
TermId = Annotated[str, StringConstraints(pattern=r"^t-[a-z0-9]+(?:-[a-z0-9]+)*$")]
PointId = Annotated[str, StringConstraints(pattern=r"^p[1-9][0-9]?$")]
# A reference may be any text. ``validate`` checks that it resolves, because only it can suggest what was meant, for
# instance where a department is referenced by name instead of id.
ClauseRef = Annotated[Text, Ref("clause")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']+$")]
# Where readers report mistakes: a web form or a mailbox. ``{title}`` and ``{body}`` in it are filled in.
ReportUrl = Annotated[str, StringConstraints(pattern=r"^(?:https?://|mailto:)[^\s<>\"']+$")]
# The code of a government website in the national list.
SITE_ID_CODE = r"^[0-9]{10}$"
SiteIdCode = Annotated[str, StringConstraints(pattern=SITE_ID_CODE)]
# An address on the site, relative to its root: no scheme, no host, no ``..``.
INSIDE = r"^[a-z0-9-]+(?:/[a-z0-9-]+)*(?:\.[a-z]+){1,2}(?:#[a-z0-9-]+)?$"
Inside = Annotated[str, StringConstraints(pattern=INSIDE)]
TermName = Annotated[Text, Ref("term")]
DepartmentRef = Annotated[Text, Ref("department")]
DocumentRef = Annotated[Text, Ref("document")]
IndustryRef = Annotated[Text, Ref("industry")]
SubfieldRef = Annotated[Text, Ref("subfield")]
SupportRef = Annotated[Text, Ref("support")]


class Record(BaseModel):
    """Base of all records: unknown keys are refused; frozen after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)
