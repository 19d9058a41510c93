"""What pages share: language, filters, tables with downloads, charts, maps and cards; only pages may import it."""
