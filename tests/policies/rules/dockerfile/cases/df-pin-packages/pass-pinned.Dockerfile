FROM a:1
RUN apt-get install -y curl=7.* && apk add --no-cache "a=1" b~=2 && pip install c==1 "d[e]>=2" && npm install -g f@1 @g/h@2 && gem install i:1
