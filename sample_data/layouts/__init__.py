"""One writer a layout: rows of figures in, the grid an office would send out."""
