FROM node:22
RUN cat <<EOF > /a.sh
sudo make
EOF
