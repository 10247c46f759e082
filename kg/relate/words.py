"""The words by which a statement is denied, reported, doubted or supposed."""

import re
from typing import Final

SLOT: Final = r"<(?P<kind>\w+):(?P<number>\d+)>"
NEGATION: Final = re.compile(r"\b(?:not|never|no longer|cannot|neither|nor|without|far from)\b|n't\b")
NEGATED_SUBJECT: Final = re.compile(r"\b(?:[Nn]othing in|[Nn]one of|[Nn]either|[Nn]or) (?:of )?(?:the )?$")
NO_PART_OF: Final = re.compile(r"\b[Nn]o (?:provision|part|section|word|term|clause|rule) (?:of|in) (?:the )?$")
POSSIBLE: Final = re.compile(
    r"\b(?:may|might|could|can|cannot|would|should|must|ought)\b|\b(?:can|could|would|should|must)n't\b|\bcan't\b"
)
FUTURE: Final = re.compile(r"\b(?:will|won't|shall)\b")
HEDGE: Final = re.compile(
    r"\b(?:perhaps|maybe|possibl[ey]|possibility|probabl[ey]|likely|unlikely|arguabl[ey]|potential(?:ly)?"
    r"|apparent(?:ly)?"
    r"|seem(?:s|ed|ingly)?|appear(?:s|ed)?|presumabl[ey]|suppos(?:e|es|ed|edly|ing)|assum(?:e|es|ed|ing)"
    r"|hypothetical(?:ly)?"
    r"|almost|nearly|plausibl[ey]|conceivabl[ey]|doubt\w*|persuad\w*|imagin\w*|pretend\w*|hardly|scarcely|barely"
    r"|rarely|risk(?:s|ed)?|fears?|worr(?:y|ies)|lest|once|provided that"
    r"|in case|in the event|as if|as though)\b",
    re.IGNORECASE,
)
REPORTEDLY: Final = re.compile(r"\b(?:allegedly|reportedly|purportedly|supposedly|said to|accused of|suspected of)\b")
WHETHER: Final = re.compile(
    r"\b(?:whether|how|why)\b(?! or not)|\b(?:ask\w*|unclear|know\w*|wonder\w*|see|decid\w*|determin\w*) if\b",
    re.IGNORECASE,
)
"""What opens a question."""
CONDITION: Final = re.compile(r"\b(?:if|unless|would|could|might)\b", re.IGNORECASE)
"""What opens a condition, and modals that lie over the clause that follows."""
OURSELVES: Final = re.compile(
    r"\b(?:[Ww]e|I) (?:[a-z]+ly |therefore |now )*(?:hold|held|conclude|find|agree) that (?:[a-z0-9 ,]{1,40}, )?$"
)
"""The writer's own voice, in an opinion or in quotation marks."""
INVERTED: Final = re.compile(r"(?:^|, |; |[\"(] ?)(?:Had|Should|Were|had|were) $")
GENERIC_TIME: Final = re.compile(
    r"\b(?:when|whenever|until|before|where|wherever|unless|once|as soon as)\b", re.IGNORECASE
)
PAST: Final = re.compile(
    r"(?:\b\w+ed|\b(?:broke|sued|held|gave|sent|ran|struck|won|lost|found|wrote|brought|made|was|were|had|did"
    r"|upheld|forbade"
    r"|kept|told|took|met|fell|sought|fought|bought|caught|taught|felt|left|began|withdrew|pled|drew|threw|chose|spoke))\b"
)
CONTROL: Final = (
    r"(?:attempt(?:s|ed|ing)?|s(?:eeks?|ought|eeking)|tr(?:y|ies|ied|ying)|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?"
    r"|hop(?:es?|ed|ing)"
    r"|promis(?:es?|ed|ing)|vow(?:s|ed)?|pledg(?:es?|ed)|expect(?:s|ed)?|want(?:s|ed)?|propos(?:es?|ed|ing)"
    r"|refus(?:es?|ed|ing)"
    r"|declin(?:es?|ed|ing)|fail(?:s|ed|ing)?|agree[sd]?|decid(?:es?|ed)|threaten(?:s|ed)?|offer(?:s|ed)?) to"
)
ATTEMPT: Final = re.compile(r"\b(?:attempt|seek|sought|tr[yi]|want|threaten|offer)\w* (?:[^<>]{0,40} )?to\b")
INTENT: Final = re.compile(
    r"\b(?:plan|intend|hop[ei]|promis|vow|pledg|expect|propos|agree|decid)\w* (?:[^<>]{0,40} )?to\b"
)
NOT_DONE: Final = re.compile(r"\b(?:refus|declin|fail)\w* (?:[^<>]{0,40} )?to\b")
AGAINST: Final = re.compile(
    r"\b(?:attempt|seek|sought|tr[yi]|want|ask|refus|declin|fail|plan|hop[ei]|vow)\w* (?:[^<>]{0,40} )?to "
    r"(?:block|stop|halt|enjoin|vacate|invalidate|set aside|overturn|strike down|suspend|end) (?:an? |the )?$"
)
"""An attempt against what comes next, which it takes to exist."""
FAILED: Final = re.compile(r"\bfail\w* to\b")

JUDICIAL: Final = (
    r"(?:rul(?:ed|es|ing)|held|holds?|holding|found|finds?|finding|conclud(?:ed|es?|ing)|decid(?:ed|es?)"
    r"|determin(?:ed|es?)"
    r"|declar(?:ed|es?|ing)|wrote|writes|writing|said|says|saying|explain(?:ed|s)|emphasiz(?:ed|es|ing)|noted"
    r"|notes|stat(?:ed|es|ing)"
    r"|agree[ds]?|acknowledg(?:ed|es)|add(?:ed|s))"
)
_PARTISAN: Final = (
    r"(?:argu(?:ed|es|e|ing)|alleg(?:ed|es|e|ing)|claim(?:ed|s|ing)?|contend(?:ed|s|ing)?|assert(?:ed|s|ing)?"
    r"|maintain(?:ed|s|ing)?"
    r"|insist(?:ed|s|ing)?|complain(?:ed|s|ing)?|charg(?:ed|es|ing)|believ(?:ed|es|e|ing)|accus(?:ed|es|ing)"
    r"|suggest(?:ed|s|ing)?"
    r"|warn(?:ed|s|ing)?|say|tell|tells|told|think|thinks|thought|announc(?:ed|es|ing)|report(?:ed|s|ing)"
    r"|admit(?:ted|s|ting)|concede[ds]?"
    r"|dissent(?:ed|s|ing)?|opin(?:ed|es)|reason(?:ed|s)|urg(?:ed|es|ing)|predict(?:ed|s)|testif(?:ied|ies)"
    r"|recall(?:ed|s)|view(?:ed|s)?"
    r"|show(?:ed|s|n)?|prov(?:ed?|es|en|ing)|establish(?:ed|es)?)"
)
SPEECH: Final = rf"(?:{JUDICIAL}|{_PARTISAN})"
DENIAL: Final = r"(?:den(?:y|ies|ied|ying)|disput(?:ed|es|e|ing))"
DENIED: Final = re.compile(
    rf"{SLOT}(?:, [^<>]{{1,80}},)? (?P<how>(?:[a-z']+ ){{0,3}}?){DENIAL} (?:that|having)\b[^<>]{{0,40}}$"
)
REPORTED: Final = re.compile(
    rf"{SLOT}(?:'s)?(?:, [^<>]{{1,80}},)? (?P<how>(?:[a-z]+ ){{0,3}}?)(?P<verb>{SPEECH})"
    r"(?P<what>(?: [a-z' ]{0,40}?)?)"
    r"(?: that| on)?[ ,:\"]*(?:in [^<>,]{1,40}, )?$"
)
ACCORDING: Final = re.compile(
    rf"\b(?:[Aa]ccording to|[Ii]n the (?:view|opinion|words) of|[Ff]or) (?:the |a )?{SLOT}(?:, [^<>,]{{1,60}})?, "
)
SOMEONE: Final = re.compile(
    r"\b(?:[Aa]llegations?|[Aa]ccusations?|[Cc]laims?|[Cc]omplaints?|[Cc]ritics|[Oo]pponents|[Aa]dvocates"
    r"|[Aa]ccording to|[Aa]s .{1,40} sees? it"
    r"|[Ii]n the (?:view|opinion|eyes|words) of|theory|theories|rumou?rs?|belief|[Ss]ome (?:say|believe|claim"
    r"|argue)|argument|myth"
    rf"|contention|assertion|notion|headline|reads?:|{_PARTISAN}|said|says|saying|wrote|writes|writing|stated"
    rf"|states|noted|notes)\b"
)
"""Words that put what follows into somebody's mouth."""
ALLEGED_THAT: Final = re.compile(
    rf"(?:\b(?:{SPEECH})|\b(?:allegations?|accusations?|charges?|claims?|complaints?)|\b(?:alleged|alleging"
    rf"|claimed|arguing)) "
    r"that(?:,? [a-z0-9 ]{1,30},)? (?:also )?$"
)
REJECTING: Final = re.compile(
    r"\b(?:reject|dismiss|revers|overturn|vacat|lift|stay|dissolv|toss|undo|undid|undone|threw out|set aside"
    r"|remand|wrong|incorrect"
    r"|mistaken|erred|error|false|falsely|myth|contrary|despite|rumou?r|retract|correct|correction|disagree"
    r"|no (?:evidence|proof|finding|sign|claim|indication)"
    r"|insufficient|lack|nobody|no one|none)\w*",
    re.IGNORECASE,
)
"""Words that take back what they govern."""
EARLIER_REPORT: Final = re.compile(
    r"\b(?:earlier|previous|original|prior) version\b|\b(?:article|story|headline) (?:\w+ )?(?:said|stated|reported)\b"
)
ASIDE_FIRST: Final = re.compile(r"^(?:Contrary to|Despite|Notwithstanding|In spite of) [^<>,]{1,80}, ")
"""An opening that is set aside; what follows it stands on its own."""
THAT: Final = re.compile(
    r"\b(?:that|(?<!under )(?<!by )(?<!to )(?<!in )(?<!on )(?<!for )(?<!at )(?<!with )(?<!from )which|who|whom"
    r"|whose)\b",
    re.IGNORECASE,
)
PREPOSITION: Final = re.compile(
    r"\b(?:of|for|by|at|in|from|with|against|to|on|between|among|about|over|under|into|through|via|than|like"
    r"|toward|within"
    r"|including|per|upon|concerning|regarding|called|named|outside|inside|near)(?: both)? $",
    re.IGNORECASE,
)
NOTHING: Final = re.compile(r"^(?:no|none of|nothing|neither|not|little|few) ")
"""What makes a denial of what is disclosed or done: "shared no records"."""
VIEW_ASIDE: Final = re.compile(
    rf", (?!(?:writing|speaking) for )(?:as )?[^<>,]{{0,60}}(?:\b{SPEECH}\b|\b(?:reads?|sees?|views?|interprets?"
    rf"|understands?) it)[^<>,]{{0,20}},"
)
"""An aside that puts the statement into somebody's mouth: ", as the tenants read it,"."""
MODIFIES: Final = re.compile(
    r"'s |'(?= )| [A-Z][a-z]+(?: [A-Z]|,|$)"
    r"| (?:officials?|spokes\w+|directors?|administrators?|employees?|officers?|agents?|lawyers?|attorneys?"
    r"|workers?|leaders?|staff)\b"
)
"""What follows a name that is part of another: "the EPA's director", "CFPB Director Roe"."""
BOUNDARY: Final = re.compile(r"; |, but |\. |—| while | although | though ")
TAKEN_BACK_AFTER: Final = re.compile(
    r", an? (?:\w+ )?(?:claim|charge|allegation|accusation|assertion|contention|theory|view|notion|idea|rumou?r)\b"
    r"|[,—] ?(?:which|something|but|though|although|a finding|as)\b[^.;]{0,60}?"
    r"\b(?:den(?:y|ies|ied)|disput\w+|reject\w*|disagree\w*|false|untrue|wrong|incorrect|say|says|said|claims?"
    r"|believes?)\b"
    r"|— ?[^.;]{0,60}?\b(?:say|says|said|claims?|believes?|allege[sd]?)\b"
)
"""What follows a statement and makes it somebody's word: ", a claim that the mayor called absurd"."""
TAKEN_BACK_NEXT: Final = re.compile(
    r"\W*(?:(?:That|This|It)(?: \w+)?(?: is|'s| was) (?:\w+ )?(?:false|untrue|wrong|incorrect|not (?:true|so"
    r"|correct))|Not so|Wrong)\b"
)
"""A sentence that takes back the one before it."""
LABELLED: Final = re.compile(r"^[^<>.;]{1,60}: (?:\"|the )?$")
"""A label before a colon: who says so, or a headline."""
AUXILIARY: Final = re.compile(
    r"\b(?:does|did|do|has|have|had|is|are|was|were|be|been|being|will|would|may|might|could|can|cannot|should"
    r"|shall|must|to)\b"
    r"|n't\b"
)
TRAILING: Final = re.compile(
    rf"[,\"] (?:according to (?:the |an? )?(?:<(?P<kind>\w+):(?P<number>\d+)>)?"
    rf"|(?:(?:[a-z]+ ){{0,2}}{SPEECH}) (?:the )?<(?P<kind2>\w+):(?P<number2>\d+)>"
    rf"|(?:the )?<(?P<kind3>\w+):(?P<number3>\d+)>(?:, [^<>]{{1,60}},)? (?:has |had |have )?(?P<verb>{SPEECH})\b"
    rf"|(?:[^<>;,]{{1,60}} )?{SPEECH}(?=[.,;\"]|$| in | on | at | during | last | this | to )"
    r"|in the (?:view|opinion|words) of )"
)
"""A clause after the statement that says whose words it was."""
TRAILING_CRITICS: Final = re.compile(
    r", (?:the )?(?:critics|opponents|lawyers|officials|advocates|supporters|<(?P<kind>(?!Court)\w+):(?P<number>\d+)>)"
    r" (?P<verb>sa(?:y|ys|id)|claim\w*|argu\w*|alleg\w*)\.?$"
)
"""Whoever else says at the end of a sentence that a court did something."""
FRONTED: Final = re.compile(
    r"^(?:[A-Z][a-z]+, )?(?:Since|Because|After|Although|Though|While|As|Finding|Holding|Noting|Given|In|On|By|With"
    r"|Citing|Following|Applying|Relying|Having|Despite|When|Writing|For) .*, (?:the )?$",
    re.DOTALL | re.IGNORECASE,
)
"""A clause or phrase before the main clause, which does not govern it."""
CONDITION_AFTER: Final = re.compile(
    r"\b(?:(?<!determine )(?<!decide )(?<!consider )(?<!see )(?<!ask )(?<!clear )(?<!resolve )if|unless|provided that"
    r"|in the event|should it|as long as|only when)\b"
)


def last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match in a text."""
    found = None
    for match in pattern.finditer(text):
        found = match
    return found
