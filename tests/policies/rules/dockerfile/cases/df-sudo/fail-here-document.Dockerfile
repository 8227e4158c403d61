FROM node:22
RUN <<EOF
sudo make
EOF
