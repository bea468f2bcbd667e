"""Who is named and described in an article, and whom a phrase means."""
