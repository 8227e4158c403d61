"""The embedded platform: an engine, a builder, a registry and a cluster from package registries."""
