FROM node:22
RUN cd /a; \
  test -f b && sudo -u node make
