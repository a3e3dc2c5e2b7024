package ai.kamiyo.bootstrap.doctor;

import java.util.Locale;

/** One thing that was checked, and how it stands. */
public record Finding(String check, State state, String detail) {
  /** A failed check means that a start would fail; a warning, that something works less well. */
  public enum State {
    OK,
    NOTE,
    WARNING,
    FAILED;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
