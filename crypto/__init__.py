"""Keys, seals, records that hold sealed text, and the transparency log's tree."""
