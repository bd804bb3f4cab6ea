"""What every figure says, and what says it: the heart of Factbox."""
