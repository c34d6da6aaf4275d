"""What can be taken away, made one way for all acts: notebooks, arrays, tables, pages that work by themselves."""
