"""Bytes to Document: encodings, formats, titles, dates, sections and boilerplate zones."""
