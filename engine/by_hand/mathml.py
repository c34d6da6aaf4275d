"""Formulas: LaTeX in, MathML out. Browsers draw MathML by themselves."""

from functools import lru_cache

from latex2mathml.converter import convert


@lru_cache(maxsize=4096)
def mathml(latex: str) -> str:
    """LaTeX to a <math> element; \\class{now}{...} becomes <mrow class="now">.

    Source: latex2mathml. An operator name stands as an identifier, so that browsers set no operator space around it.
    """
    return convert(latex).replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")
