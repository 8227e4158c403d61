FROM node:22
RUN --mount=type=secret,id=aws aws configure set aws_access_key_id "$(cat /run/secrets/aws)"
