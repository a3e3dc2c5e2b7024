package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.BundledFeed;
import ai.kamiyo.adapters.kamiyo.feed.DirectoryEntry;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.risk.Category;
import ai.kamiyo.domain.risk.ProtocolListing;
import ai.kamiyo.domain.text.Names;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The protocols we know, found by any of their names whatever its case and punctuation. */
final class Directory {
  private final Map<String, DirectoryEntry> byName = new HashMap<>();

  Directory(Collection<DirectoryEntry> entries) {
    for (DirectoryEntry entry : entries) {
      byName.putIfAbsent(Names.key(entry.name()), entry);
    }
    for (DirectoryEntry entry : entries) {
      byName.putIfAbsent(Names.key(entry.id()), entry);
      entry.aliases().forEach(alias -> byName.putIfAbsent(Names.key(alias), entry));
    }
  }

  /** What our own directory says of a protocol. */
  static ProtocolListing listing(DirectoryEntry entry) {
    return new ProtocolListing(
        "bundled",
        Optional.of(entry.id()),
        Optional.empty(),
        entry.name(),
        entry.aliases(),
        Optional.of(Category.of(entry.category())),
        entry.chains().stream().map(Chains::namedOrNew).toList(),
        entry.parent(),
        Optional.empty(),
        LocalDate.ofInstant(BundledFeed.PUBLISHED, ZoneOffset.UTC),
        true);
  }

  /** The protocol of this name or alias; empty if we know none. */
  Optional<DirectoryEntry> find(String name) {
    return Optional.ofNullable(byName.get(Names.key(name)));
  }
}
