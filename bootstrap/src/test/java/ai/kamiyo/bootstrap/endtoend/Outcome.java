package ai.kamiyo.bootstrap.endtoend;

/** What a command that has ended left behind. */
public record Outcome(int exit, String out, String err) {
  public String all() {
    return out + err;
  }

  /** What the JVM and its launcher say by themselves is not the program's. */
  public String errWithoutNotices() {
    return String.join(
        "\n", err.lines().filter(line -> !Server.isNotice(line) && !line.isBlank()).toList());
  }
}
