FROM a:1 AS b
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
FROM a:1
RUN a | b
