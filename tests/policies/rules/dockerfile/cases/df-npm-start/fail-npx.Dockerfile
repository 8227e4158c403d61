FROM node:22
CMD ["/usr/bin/npx", "tsx", "a.ts"]
