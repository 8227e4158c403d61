"""The engine's door: the only importer of `pulumi.automation`."""
