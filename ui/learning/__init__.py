"""The parts of the Learn page: the course, a lesson's step with its desk, and what a class handed in."""
