package ai.kamiyo.domain.risk;

/**
 * What was observed, older years weighing less.
 *
 * @param events how many exploits
 * @param exposure in how many protocol-years
 */
public record Tally(double events, double exposure) {
  static final Tally NOTHING = new Tally(0, 0);

  public Tally {
    if (!(events >= 0 && exposure >= 0)) {
      throw new IllegalArgumentException("a tally is not negative");
    }
  }

  Tally plus(Tally other) {
    return new Tally(events + other.events, exposure + other.exposure);
  }

  /** The rate drawn towards another one, which weighs as much as so many expected events. */
  double shrunk(double towards, double weight) {
    return (events + weight) / (exposure + weight / towards);
  }
}
