"""What all tests share: a property is held to what it says, not to how busy the machine is.

`pytest --hypothesis-profile thorough` tries ten times as many examples, where a test sets no number of its own.
"""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=1_000)
settings.load_profile("patient")
