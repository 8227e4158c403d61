FROM a:1
RUN python3 -m pip install flask
