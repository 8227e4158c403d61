FROM a:1
RUN apt-get update && apk add b
