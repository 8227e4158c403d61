FROM debian:12.7
RUN gem install nokogiri -- -v 1
