FROM debian:12.7
RUN pip install flask==3.0.3 && export PIP_NO_CACHE_DIR=1
