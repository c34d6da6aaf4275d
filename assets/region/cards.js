/** The settings of act 2 in words: what each is called, which values it takes, and a card that explains it. */

/**
 * @typedef {{value: string, label: string, text: string}} Option
 * @typedef {{name: string, label: string, kind: "choice" | "number" | "flag" | "layers", options?: Option[]}} Control
 * @typedef {{id: string, chip: string, title: string, text: string, controls: Control[], picture: string, now?: boolean}} Card
 *   now: whether what the points are is told under the text
 */

/** @type {Card[]} */
export const CARDS = [
  {
    id: "points",
    chip: "Points",
    title: "Which points",
    text: "The network is trained on some points and tested on others it never sees, drawn in the same way. Noise moves every point by chance. Another seed draws other points of the same shape.",
    controls: [
      { name: "samples", label: "Points to train on", kind: "number" },
      { name: "test_samples", label: "Unseen points", kind: "number" },
      { name: "classes", label: "Classes", kind: "number" },
      { name: "noise", label: "Noise (standard deviation)", kind: "number" },
      { name: "data_seed", label: "Seed of the points", kind: "number" }
    ],
    picture: "points"
  },
  {
    id: "layers",
    chip: "Layers",
    title: "Hidden layers and their units",
    text: "A unit multiplies its inputs by weights, adds a bias, and passes the sum through its activation. A layer of units between the inputs and the answer is called hidden, because neither the data nor the answer shows it. With ReLU, every unit of the first layer adds a plane along which the network can fold.",
    controls: [{ name: "units", label: "Units per hidden layer", kind: "layers" }],
    picture: "planes"
  },
  {
    id: "activation",
    chip: "Activation",
    title: "Activation: what follows each hidden unit’s sum",
    text: "Without it, layers put together would be no more than one weighted sum, and every border flat.",
    controls: [
      {
        name: "activation",
        label: "Activation",
        kind: "choice",
        options: [
          {
            value: "relu",
            label: "ReLU",
            text: "Rectified linear unit: passes on what is above 0, and 0 otherwise. Quick, but a unit that is 0 for every point gets no gradient: it is dead. In a later layer it may come back, when the layer before gives it other inputs."
          },
          {
            value: "leaky relu",
            label: "Leaky ReLU",
            text: "A hundredth of what is below 0 still passes, so no unit dies."
          },
          {
            value: "tanh",
            label: "tanh",
            text: "A smooth bend between −1 and 1. Far from 0 it is flat, and learning slow."
          },
          {
            value: "sigmoid",
            label: "sigmoid",
            text: "A smooth bend between 0 and 1; its slope is never above a quarter, so gradients shrink from layer to layer, unless the weights are large."
          },
          {
            value: "linear",
            label: "none",
            text: "The sum goes on as it is. However many layers, the border stays a flat plane."
          }
        ]
      }
    ],
    picture: "activation"
  },
  {
    id: "init",
    chip: "First weights",
    title: "First weights: where training starts",
    text: "They are drawn at random, so that the units of a layer differ. Too large or too small, and signals grow or fade from layer to layer. The seed decides which ones are drawn.",
    controls: [
      {
        name: "init",
        label: "First weights",
        kind: "choice",
        options: [
          {
            value: "uniform",
            label: "uniform",
            text: "Evenly from −0.5 to 0.5, whatever the layer’s size: the lesson’s."
          },
          {
            value: "he",
            label: "He",
            text: "He et al. (2015): variance 2 / inputs. Keeps the size of signals through ReLU layers."
          },
          {
            value: "glorot",
            label: "Glorot",
            text: "Glorot and Bengio (2010): variance 2 / (inputs + units). Keeps it through tanh layers, both ways."
          },
          {
            value: "zero",
            label: "all 0",
            text: "Every unit of a layer gets the same gradient and stays a copy of the others. With ReLU the weights do not move at all."
          }
        ]
      },
      { name: "seed", label: "Seed of the weights", kind: "number" }
    ],
    picture: "spread"
  },
  {
    id: "optimizer",
    chip: "Optimizer",
    title: "Optimizer: how a gradient becomes a step",
    text: "Each goes 40 steps from the same place into the same long valley, where one direction is steep and the other is not.",
    controls: [
      {
        name: "optimizer",
        label: "Optimizer",
        kind: "choice",
        options: [
          {
            value: "sgd",
            label: "SGD",
            text: "Stochastic gradient descent: one step straight down the gradient of each batch."
          },
          {
            value: "momentum",
            label: "Momentum",
            text: "Keeps nine tenths of the last step and adds the new one: faster along valleys, swinging across them."
          },
          {
            value: "rmsprop",
            label: "RMSprop",
            text: "Divides each weight’s step by the size its gradient has had lately: steep and gentle directions move alike."
          },
          { value: "adam", label: "Adam", text: "RMSprop with momentum, both corrected for starting at 0." }
        ]
      }
    ],
    picture: "valley"
  },
  {
    id: "epochs",
    chip: "Epochs",
    title: "Epochs and batches: how often a step is taken",
    text: "An epoch goes once through all points. They come in batches: after each batch the network takes one step, against the mean gradient of that batch. This is stochastic gradient descent: small batches give many rough steps, large ones few smooth steps. Act 1 took all its samples as one batch. Shuffled points make other batches in every epoch, so that none is met again and again.",
    controls: [
      { name: "epochs", label: "Epochs", kind: "number" },
      { name: "batch", label: "Points per batch", kind: "number" },
      { name: "shuffle", label: "Shuffle before each epoch", kind: "flag" }
    ],
    picture: "batches"
  },
  {
    id: "penalty",
    chip: "L1, L2",
    title: "Penalties: L1 and L2",
    text: "They add a cost for large weights to the loss, so that a weight has to earn its size. L1 costs its absolute value and pulls with the same force however small it is: many weights end at 0 or very near it. L2 costs its square and pulls the harder, the larger it is: weights become small, hardly any 0. The bars are this network’s weights, now.",
    controls: [
      { name: "l1", label: "L1", kind: "number" },
      { name: "l2", label: "L2", kind: "number" }
    ],
    picture: "weights"
  },
  {
    id: "lr",
    chip: "",
    title: "Learning rate: how far each step goes",
    text: "With SGD a step is the gradient multiplied by the learning rate, taken downhill; the other optimizers reshape the gradient first. Small ones creep; too large ones jump over the bottom, back and forth, or out of the valley. Here: twelve steps down a curve, with your learning rate.",
    controls: [{ name: "lr", label: "Learning rate", kind: "number" }],
    picture: "slope"
  },
  {
    id: "cube",
    chip: "",
    title: "What the cube shows",
    text: "A body is the decision region of a class: every place in the cube where the network says that class. What is left clear is the last class’s. A point has the colour and shape of its own class; a cross marks one of which the network says another. A ReLU unit of the first layer is 0 on one side of a plane and rises on the other: along that plane it folds space. Between its folds the network is one weighted sum, so a body’s faces are flat. The pale line is the cut, the plane that the network’s little pictures show.",
    now: true,
    controls: [],
    picture: "planes"
  }
];

const steps = (/** @type {number} */ n, /** @type {(k: number) => number} */ value) =>
  Array.from({ length: n }, (_, k) => value(k));

/** The sliders: setting, label, its values, and the card that explains it. */
export const SLIDERS = [
  {
    name: "lr",
    label: "Learning rate",
    card: "lr",
    values: [1e-4, 3e-4, 0.001, 0.002, 0.003, 0.005, 0.007, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 3, 10]
  },
  { name: "batch", label: "Batch", card: "epochs", values: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 10_000] },
  { name: "noise", label: "Noise", card: "points", values: steps(31, (k) => k / 20) },
  { name: "units", label: "Units", card: "layers", values: steps(16, (k) => k + 1) },
  { name: "seed", label: "Seed", card: "init", values: steps(100, (k) => k) }
];

/**
 * The setting as a slider counts it; of the units those of the first layer.
 * @param {any} settings
 * @param {string} name
 */
export const counted = (settings, name) => (name === "units" ? settings.units[0] : settings[name]);

/**
 * The change that a slider's value stands for; units are set in every hidden layer.
 * @param {any} settings
 * @param {string} name
 * @param {number} value
 */
export const meant = (settings, name, value) => ({
  [name]: name === "units" ? settings.units.map(() => value) : value
});

/** The position of the value nearest to one. @param {number[]} values @param {number} value */
export function nearest(values, value) {
  let best = 0;
  values.forEach((v, i) => {
    if (Math.abs(v - value) < Math.abs(values[best] - value)) best = i;
  });
  return best;
}

/** The first sentence of a text. @param {string} text */
export const firstSentence = (text) => text.slice(0, text.search(/\.(\s|$)/) + 1);

/** What a chip shows of a card's settings. @param {string} id @param {any} settings */
export function summary(id, settings) {
  const option = (/** @type {string} */ name) =>
    CARDS.flatMap((card) => card.controls)
      .find((c) => c.name === name)
      ?.options?.find((o) => o.value === settings[name])?.label ?? "";
  /** @type {Record<string, () => string>} */
  const shown = {
    points: () => (settings.data === "csv" ? "your file" : settings.samples.toLocaleString("en")),
    layers: () => settings.units.join(", ") || "none",
    epochs: () => String(settings.epochs),
    penalty: () => [settings.l1, settings.l2].map((v) => String(v)).join(", ")
  };
  return shown[id]?.() ?? option(id);
}

/** Which settings are idle with the data set chosen. @param {any} settings @param {readonly string[]} manyClasses */
export function idle(settings, manyClasses) {
  if (settings.data === "csv") return ["samples", "test_samples", "classes", "noise"];
  return manyClasses.includes(settings.data) ? [] : ["classes"];
}
