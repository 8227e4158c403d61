FROM node:22
ADD ["./.npmrc", "/root/"]
