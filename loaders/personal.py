"""Tells a list of applications (names, addresses, phones of people) from a summary, by its column headings alone."""

from loaders.dossiers.heading import is_about_a_person, is_list_of_people

__all__ = ["is_about_a_person", "is_list_of_people"]
