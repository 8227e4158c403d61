FROM a:1
RUN echo apt install
