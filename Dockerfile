# One image, a command a service: docker build -t rejoinder:local . (after ./rejoinder has built the distribution)
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}

# The folders belong to the user, so that volumes mounted there do too.
RUN useradd --system --uid 10001 --home-dir /var/lib/rejoinder --shell /usr/sbin/nologin rejoinder \
    && mkdir -p /var/lib/rejoinder/inbox /var/lib/rejoinder/state \
    && chown -R rejoinder: /var/lib/rejoinder

COPY services/app/target/dist/lib /opt/rejoinder/lib
COPY services/app/src/main/resources/demo /opt/rejoinder/demo
COPY services/app/src/main/docker /opt/rejoinder/bin

USER rejoinder
WORKDIR /var/lib/rejoinder
ENV REJOINDER_INBOX=/var/lib/rejoinder/inbox \
    REJOINDER_DATA=/var/lib/rejoinder/state \
    REJOINDER_HOST=0.0.0.0 \
    REJOINDER_PORT=8080

ENTRYPOINT ["/opt/rejoinder/bin/start"]
CMD ["--help"]
