"""An output to bytes: pure, and nothing is published while one of them has an error."""
