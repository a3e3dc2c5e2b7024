package ai.kamiyo.adapters.persistence.journal;

/** A journal line that is whole and yet not understood: a newer version wrote it. */
final class UnknownLine extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownLine(IllegalArgumentException cause) {
    super("a journal line of a newer version", cause);
  }
}
