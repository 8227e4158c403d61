FROM debian:12.7
RUN pip install git+https://example.com/team/tool.git
