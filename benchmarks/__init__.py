"""How long the product takes beside the plain libraries it stands on, measured in one run."""
