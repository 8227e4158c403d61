FROM a:1
SHELL ["/bin/sh", "-o", "pipefail", "-c"]
RUN a | b
