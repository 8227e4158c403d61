"""The stand-in AWS provider, over gRPC and over HTTP, as the engine and AWS see it."""
