"""What training a learner's design will cost, worked out from the design."""

from engine.jobs.estimate import Estimate
from engine.newsgroups import cost
from engine.practice.design import Design, parameters

NEWSWIRES = 8_982


def training(design: Design) -> Estimate:
    """The price of `engine.practice.training.train`; early stopping is taken to come by the tenth epoch."""
    size = parameters(design.layers, design.vectors.width)
    fitting = design.fitting
    return cost.of_network(
        size, NEWSWIRES, fitting.batch_size, min(fitting.epochs, 10), design.compiled.optimizer.lower()
    )
