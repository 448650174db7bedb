"""Tables, and references as lists of fields."""
