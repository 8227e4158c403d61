FROM node:22
ADD git@git.example.com:a/b.git /b
