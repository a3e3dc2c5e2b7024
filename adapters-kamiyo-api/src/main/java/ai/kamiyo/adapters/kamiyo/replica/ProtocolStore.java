package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.ImportedProtocol;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.risk.Category;
import ai.kamiyo.domain.risk.ProtocolListing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The file of imported protocols under KAMIYO_HOME. Several processes may share it. */
final class ProtocolStore implements ProtocolLists.Source {
  private static final Object WITHIN_PROCESS = new Object();

  private final Path directory;
  private final LinesFile file;

  ProtocolStore(Path home) {
    directory = home.resolve("imported");
    file = new LinesFile(directory.resolve("protocols.jsonl"), "kamiyo-protocols-1");
  }

  /** How many protocols were new, changed, or just as before. */
  record Change(int added, int updated, int unchanged) {}

  /** Puts these beside those that are there; what a list says later goes. */
  Change add(List<ImportedProtocol> protocols) throws IOException {
    Files.createDirectories(directory);
    synchronized (WITHIN_PROCESS) {
      Path lock = directory.resolve("protocols.lock");
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        FileLocks.await(channel, lock);
        Map<List<String>, ImportedProtocol> kept = read();
        Change change = merged(kept, protocols);
        if (change.added + change.updated > 0) {
          file.replace(lines -> write(kept, lines));
        }
        return change;
      }
    }
  }

  private static Change merged(
      Map<List<String>, ImportedProtocol> kept, List<ImportedProtocol> protocols) {
    int added = 0;
    int updated = 0;
    for (ImportedProtocol protocol : protocols) {
      ImportedProtocol before = kept.get(key(protocol));
      ImportedProtocol after = before == null ? protocol : before.and(protocol);
      added += before == null ? 1 : 0;
      updated += before != null && !after.equals(before) ? 1 : 0;
      kept.put(key(protocol), after);
    }
    return new Change(added, updated, protocols.size() - added - updated);
  }

  private static List<String> key(ImportedProtocol protocol) {
    return List.of(protocol.name(), protocol.category());
  }

  @Override
  public long version() throws IOException {
    return file.version();
  }

  @Override
  public List<ProtocolListing> listings() throws IOException {
    return read().values().stream().map(protocol -> listing("imported", protocol)).toList();
  }

  /** What the list of this name says. */
  static ProtocolListing listing(String list, ImportedProtocol protocol) {
    return new ProtocolListing(
        list,
        Optional.empty(),
        protocol.name(),
        List.of(),
        Optional.of(protocol.category()).filter(c -> !c.isEmpty()).map(Category::of),
        protocol.chains().stream().map(Chains::namedOrNew).distinct().toList(),
        Optional.empty(),
        protocol.tvl(),
        false);
  }

  private Map<List<String>, ImportedProtocol> read() throws IOException {
    Map<List<String>, ImportedProtocol> kept = new LinkedHashMap<>();
    file.read(line -> {
      ImportedProtocol protocol = protocol(line);
      kept.put(key(protocol), protocol);
    });
    return kept;
  }

  private static ImportedProtocol protocol(JsonNode line) {
    List<String> chains = new ArrayList<>();
    line.path("chains").forEach(chain -> chains.add(chain.asString()));
    JsonNode cents = line.path("tvl_cents");
    return new ImportedProtocol(
        line.required("name").asString(),
        line.required("category").asString(),
        chains,
        cents.isNumber() ? Optional.of(new Usd(cents.asLong())) : Optional.empty());
  }

  private static void write(Map<List<String>, ImportedProtocol> kept, LinesFile.Lines lines)
      throws IOException {
    for (ImportedProtocol protocol : kept.values()) {
      lines.line(json -> {
        json.writeStringProperty("name", protocol.name());
        json.writeStringProperty("category", protocol.category());
        json.writeArrayPropertyStart("chains");
        protocol.chains().forEach(json::writeString);
        json.writeEndArray();
        protocol.tvl().ifPresent(tvl -> json.writeNumberProperty("tvl_cents", tvl.cents()));
      });
    }
  }
}
