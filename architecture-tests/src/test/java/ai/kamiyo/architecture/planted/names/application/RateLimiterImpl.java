package ai.kamiyo.architecture.planted.names.application;

import ai.kamiyo.architecture.planted.names.domain.access.RateLimiter;

/** Planted: an implementation outside the adapters, and an empty word. */
public final class RateLimiterImpl implements RateLimiter {}
