FROM a:1
RUN --mount=type=cache,target=/x pip install a
