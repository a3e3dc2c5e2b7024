package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.DirectoryEntry;
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

  /** The protocol of this name or alias; empty if we know none. */
  Optional<DirectoryEntry> find(String name) {
    return Optional.ofNullable(byName.get(Names.key(name)));
  }
}
