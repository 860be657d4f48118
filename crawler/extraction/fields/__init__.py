"""What a page says of its report beside text and dates: identity, sections, author, links."""
