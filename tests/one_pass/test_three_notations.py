"""The pass as mathematics, NumPy and Keras."""

from xml.etree import ElementTree

import numpy as np
from hypothesis import given

from engine.one_pass import LESSON, payload, trace
from engine.one_pass.mathml import mathml
from engine.one_pass.three_notations import ways
from tests.one_pass.strategies import QUICK, settings


@QUICK
@given(settings())
def test_the_numpy_program_runs_and_arrives_at_the_updated_weights(chosen):
    passed, namespace = trace(chosen), {}
    with np.errstate(all="ignore"):
        exec(ways(passed).numpy, namespace)
    assert namespace["cce_loss"] == passed.values["cce_loss"]
    np.testing.assert_array_equal(namespace["Wo"], passed.values["new_Wo"])


@QUICK
@given(settings(mistakes=True))
def test_every_formula_is_well_formed_mathml(chosen):
    sent = payload(trace(chosen))
    formulas = [text for step in sent["steps"] for text in (step["formula"], sent["contexts"][step["context"]])]
    formulas += [value["math"] for value in sent["values"].values()] + [
        mathml(text) for _, _, text in ways(trace(chosen)).maths
    ]
    for formula in set(formulas):
        assert ElementTree.fromstring(formula).tag == "math"
        assert "\\" not in formula


def test_the_part_being_computed_is_marked_in_every_context():
    sent = payload(trace(LESSON))
    for step in sent["steps"]:
        assert 'class="now"' in sent["contexts"][step["context"]], step["id"]


def test_function_names_are_identifiers_and_plain_to_read():
    assert mathml(r"\operatorname{softmax}(x)") == (
        '<math><mrow><mi>softmax</mi><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo></mrow></math>'
    )
