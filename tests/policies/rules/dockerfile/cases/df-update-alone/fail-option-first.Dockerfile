FROM a:1
RUN yum -y update
