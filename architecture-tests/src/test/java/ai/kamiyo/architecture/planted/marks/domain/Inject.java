package ai.kamiyo.architecture.planted.marks.domain;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Planted: an annotation that wires. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Inject {}
