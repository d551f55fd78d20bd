"""Tables, row by row: what their columns hold, and what a row says of its data, vendor or cookie."""
