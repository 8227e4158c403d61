FROM node:22
RUN true && aws configure set aws_secret_access_key $X
