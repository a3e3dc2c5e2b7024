package ai.kamiyo.adapters.kamiyo.upstream;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * DefiLlama's API: the public paths, and the paid ones below a key. Validators come with every
 * answer, and whoever knows the current ones is told that nothing changed.
 */
public final class DefiLlamaStandIn extends StandIn {
  private final ArrayNode hacks;
  private ArrayNode protocols = Reply.MAPPER.createArrayNode();
  private Optional<String> key = Optional.empty();
  private boolean validators = true;
  private ZonedDateTime modified = ZonedDateTime.of(2025, 10, 1, 8, 0, 0, 0, ZoneOffset.UTC);

  private DefiLlamaStandIn(JsonNode hacks) {
    this.hacks = hacks.deepCopy().asArray();
  }

  /** Serves the incidents of this file, an array. */
  public static DefiLlamaStandIn of(Path file) {
    return new DefiLlamaStandIn(Reply.MAPPER.readTree(file));
  }

  /** Serves these incidents, in anything that Jackson can write. */
  public static DefiLlamaStandIn of(List<?> hacks) {
    return new DefiLlamaStandIn(Reply.MAPPER.valueToTree(hacks));
  }

  /** The paid paths answer to this key. */
  public synchronized DefiLlamaStandIn paidWith(String secret) {
    key = Optional.of(secret);
    return this;
  }

  /** No ETag and no Last-Modified come with the answers. */
  public synchronized DefiLlamaStandIn withoutValidators() {
    validators = false;
    return this;
  }

  public synchronized DefiLlamaStandIn protocols(List<?> rows) {
    protocols = Reply.MAPPER.<JsonNode>valueToTree(rows).asArray();
    return this;
  }

  public synchronized void add(Object hack) {
    hacks.add(Reply.MAPPER.<JsonNode>valueToTree(hack));
    modified = modified.plusHours(1);
  }

  /** Changes every incident: this is how a schema drifts. */
  public synchronized DefiLlamaStandIn drift(Consumer<ObjectNode> change) {
    hacks.forEach(hack -> change.accept(hack.asObject()));
    modified = modified.plusHours(1);
    return this;
  }

  @Override
  synchronized Reply reply(Received request) {
    String path = request.path();
    if (path.matches("/[^/]+/api/.*")) {
      String given = path.substring(1, path.indexOf('/', 1));
      if (!key.equals(Optional.of(given))) {
        return Reply.json(401, Map.of("message", "invalid api key " + given));
      }
      path = path.substring(path.indexOf('/', 1) + "/api".length());
    }
    return switch (path) {
      case "/hacks" -> conditional(request, hacks);
      case "/protocols" -> conditional(request, protocols);
      default -> Reply.of(404, "text/plain", "Not Found");
    };
  }

  private Reply conditional(Received request, JsonNode content) {
    Reply whole = Reply.json(200, content);
    if (!validators) {
      return whole;
    }
    CRC32 sum = new CRC32();
    sum.update(whole.bytes());
    String tag = "W/\"" + Long.toHexString(sum.getValue()) + "\"";
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(modified);
    Reply reply = isKnown(request, tag, date) ? new Reply(304, Map.of(), "") : whole;
    return reply.with("ETag", tag).with("Last-Modified", date);
  }

  /** A tag that was sent counts alone, as HTTP has it. */
  private boolean isKnown(Received request, String tag, String date) {
    return request
        .header("If-None-Match")
        .map(tag::equals)
        .orElseGet(() -> request.header("If-Modified-Since").filter(date::equals).isPresent());
  }
}
