"""The briefing: figures of the ledger told in two languages, and held back until each of them proves.

    Outline + Ledger → Fact* → Sentence* → Draft (en, zh) → Failure*
    outline            facts    sentences   drafting         proving

No digit is typed by hand: an outline says which figures are told, the ledger holds them, the forms of
`knowledge/forms` tell them, and what does not read back as it was written does not go out.
"""

from tallystick.briefing.drafting import Draft, Drafts, Paragraph, draft, plainer
from tallystick.briefing.facts import Fact, Lack, facts
from tallystick.briefing.outline import Outline, five_groups, outline_of, outline_text, read_outline
from tallystick.briefing.proving import Failure, prove, proven
from tallystick.briefing.sentences import Sentence, Told, sentence

__all__ = [
    "Draft",
    "Drafts",
    "Fact",
    "Failure",
    "Lack",
    "Outline",
    "Paragraph",
    "Sentence",
    "Told",
    "draft",
    "facts",
    "five_groups",
    "outline_of",
    "outline_text",
    "plainer",
    "prove",
    "proven",
    "read_outline",
    "sentence",
]
