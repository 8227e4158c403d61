FROM a:1
RUN gem install a:1 b
