"""generic"""
from crawler.extraction.container import ContainerText
import trafilatura
def generic_body(tree, titles):
    return "generic:trafilatura", ContainerText(trafilatura.extract(tree, include_comments=False, favor_precision=True) or "", ())
