FROM a:1
RUN case "$x" in a|b) c ;; esac
