FROM a:1
RUN echo "a | b"
