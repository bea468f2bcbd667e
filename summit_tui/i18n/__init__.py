"""The catalogues of the interface's texts, in English and in Arabic."""

from summit_tui.i18n.catalogue import LANGUAGES, N_, Catalogue, language_of_locale, load_catalogue

__all__ = ["LANGUAGES", "N_", "Catalogue", "language_of_locale", "load_catalogue"]
