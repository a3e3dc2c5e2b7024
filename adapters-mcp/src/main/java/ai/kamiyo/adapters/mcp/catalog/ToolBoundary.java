package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.InvalidArgument;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one place that catches whatever a tool throws. A caller gets an incident number, the log gets
 * the failure; a call that was cancelled gets no result at all.
 */
public final class ToolBoundary {
  private static final Caller NOBODY = new Caller.Anonymous("", "");

  private ToolBoundary() {}

  /** The tool's result or refusal; throws {@link CancellationException} and nothing else. */
  public static ToolResult call(ToolDefinition tool, ObjectNode arguments, Caller caller) {
    return call(tool, arguments, () -> caller);
  }

  /** The same where who calls is only found out for a tool that needs to know. */
  public static ToolResult call(
      ToolDefinition tool, ObjectNode arguments, Supplier<Caller> caller) {
    try {
      return perform(tool, arguments, caller);
    } catch (CancellationException cancelled) {
      throw cancelled;
    } catch (Throwable failure) { // an Error too must not leave the caller without an answer
      return failed("in tool " + tool.name(), failure);
    }
  }

  /** The refusal that tells of a failure, unless it came of a cancellation, which is thrown. */
  static ToolResult failed(String where, Throwable failure) {
    if (Thread.currentThread().isInterrupted()) {
      throw (CancellationException) new CancellationException("interrupted").initCause(failure);
    }
    return Refusals.internal(logged(where, failure));
  }

  private static ToolResult perform(
      ToolDefinition tool, ObjectNode arguments, Supplier<Caller> caller) {
    ToolHandler.Prepared call;
    try {
      call = tool.handler().read(new Arguments(arguments, names(tool)));
    } catch (InvalidArgument invalid) {
      return Refusals.invalid(invalid);
    }
    return call.perform(tool.needs().isPresent() ? caller.get() : NOBODY);
  }

  private static List<String> names(ToolDefinition tool) {
    return List.copyOf(tool.inputSchema().path("properties").propertyNames());
  }

  /** Logs a failure under a new incident number and returns the number. */
  public static String logged(String where, Throwable failure) {
    String incident = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 12);
    System.getLogger("ai.kamiyo.mcp")
        .log(Level.ERROR, () -> "Incident " + incident + " " + where, failure);
    return incident;
  }
}
