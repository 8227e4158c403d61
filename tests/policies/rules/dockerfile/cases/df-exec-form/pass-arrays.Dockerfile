FROM node:22
ENTRYPOINT ["node"]
CMD [ "a.mjs" ]
