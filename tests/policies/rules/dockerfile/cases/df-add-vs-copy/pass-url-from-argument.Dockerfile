FROM debian:12.7
ARG SOURCE=https://example.com/data
ADD $SOURCE /srv/
