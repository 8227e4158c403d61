FROM node:22
COPY --chown=1000 id_rsa /root/.ssh/id_rsa
