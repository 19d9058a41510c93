"""The authorities' own forms going out: filled in from the store, or as workbooks for an office to fill in.

What `loaders.forms` reads is written here, so that each form read back gives the figures it was filled with.
"""
