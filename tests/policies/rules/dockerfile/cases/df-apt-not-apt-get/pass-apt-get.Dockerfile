FROM a:1
RUN apt-get update && apt-cache policy && apt-mark hold a
