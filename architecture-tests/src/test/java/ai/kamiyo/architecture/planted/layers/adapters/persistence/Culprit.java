package ai.kamiyo.architecture.planted.layers.adapters.persistence;

import org.junit.jupiter.api.TestInfo;

/** Planted: reaches where its layer must not, and uses a library that it must not. */
public interface Culprit {
  ai.kamiyo.architecture.planted.layers.application.Culprit reach();

  TestInfo library();
}
