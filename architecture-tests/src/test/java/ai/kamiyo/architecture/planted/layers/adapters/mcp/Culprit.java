package ai.kamiyo.architecture.planted.layers.adapters.mcp;

import org.junit.jupiter.api.TestInfo;

/** Planted: reaches where its layer must not, and uses a library that it must not. */
public interface Culprit {
  ai.kamiyo.architecture.planted.layers.adapters.kamiyo.Culprit reach();

  TestInfo library();
}
