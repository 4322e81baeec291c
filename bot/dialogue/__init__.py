"""What shall happen next? Pure: a turn in, a decision out; no clock, store, channel or chance."""
