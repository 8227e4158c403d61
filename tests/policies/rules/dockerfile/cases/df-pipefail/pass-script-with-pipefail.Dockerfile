FROM debian:12.7
RUN bash -o pipefail -c 'curl https://example.com/list | sort > /list'
