FROM debian:12.7
RUN bash -ec 'echo one; sudo chown app /srv'
