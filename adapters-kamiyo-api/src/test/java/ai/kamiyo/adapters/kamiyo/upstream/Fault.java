package ai.kamiyo.adapters.kamiyo.upstream;

import java.io.IOException;

/** A way in which an answer goes wrong; {@link Faults} and {@link BadLine} have the known ones. */
@FunctionalInterface
public interface Fault {
  void answer(Exchange exchange) throws IOException, InterruptedException;
}
