package ai.kamiyo.bootstrap.settings;

/** A text that is no value of its kind. */
final class Unacceptable extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Names the offending part.
   *
   * @param part the part of the text that is wrong; quoted to the operator if its kind allows
   */
  Unacceptable(String part) {
    super(part, null, false, false);
  }

  String part() {
    return String.valueOf(getMessage());
  }
}
