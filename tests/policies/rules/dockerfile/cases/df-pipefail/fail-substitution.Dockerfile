FROM a:1
RUN X="$(a | b)"; c
