# The first stage builds, the second carries only what runs: Python, the program and its libraries.
# The program writes to /data and nowhere else, so the root file system may be read-only.

FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY handlers ./handlers
COPY locales ./locales
COPY sandbox ./sandbox
RUN pip wheel --wheel-dir /wheels '.[postgres]'
# Without pip in it; pip writes the bytecode too, which nobody could write later.
RUN python -m venv --without-pip /opt/otklik \
    && pip --python /opt/otklik/bin/python install --no-index --no-deps /wheels/*.whl

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Otklik" \
      org.opencontainers.image.description="A self-hosted bot that keeps brands from ignoring their customers" \
      org.opencontainers.image.licenses="MIT"
# The image comes without the standard library's bytecode: made once here, not at every start.
RUN python -m compileall -q -x '/(test|idlelib|site-packages)/' /usr/local/lib/python3.13 \
    && groupadd --gid 10001 otklik \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data \
        --shell /usr/sbin/nologin otklik \
    && install -d -o 10001 -g 10001 -m 0700 /data
COPY --from=build /opt/otklik /opt/otklik
# All other settings come from outside; LISTEN is what EXPOSE and HEALTHCHECK count on.
ENV PATH=/opt/otklik/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    LISTEN=0.0.0.0:8080 \
    DATABASE_URL=sqlite+aiosqlite:////data/otklik.db
WORKDIR /data
VOLUME /data
USER 10001:10001
EXPOSE 8080
# Without a proxy, whatever the environment says: the address is this container's own.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-I", "-c", "from urllib.request import ProxyHandler, build_opener; build_opener(ProxyHandler({})).open('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["otklik"]
CMD ["run"]
