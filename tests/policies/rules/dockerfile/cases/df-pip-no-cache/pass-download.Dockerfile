FROM a:1
RUN pip download a
