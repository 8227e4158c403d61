FROM rust:1
RUN cd /a && cargo build --release
