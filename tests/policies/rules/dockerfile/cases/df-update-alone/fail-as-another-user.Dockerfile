FROM debian:12.7
RUN sudo -u root apt-get update
