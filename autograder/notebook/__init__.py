"""What students use in their own kernel."""
