package ai.kamiyo.architecture.planted.names.domain.common;

/** Planted: in a package that is named by nothing. */
public final class Anything {}
