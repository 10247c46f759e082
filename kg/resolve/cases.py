"""Cases that are named: the document's own, or others that it cites."""

import re
from typing import Final

from kg.identifiers import slug
from kg.mentions import Mention
from kg.resolve.resolution import Drafts, Resolved
from kg.text import Text

_TO_CITATION: Final = re.compile(r"(?:,? (?:Inc|LLC|Corp|Co|Ltd|et al))?\.?, ")


def name_cases(
    text: Text, mentions: list[Mention], own: str | None, resolved: dict[Mention, Resolved], drafts: Drafts
) -> None:
    """Give every case that is named its id; a name with its citation behind it is the case of that citation."""
    cited = {m.start: m.items[0].target for m in mentions if m.kind == "Case" and m.items}
    draft = drafts.by_id[own] if own else None
    docket = draft.properties.get("docket") if draft else None
    for mention in mentions:
        if mention.kind != "Case" or mention.items or mention.form == "description":
            continue
        gap = _TO_CITATION.match(text.folded, mention.end)
        behind = cited.get(gap.end()) if gap else None
        if behind:
            draft_behind = drafts.by_id[drafts.add(behind, "Case", mention.name)]
            draft_behind.aliases.discard(draft_behind.name)  # the citation finder drops small words of the parties
            draft_behind.name = mention.name
            resolved[mention] = Resolved(mention=mention, ids=(behind,))
        elif draft and ((mention.number and mention.number == docket) or mention.name == draft.name):
            resolved[mention] = Resolved(mention=mention, ids=(draft.id,))
        elif mention.form == "name":
            entity = f"/us/case/x/{slug(mention.name)}"
            drafts.add(entity, "Case", mention.name, properties={"provisional": True})
            resolved[mention] = Resolved(mention=mention, ids=(entity,))
