"""What a statement says, as a signature: read out of its words and the facts around them."""
