"""What the newsgroups' classifier and the practice's share: batches, a training as events, measures, Naive Bayes."""
