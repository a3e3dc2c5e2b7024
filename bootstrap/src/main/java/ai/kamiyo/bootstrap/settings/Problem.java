package ai.kamiyo.bootstrap.settings;

/**
 * Something wrong with the settings, in words that an operator can act on and without any secret.
 *
 * @param subject the variable, or the file and line, that it is about
 * @param message what is wrong and what would be accepted
 * @param grave whether even development refuses to go on
 */
public record Problem(String subject, String message, boolean grave) {
  static Problem of(String subject, String message) {
    return new Problem(subject, message, false);
  }

  static Problem grave(String subject, String message) {
    return new Problem(subject, message, true);
  }

  @Override
  public String toString() {
    return subject + ": " + message;
  }
}
