"""Terms: looking them up, linking them, asking for them."""
