"""From the store's facts to the figures an officer reads: units in time, measures, targets, completeness, downloads."""
