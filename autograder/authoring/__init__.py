"""What authors use: the parts of exercises and chapters, building notebooks from them, proving checks."""
