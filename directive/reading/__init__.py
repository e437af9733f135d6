"""Reading a document: from its words to instructions, each finding with its span."""
