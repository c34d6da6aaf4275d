"""What a training will cost, worked out from its settings: measured on two cores of a laptop, rounded up."""

from engine.jobs.estimate import Estimate
from engine.newsgroups.models import MOST_PARAMETERS, Settings, parameters
from engine.newsgroups.tokens import LONGEST

COLUMNS = {"newsgroups": 45_394, "leakage": 54_221}  # before rare and frequent words are left out
DOCUMENTS, CLASSES = 9_616, 20
START = 6.0  # seconds: TensorFlow's start, tracing, testing
STEP = 0.004  # seconds a batch, whatever the model
UPDATE = 5e-9  # seconds a parameter and batch: every update touches them all
SLOTS = {"rmsprop": 1.0, "sgd": 0.7}  # the optimizer's share of it; others keep two numbers a parameter
BASE_MB, BYTES = 150.0, 24  # vectors and graph; weights, gradients, what the optimizer keeps, one copy to leave


def training(settings: Settings) -> Estimate:
    """The price of `engine.newsgroups.training.train`. Early stopping is taken to come by the tenth epoch."""
    size = parameters(settings, COLUMNS[settings.corpus], CLASSES)
    if size > 2 * MOST_PARAMETERS:
        return Estimate()  # refused at once, with a sentence, whatever words are left out
    epochs = min(settings.epochs, 10) if settings.patience else settings.epochs
    return of_network(size, int(DOCUMENTS * settings.share), settings.batch, epochs, settings.optimizer)


def of_network(size: int, documents: int, batch: int, epochs: int, optimizer: str) -> Estimate:
    """The price of training `size` parameters on so many documents for so many epochs."""
    batches = epochs * max(1, -(-documents // batch))
    seconds = START + batches * (STEP + size * UPDATE * SLOTS.get(optimizer, 1.6))
    return Estimate(seconds, BASE_MB + size * BYTES / 1e6, keras=True)


def text(length: int) -> float:
    """Megabytes that spaCy takes to read a text of so many characters; a longer one is refused, not read."""
    return 10 + 0.0022 * min(length, LONGEST)
