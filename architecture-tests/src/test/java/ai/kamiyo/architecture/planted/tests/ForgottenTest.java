package ai.kamiyo.architecture.planted.tests;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** Planted: what looks like tests, one without its mark, one that switches another off. */
@Tag("planted")
abstract class ForgottenTest extends PlantedContract {
  @BeforeEach
  void prepare() {}

  void forgotten() {}

  @Override
  void switchedOff() {}

  @Override
  void breakTheSource() {}
}
