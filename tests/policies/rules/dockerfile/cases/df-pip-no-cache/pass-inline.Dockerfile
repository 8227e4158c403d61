FROM a:1
RUN PIP_NO_CACHE_DIR=true pip install a
