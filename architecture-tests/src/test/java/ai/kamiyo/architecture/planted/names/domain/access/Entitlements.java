package ai.kamiyo.architecture.planted.names.domain.access;

/** Planted: a port that is implemented. */
public interface Entitlements {}
