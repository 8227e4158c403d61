FROM a:1
RUN apk add --virtual .build -X http://x a=1 && pip install --index-url https://x a==1
