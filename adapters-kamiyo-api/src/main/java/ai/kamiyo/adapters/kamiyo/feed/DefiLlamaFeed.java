package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.web.Answer;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** DefiLlama's list of hacks, which comes whole or, if nothing has changed, not at all. */
public final class DefiLlamaFeed implements LiveFeed<FeedCopy> {
  static final String SPOKEN = "DefiLlama";

  private final WebServer server;
  private final URI hacks;
  private final Duration pace;
  private final Clock clock;

  public DefiLlamaFeed(WebServer server, URI hacks, Duration pace, Clock clock) {
    this.server = server;
    this.hacks = hacks;
    this.pace = pace;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "defillama";
  }

  @Override
  public String origin() {
    // The path of the paid address has the key in it.
    return String.valueOf(hacks.getAuthority());
  }

  @Override
  public Duration pace() {
    return pace;
  }

  @Override
  public FeedCopy read(Optional<FeedCopy> before) throws WebFailure, InterruptedException {
    Answer answer =
        server.patiently(hacks, before.map(FeedCopy::validators).orElse(Validators.NONE));
    Instant now = clock.instant();
    if (answer.body().isEmpty()) {
      return before
          .orElseThrow(() -> useless("says that nothing is new, where nothing is known"))
          .confirmed(now, answer.validators());
    }
    ReportRows rows = new ReportRows(new DefiLlamaShape(), ReportRows.Repeats.COUNTED);
    list(answer.body().get()).forEach(rows::add);
    Plausibility.check(SPOKEN, rows, before);
    return new FeedCopy(rows.reports(), rows.unreadable(), now, now, answer.validators());
  }

  private static JsonNode list(byte[] body) throws WebFailure {
    try {
      JsonNode list = BoundedJson.MAPPER.readTree(body);
      if (list.isArray()) {
        return list;
      }
    } catch (JacksonException e) {
      throw useless("sent something that is not complete JSON");
    }
    throw useless("sent something else than a list of hacks");
  }

  private static WebFailure useless(String what) {
    return new WebFailure(Kind.REFUSAL, SPOKEN + " " + what);
  }

  @Override
  public void close() {
    server.close();
  }
}
