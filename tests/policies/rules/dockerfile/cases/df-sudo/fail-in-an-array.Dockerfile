FROM debian:12.7
RUN ["/bin/sh", "-c", "sudo chown app /srv"]
