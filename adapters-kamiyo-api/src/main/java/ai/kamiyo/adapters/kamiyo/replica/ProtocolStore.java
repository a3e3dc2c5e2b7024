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
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
  private final Clock clock;

  ProtocolStore(Path home, Clock clock) {
    directory = home.resolve("imported");
    file = new LinesFile(directory.resolve("protocols.jsonl"), "kamiyo-protocols-1");
    this.clock = clock;
  }

  /**
   * A protocol as it is kept.
   *
   * @param day on which its size was imported, for lists do not say of which day they are
   */
  private record Row(ImportedProtocol protocol, LocalDate day) {}

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
        Map<List<String>, Row> kept = read();
        Change change = merged(kept, protocols, today());
        if (change.added + change.updated > 0) {
          file.replace(lines -> write(kept, lines));
        }
        return change;
      }
    }
  }

  private static Change merged(
      Map<List<String>, Row> kept, List<ImportedProtocol> protocols, LocalDate today) {
    int added = 0;
    int updated = 0;
    for (ImportedProtocol protocol : protocols) {
      Row before = kept.get(key(protocol));
      Row after = before == null ? new Row(protocol, today) : merged(before, protocol, today);
      added += before == null ? 1 : 0;
      updated += before != null && !after.equals(before) ? 1 : 0;
      kept.put(key(protocol), after);
    }
    return new Change(added, updated, protocols.size() - added - updated);
  }

  private static Row merged(Row before, ImportedProtocol later, LocalDate today) {
    ImportedProtocol both = before.protocol.and(later);
    return new Row(both, both.tvl().equals(before.protocol.tvl()) ? before.day : today);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
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
    return read().values().stream().map(row -> listing("imported", row.protocol, row.day)).toList();
  }

  /** What the list of this name said on that day. */
  static ProtocolListing listing(String list, ImportedProtocol protocol, LocalDate day) {
    return new ProtocolListing(
        list,
        Optional.empty(),
        Optional.empty(),
        protocol.name(),
        List.of(),
        Optional.of(protocol.category()).filter(c -> !c.isEmpty()).map(Category::of),
        protocol.chains().stream().map(Chains::namedOrNew).distinct().toList(),
        Optional.empty(),
        protocol.tvl(),
        day,
        false);
  }

  private Map<List<String>, Row> read() throws IOException {
    Map<List<String>, Row> kept = new LinkedHashMap<>();
    LocalDate today = today();
    file.read(line -> {
      ImportedProtocol protocol = protocol(line);
      // Lines of an earlier version have no day: then the size is known from now on.
      JsonNode day = line.path("tvl_day");
      kept.put(
          key(protocol),
          new Row(protocol, day.isString() ? LocalDate.parse(day.asString()) : today));
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

  private static void write(Map<List<String>, Row> kept, LinesFile.Lines lines) throws IOException {
    for (Row row : kept.values()) {
      ImportedProtocol protocol = row.protocol;
      lines.line(json -> {
        json.writeStringProperty("name", protocol.name());
        json.writeStringProperty("category", protocol.category());
        json.writeArrayPropertyStart("chains");
        protocol.chains().forEach(json::writeString);
        json.writeEndArray();
        protocol
            .tvl()
            .ifPresent(tvl -> {
              json.writeNumberProperty("tvl_cents", tvl.cents());
              json.writeStringProperty("tvl_day", row.day.toString());
            });
      });
    }
  }
}
