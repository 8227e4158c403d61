FROM a:1
RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update && apt-get install -y a
