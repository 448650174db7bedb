"""PDF: taken apart in a process of its own, laid out here."""
