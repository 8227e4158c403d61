FROM node:22
EXPOSE 8080
HEALTHCHECK CMD curl -f http://localhost:8080/ready
