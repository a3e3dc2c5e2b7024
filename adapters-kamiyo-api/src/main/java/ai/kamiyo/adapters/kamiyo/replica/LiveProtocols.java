package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.Amounts;
import ai.kamiyo.adapters.kamiyo.feed.ListedProtocol;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolList;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.risk.Category;
import ai.kamiyo.domain.risk.ProtocolListing;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The list of protocols that was last read from DefiLlama, as one of all lists. */
final class LiveProtocols implements ProtocolLists.Source {
  private final CopyStore<ProtocolList> store;

  LiveProtocols(CopyStore<ProtocolList> store) {
    this.store = store;
  }

  @Override
  public long version() throws IOException {
    return store.version();
  }

  @Override
  public List<ProtocolListing> listings() {
    return store.copy().stream()
        .flatMap(list -> {
          LocalDate day = LocalDate.ofInstant(list.fetchedAt(), ZoneOffset.UTC);
          return list.protocols().stream().map(protocol -> listing(protocol, day));
        })
        .toList();
  }

  private static ProtocolListing listing(ListedProtocol protocol, LocalDate day) {
    return new ProtocolListing(
        LiveFeeds.DEFILLAMA,
        Optional.empty(),
        protocol.listId(),
        protocol.name(),
        protocol.aliases(),
        Optional.of(protocol.category()).filter(c -> !c.isEmpty()).map(Category::of),
        protocol.chains().stream().map(Chains::namedOrNew).distinct().toList(),
        protocol.parent(),
        protocol.tvl().flatMap(Amounts::usd),
        day,
        false);
  }
}
