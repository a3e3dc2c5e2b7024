package ai.kamiyo.adapters.billing.web;

/** A request that says nothing that can be read, and how to tell its sender. */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String problem;

  private Unreadable(int status, String code, String problem) {
    super(problem);
    this.status = status;
    this.code = code;
    this.problem = problem;
  }

  static Unreadable malformed(String problem) {
    return new Unreadable(400, "invalid_argument", problem);
  }

  static Unreadable tooLarge() {
    return new Unreadable(413, "too_large", "A request has at most 1 MiB.");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String problem() {
    return problem;
  }
}
