FROM debian:12.7
RUN export PIP_NO_CACHE_DIR=1 && pip install flask==3.0.3
