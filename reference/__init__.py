"""What the law changes and code does not: units, names, targets, measures and boundaries, each row with its source."""
