FROM a:1
SHELL ["pwsh", "-c"]
RUN a | b
