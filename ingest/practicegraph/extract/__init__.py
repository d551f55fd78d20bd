"""From a document to the practices it states."""
