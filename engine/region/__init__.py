"""Act 2: data sets, the lesson's run, the proof, what is taken away. What trains for the eye: assets/region/trainer."""
