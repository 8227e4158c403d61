FROM debian:12.7
RUN sh -c "apt-get update"
