FROM node:22
COPY creds /app/creds
ENV GOOGLE_APPLICATION_CREDENTIALS="./app/creds/gcp.json"
