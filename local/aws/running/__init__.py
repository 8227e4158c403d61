"""Running functions: invocations of real images, with what AWS writes down about each."""
