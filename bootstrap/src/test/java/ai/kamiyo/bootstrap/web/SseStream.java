package ai.kamiyo.bootstrap.web;

import ai.kamiyo.bootstrap.endtoend.Json;
import ai.kamiyo.bootstrap.endtoend.Patience;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The stream of the older transport, whose first event says where to post. */
final class SseStream implements AutoCloseable {
  private static final Pattern EVENT = Pattern.compile("event: ?(\\w+)\r?\ndata: ?([^\r\n]*)\r?\n");

  private final Raw raw;

  private SseStream(Raw raw) {
    this.raw = raw;
  }

  static SseStream open(Served served, String... headers) {
    Raw raw = Raw.to(served);
    raw.say("GET /sse HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n");
    for (String header : headers) {
      raw.say(header + "\r\n");
    }
    raw.say("\r\n").head().is(200);
    return new SseStream(raw);
  }

  /** The path of the endpoint to post to. */
  String endpoint() {
    String endpoint = first("endpoint");
    return endpoint.startsWith("http") ? endpoint.replaceFirst("https?://[^/]*", "") : endpoint;
  }

  /** The first message. */
  JsonNode message() {
    return Json.read(first("message"));
  }

  /** Everything that came. */
  String heard() {
    return raw.heard();
  }

  private String first(String event) {
    Patience.until(
        Web.DEADLINE, () -> !data(event).isEmpty(), () -> event + "; heard: " + raw.heard());
    return data(event).getFirst();
  }

  private List<String> data(String event) {
    String withoutChunks = raw.heard().replaceAll("\r\n[0-9A-Fa-f]+\r\n", "");
    return EVENT
        .matcher(withoutChunks)
        .results()
        .filter(found -> found.group(1).equals(event))
        .map((MatchResult found) -> found.group(2))
        .toList();
  }

  boolean hasEnded() {
    return raw.hasEnded();
  }

  @Override
  public void close() {
    raw.close();
  }
}
