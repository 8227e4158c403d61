FROM a:1
RUN pip install a
