package ai.kamiyo.domain.access;

/**
 * An argument that cannot be understood or is out of range. The boundary words it for the caller;
 * it is thrown only before the gate, so it costs neither quota nor a usage row.
 */
public final class InvalidArgument extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String argument;
  private final String problem;
  private final String example;

  /**
   * Says what is wrong with which argument.
   *
   * @param argument the argument's name as the caller spells it
   * @param problem what is wrong, in words a caller can act on
   * @param example a value that would be accepted, or empty if none applies
   */
  public InvalidArgument(String argument, String problem, String example) {
    super(argument + ": " + problem);
    this.argument = argument;
    this.problem = problem;
    this.example = example;
  }

  public String argument() {
    return argument;
  }

  public String problem() {
    return problem;
  }

  public String example() {
    return example;
  }
}
