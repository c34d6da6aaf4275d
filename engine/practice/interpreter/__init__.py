"""Carries a learner's statements out, without Python's own `exec`: a small part of Python, on a handful of newswires.

Text is parsed by `ast`, and each node is carried out here by the rules that stand here: nothing of a learner's is ever
compiled, and no attribute of a real object is ever looked up by a learner's name. Arrays are NumPy arrays of a sample
of rows (`sampled`); modules, layers, models and histories are values of our own (`objects`); what Keras' names take is
read from a file (`catalogue`). Steps, sizes and time are bounded (`budget`).

`statements` and `expressions` go through the nodes; `calls` and `attributes` find who knows what is called: Python's
own (`python_calls`, `going_through`), NumPy's (`array_calls`), Keras' (`keras_calls`, `nets`, `outputs`,
`training_calls`), scikit-learn's (`splits`), TensorFlow's data sets (`streams`), the learner's own classes (`classes`).
"""
