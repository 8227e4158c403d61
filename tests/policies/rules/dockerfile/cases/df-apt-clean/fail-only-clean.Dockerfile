FROM a:1
RUN apt-get -qq update && apt-get clean
