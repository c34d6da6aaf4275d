# The app as a container: docker build -t glassnet . && docker run --rm -p 8501:8501 glassnet
FROM python:3.12-slim
RUN apt-get update && apt-get install --yes --no-install-recommends make && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home glassnet && install --directory --owner glassnet /home/glassnet/app
USER glassnet
WORKDIR /home/glassnet/app
COPY --chown=glassnet Makefile requirements.txt requirements.lock ./
RUN make .venv/.app PYTHON=python3
COPY --chown=glassnet . .
EXPOSE 8501
HEALTHCHECK --start-period=60s CMD [".venv/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/health')"]
CMD ["make", "run", "ADDRESS=0.0.0.0"]
