FROM a:1
RUN DEBIAN_FRONTEND=noninteractive apt install -y a
