FROM a:1
RUN apk update && apk add a && yum -y update && yum install -y b
