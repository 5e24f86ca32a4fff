"""The trusted side: owns the checks, the expected values, the clock and the verdict."""
