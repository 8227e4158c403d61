FROM a:1
RUN --mount=type=cache,target=/root/.cache/pip pip install a
