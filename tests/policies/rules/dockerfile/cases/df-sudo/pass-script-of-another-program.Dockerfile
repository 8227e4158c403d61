FROM debian:12.7
RUN python3 -c 'sudo = 1'
