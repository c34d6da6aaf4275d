"""The views of the newsgroups page, one idea each, and what they share."""
