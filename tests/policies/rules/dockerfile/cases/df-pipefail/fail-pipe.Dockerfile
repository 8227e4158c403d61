FROM a:1
RUN wget -O - https://example.com | wc -l
