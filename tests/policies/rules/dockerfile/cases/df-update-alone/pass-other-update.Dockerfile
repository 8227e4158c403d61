FROM a:1
RUN npm update && ./update
