FROM debian:12.7 AS base
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
FROM base
RUN sort /list | uniq > /short
