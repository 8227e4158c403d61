FROM a:1
RUN x && python3 -m pip install -r a
