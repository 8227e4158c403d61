FROM debian:12
RUN apt-get update && apt-get install -y build-essential=12.9
