package ai.kamiyo.architecture.planted.tests;

import org.junit.jupiter.api.Test;

/** Planted: a suite that leaves one thing open. */
abstract class PlantedContract {
  abstract void breakTheSource();

  @Test
  void switchedOff() {}
}
