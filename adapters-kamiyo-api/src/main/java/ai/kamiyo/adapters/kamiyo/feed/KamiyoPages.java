package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.web.Answer;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import java.net.URI;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads {@code GET /exploits} page by page, newest first. */
final class KamiyoPages {
  /** No page has a higher number. */
  static final int LAST = 10_000;

  private final WebServer server;
  private final String base;

  KamiyoPages(WebServer server, URI base) {
    this.server = server;
    this.base = base.toString();
  }

  /**
   * One page.
   *
   * @param rows a list
   * @param total how many rows there are on all pages, if it says so
   */
  record Page(JsonNode rows, OptionalLong total, boolean more) {}

  /** The page of this number, from 1 on. */
  Page page(int number, int size) throws WebFailure, InterruptedException {
    String path = "exploits?page=" + number + "&page_size=" + size;
    URI address = URI.create(base.endsWith("/") ? base + path : base + "/" + path);
    Answer answer =
        number == 1 ? server.patiently(address, Validators.NONE) : server.enduringly(address);
    byte[] body = answer.body().orElseThrow(() -> useless("sent nothing"));
    JsonNode page;
    try {
      page = BoundedJson.MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw useless("sent something that is not complete JSON");
    }
    JsonNode rows = page.path("data");
    if (!rows.isArray()) {
      throw useless("sent something else than a list of exploits");
    }
    JsonNode total = page.path("total");
    return new Page(
        rows,
        total.canConvertToLong() ? OptionalLong.of(total.asLong()) : OptionalLong.empty(),
        page.path("has_more").asBoolean(false));
  }

  private static WebFailure useless(String what) {
    return new WebFailure(Kind.REFUSAL, KamiyoFeed.SPOKEN + " " + what);
  }
}
