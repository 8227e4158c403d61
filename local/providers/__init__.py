"""Stand-ins for resource providers whose official plugin cannot be had."""
