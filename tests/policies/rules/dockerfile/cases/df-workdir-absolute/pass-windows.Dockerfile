FROM win:1
WORKDIR C:\\app
