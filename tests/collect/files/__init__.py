"""Reading what people have: whole folders in, whole snapshots out."""
