FROM a:1
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
RUN a | b
