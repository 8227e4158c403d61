FROM debian:12.7
RUN pip install git+ssh://git@example.com/team/tool.git@v1.2
