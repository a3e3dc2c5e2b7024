package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.Labelled;

/** What a hazard is made of, in the order in which it is taken into account. */
public enum Factor implements Labelled {
  ALL_PROTOCOLS("the mean rate of all protocols"),
  CATEGORY("what happens to protocols of its category"),
  CHAINS("one chain or several, in general and within the category"),
  SIZE("the dollars that lie in it"),
  OWN_RECORD("its own exploits, weighing half after each two years");

  private final String meaning;

  Factor(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
