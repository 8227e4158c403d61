FROM a:1
RUN apt-get update && apt install -y a
