package ai.kamiyo.architecture.planted.names.domain.access;

/** Planted: a port that only the application implements. */
public interface RateLimiter {
  /** Planted: an empty word at the end of a nested name. */
  interface RateLimiterPort {}
}
