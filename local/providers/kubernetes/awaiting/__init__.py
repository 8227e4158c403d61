"""When an object counts as ready: one pure function per kind, and one thin watcher."""
