FROM a:1
RUN apt-get update && apt-get install -y --no-install-recommends curl=1 git
