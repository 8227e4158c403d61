FROM debian:12.7
RUN set +o pipefail; sort /list | uniq > /short
