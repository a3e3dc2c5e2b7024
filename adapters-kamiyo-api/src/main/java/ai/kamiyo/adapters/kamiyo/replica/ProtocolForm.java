package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.ListedProtocol;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolList;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** A copy of a list of protocols, one a line. */
final class ProtocolForm implements CopyForm<ProtocolList> {
  @Override
  public ProtocolList bounded(ProtocolList copy) {
    return new ProtocolList(
        copy.protocols().stream().map(Caps::bounded).toList(),
        copy.unreadable(),
        copy.fetchedAt(),
        copy.validators());
  }

  @Override
  public void write(ProtocolList copy, LinesFile.Lines lines) throws IOException {
    lines.line(json -> json.writeNumberProperty("unreadable", copy.unreadable()));
    for (ListedProtocol protocol : copy.protocols()) {
      lines.line(json -> write(protocol, json));
    }
  }

  private static void write(ListedProtocol protocol, JsonGenerator json) {
    json.writeStringProperty("id", protocol.id());
    protocol.listId().ifPresent(id -> json.writeStringProperty("list_id", id));
    json.writeStringProperty("name", protocol.name());
    texts(json, "aliases", protocol.aliases());
    json.writeStringProperty("category", protocol.category());
    texts(json, "chains", protocol.chains());
    protocol.parent().ifPresent(parent -> json.writeStringProperty("parent", parent));
    protocol.tvl().ifPresent(tvl -> json.writeStringProperty("tvl", tvl.toPlainString()));
  }

  private static void texts(JsonGenerator json, String field, List<String> texts) {
    json.writeArrayPropertyStart(field);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  @Override
  public Content<ProtocolList> empty() {
    return new Lines();
  }

  /** The protocols read so far. */
  private static final class Lines implements Content<ProtocolList> {
    private final List<ListedProtocol> protocols = new ArrayList<>();
    private int unreadable;

    @Override
    public void line(JsonNode line) {
      if (line.has("id")) {
        protocols.add(
            new ListedProtocol(
                line.path("id").asString(),
                text(line.path("list_id")),
                line.path("name").asString(),
                texts(line.path("aliases")),
                line.path("category").asString(""),
                texts(line.path("chains")),
                text(line.path("parent")),
                text(line.path("tvl")).filter(Caps::isAmount).map(BigDecimal::new)));
      } else {
        unreadable = line.path("unreadable").asInt(0);
      }
    }

    @Override
    public ProtocolList copy(Instant fetchedAt, Instant fullAt, Validators validators)
        throws IOException {
      return new ProtocolList(protocols, unreadable, fetchedAt, validators);
    }

    private static Optional<String> text(JsonNode node) {
      return node.isString() ? Optional.of(node.asString()) : Optional.empty();
    }

    private static List<String> texts(JsonNode list) {
      return list.values().stream().map(node -> node.asString("")).toList();
    }
  }
}
