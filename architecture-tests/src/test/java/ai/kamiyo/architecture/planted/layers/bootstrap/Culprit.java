package ai.kamiyo.architecture.planted.layers.bootstrap;

import org.junit.jupiter.api.TestInfo;

/** Planted: reaches where its layer must not, and uses a library that it must not. */
public interface Culprit {
  ai.kamiyo.architecture.planted.layers.elsewhere.Culprit reach();

  TestInfo library();
}
