FROM debian:12.7
RUN ["printf", "%s", "left | right"]
