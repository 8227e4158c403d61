FROM a:1
RUN apk add a && apk update
