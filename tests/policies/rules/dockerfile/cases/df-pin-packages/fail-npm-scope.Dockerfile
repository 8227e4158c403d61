FROM a:1
RUN npm i -g @a/b
