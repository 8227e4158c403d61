FROM node:22
EXPOSE 8080/tcp
HEALTHCHECK CMD ["curl", "http://localhost/health"]
