"""What the synthetic province does, month by month: figures only, no layout."""
