package ai.kamiyo.architecture.planted.money.domain;

import java.util.List;
import java.util.Map;

/** Planted: money as binary fractions. */
public record Purse(double usd, Map<String, List<Float>> history) {
  void pay(double... amounts) {}

  Double rate() {
    return 1.0;
  }

  /** Planted: no money, and on the list of what is none. */
  record Cursor(float score) {}
}
