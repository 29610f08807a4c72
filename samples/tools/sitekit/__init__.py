"""The parts of the sample site's generator."""
