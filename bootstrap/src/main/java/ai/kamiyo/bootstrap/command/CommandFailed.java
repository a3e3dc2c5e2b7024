package ai.kamiyo.bootstrap.command;

/** A command cannot do what was asked, for the reason the message tells its user. */
final class CommandFailed extends Exception {
  private static final long serialVersionUID = 1L;

  CommandFailed(String reason) {
    super(reason);
  }
}
