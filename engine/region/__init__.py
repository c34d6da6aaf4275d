"""Act 2: data sets, the film of a run, proof, and what is taken away. Training for the eye is in assets/region/trainer."""
