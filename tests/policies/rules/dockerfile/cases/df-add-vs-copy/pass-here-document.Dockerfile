FROM node:22
ADD <<EOF /a
hello
EOF
