package ai.kamiyo.architecture.planted.marks.application;

/** Planted: nothing is wrong with it. */
public interface Fine {}
