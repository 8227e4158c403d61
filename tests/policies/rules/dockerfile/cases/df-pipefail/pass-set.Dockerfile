FROM a:1
RUN set -euo pipefail; a | b
