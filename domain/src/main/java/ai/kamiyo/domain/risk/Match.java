package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.Labelled;
import java.util.List;

/** What a name turned out to mean. */
public sealed interface Match {
  /** One protocol. */
  record Found(ProtocolHistory history, By by) implements Match {}

  /** Several protocols bear the name. */
  record Several(List<Protocol> candidates) implements Match {
    public Several {
      candidates = List.copyOf(candidates);
    }
  }

  /** None bears it; these names come nearest. */
  record None(List<Protocol> near) implements Match {
    public None {
      near = List.copyOf(near);
    }
  }

  /** What the name is to the protocol. */
  enum By implements Labelled {
    ID,
    NAME,
    ALIAS,
    VERSION,
    NEAR_NAME
  }
}
