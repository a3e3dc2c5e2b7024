package ai.kamiyo.adapters.mcp.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the SDK's engine is to answer next, decided before it is asked: it carries results, and what
 * they are is not its affair.
 *
 * @param session the id of the session, for an initialize the one it is to open
 * @param work the result, or nothing if the call was cancelled; throws {@code ProtocolError}
 */
public record Turn(String session, Supplier<Optional<ObjectNode>> work) {
  /** The turn of the request that this thread handles. */
  static final ScopedValue<Turn> CURRENT = ScopedValue.newInstance();

  /** Has the engine handle the request, all of it on this thread. */
  public void take(Handover handover) throws IOException, ServletException {
    try {
      ScopedValue.where(CURRENT, this)
          .call(() -> {
            handover.run();
            return this;
          });
    } catch (IOException | ServletException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a servlet throws nothing else", e);
    }
  }

  /** Handing the request to a servlet of the engine's. */
  @FunctionalInterface
  public interface Handover {
    void run() throws IOException, ServletException;
  }
}
