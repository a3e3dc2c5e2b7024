package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.exploit.ExploitFeed;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The catalogue that ships inside this program: a selection, which claims completeness of nothing.
 */
public final class BundledFeed implements ExploitFeed {
  /** When the catalogue as it stands was published. */
  public static final Instant PUBLISHED = Instant.parse("2026-11-23T00:00:00Z");

  private final JsonMapper mapper = JsonMapper.shared();
  private final CatalogueShape shape = new CatalogueShape();

  @Override
  public String name() {
    return "bundled";
  }

  @Override
  public Delivery read() {
    List<ExploitReport> reports = new ArrayList<>();
    forEachLine(
        "incidents.jsonl",
        line -> {
          try {
            reports.add(shape.read(line));
          } catch (UnreadableFile e) {
            throw new UncheckedIOException(e);
          }
        });
    return new Delivery(reports, List.of(), Optional.empty());
  }

  /** The protocols of the bundled directory. */
  public List<DirectoryEntry> directory() {
    List<DirectoryEntry> entries = new ArrayList<>();
    forEachLine(
        "protocols.jsonl",
        line -> {
          Row row = new Row(line);
          entries.add(
              new DirectoryEntry(
                  row.text("id").orElseThrow(),
                  row.text("name").orElseThrow(),
                  row.texts("aliases"),
                  row.text("category").orElseThrow(),
                  row.texts("chains"),
                  row.text("parent")));
        });
    return entries;
  }

  private void forEachLine(String resource, Consumer<JsonNode> reader) {
    try (InputStream in =
            Objects.requireNonNull(getClass().getResourceAsStream(resource), resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.isBlank()).map(mapper::readTree).forEach(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled " + resource + " cannot be read", e);
    }
  }
}
