package ai.kamiyo.architecture.planted.layers.elsewhere;

/** Planted: lives in no layer. */
public interface Culprit {}
