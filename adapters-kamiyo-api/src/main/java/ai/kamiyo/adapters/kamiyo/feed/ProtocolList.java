package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import java.time.Instant;
import java.util.List;

/**
 * A universe of protocols as it was when it was last read.
 *
 * @param unreadable how many rows are no protocol
 */
public record ProtocolList(
    List<ListedProtocol> protocols, int unreadable, Instant fetchedAt, Validators validators)
    implements Held<ProtocolList> {
  public ProtocolList {
    protocols = List.copyOf(protocols);
  }

  @Override
  public Instant fullAt() {
    return fetchedAt;
  }

  @Override
  public boolean tellsTheSameAs(ProtocolList other) {
    return protocols.equals(other.protocols) && unreadable == other.unreadable;
  }
}
