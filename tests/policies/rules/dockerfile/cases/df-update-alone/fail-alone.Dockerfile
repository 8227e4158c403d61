FROM a:1
RUN apt-get update
RUN apt-get install -y a
