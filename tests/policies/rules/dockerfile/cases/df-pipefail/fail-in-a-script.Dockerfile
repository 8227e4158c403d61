FROM debian:12.7
RUN sh -c 'curl https://example.com/list | sort > /list'
