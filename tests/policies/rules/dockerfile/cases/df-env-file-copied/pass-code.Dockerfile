FROM node:22
COPY --from=build /app/environment.js /app/env /app/
