FROM a:1
RUN pip install -r requirements.txt && npm ci && npm install && pip install . ./b.whl && apt-get install ./c.deb
