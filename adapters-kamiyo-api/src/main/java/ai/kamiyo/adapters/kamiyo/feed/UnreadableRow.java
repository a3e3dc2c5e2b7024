package ai.kamiyo.adapters.kamiyo.feed;

/**
 * A row that is no report of an exploit: something it cannot do without is missing or malformed.
 */
final class UnreadableRow extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableRow(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
