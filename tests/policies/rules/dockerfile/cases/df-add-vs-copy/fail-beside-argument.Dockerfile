FROM debian:12.7
ARG SOURCE
ADD $SOURCE /srv/
ADD app.py /srv/
