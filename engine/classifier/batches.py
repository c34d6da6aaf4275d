"""Batches of sparse rows for Keras: gathered by TensorFlow's own threads while the model is busy with the last ones."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import tensorflow as tf
    from scipy.sparse import csr_array


def batches(X: "csr_array", y: "np.ndarray", batch: int = 128, shuffle: bool = False) -> "tf.data.Dataset":
    """Batches of a sparse matrix and its targets, in a new order each epoch if shuffle is set.

    The order drawn is the one `Sequential.fit` draws from the same seed when it is given X and y whole.
    Shapes: X (documents, columns), y (documents, classes) -> sparse (batch, columns) and (batch, classes); the last
    batch of an epoch may be smaller.
    """
    import tensorflow as tf

    n, columns = X.shape
    starts, sizes = tf.constant(X.indptr[:-1], tf.int64), tf.constant(X.indptr[1:] - X.indptr[:-1], tf.int64)
    indices, values, targets = tf.constant(X.indices, tf.int64), tf.constant(X.data), tf.constant(y)

    def order(_):
        numbers = tf.range(n, dtype=tf.int64)
        if shuffle:
            numbers = tf.random.shuffle(numbers)
        return numbers

    def rows(numbers):
        size = tf.gather(sizes, numbers)  # (batch,)
        row = tf.repeat(tf.range(tf.size(numbers, tf.int64)), size)  # (entries,)
        shift = tf.gather(starts, numbers) - tf.cumsum(size, exclusive=True)  # (batch,)
        entry = tf.gather(shift, row) + tf.range(tf.size(row, tf.int64))  # (entries,)
        where = tf.stack([row, tf.gather(indices, entry)], axis=1)  # (entries, 2)
        sparse = tf.SparseTensor(where, tf.gather(values, entry), (tf.size(numbers, tf.int64), columns))
        return sparse, tf.gather(targets, numbers)

    orders = tf.data.Dataset.range(1).map(order)
    numbers = orders.flat_map(lambda order: tf.data.Dataset.from_tensor_slices(order).batch(batch))
    made = numbers.map(rows).prefetch(2)
    return made.apply(tf.data.experimental.assert_cardinality(-(-n // batch)))
