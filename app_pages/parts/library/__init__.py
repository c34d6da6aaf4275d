"""The views of the library page."""
