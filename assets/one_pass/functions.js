// The element-wise operations of the pass: how each is written ({0}, {1} are the arguments, {name} a parameter) and what
// it computes. The twin of engine/one_pass/functions.py.

const sigmoid = (/** @type {number} */ x) => 1 / (1 + Math.exp(-x));

/** Name to [text, function]; the function is given the arguments, then the parameters by name. @type {Record<string, [string, (...given: any[]) => number]>} */
export const ELEMENTWISE = {
  copy: ["{0}", (a) => a],
  subtract: ["{0} − {1}", (a, b) => a - b],
  multiply: ["{0} × {1}", (a, b) => a * b],
  divide: ["{0} / {1}", (a, b) => a / b],
  exp: ["exp({0})", Math.exp],
  exp_minus: ["exp({0} − {1})", (a, b) => Math.exp(a - b)],
  neg_log: ["−ln({0})", (p) => -Math.log(p)],
  clip: ["{0} kept between ε and 1 − ε", (p, { low, high }) => Math.min(Math.max(p, low), high)],
  relu: ["max(0, {0})", (h) => (h > 0 || Number.isNaN(h) ? h : 0)],
  leaky_relu: ["{0} if positive, else {slope} × {0}", (h, { slope }) => (h > 0 ? h : slope * h)],
  tanh: ["tanh({0})", Math.tanh],
  sigmoid: ["1 / (1 + exp(−({0})))", sigmoid],
  relu_grad: ["1 if {0} > 0, else 0", (h) => (h > 0 ? 1 : 0)],
  leaky_relu_grad: ["1 if {0} > 0, else {slope}", (h, { slope }) => (h > 0 ? 1 : slope)],
  tanh_grad: ["1 − ({0})²", (a) => 1 - a ** 2],
  sigmoid_grad: ["{0} × (1 − {0})", (a) => a * (1 - a)],
  error_share: ["({0} − {1}) / {n}", (yHat, y, { n }) => (yHat - y) / n],
  step: ["{0} − {2} × {1}", (w, grad, lr) => w - lr * grad]
};
