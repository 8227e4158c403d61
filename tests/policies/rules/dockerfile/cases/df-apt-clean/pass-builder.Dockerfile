FROM a:1 AS b
RUN apt-get update
FROM a:1
