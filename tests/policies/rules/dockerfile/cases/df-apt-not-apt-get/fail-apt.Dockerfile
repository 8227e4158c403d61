FROM a:1
RUN apt update
