package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import ai.kamiyo.domain.text.PlainText;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the KAMIYO API says of itself: {@code /ready} and {@code /health} in both their shapes, and
 * the counts of {@code /stats} and {@code /chains}, to be compared with what was read.
 */
public final class Census {
  private static final int DAYS = 365;
  private static final int MAX_WORD = 40;

  private final WebServer server;
  private final Function<String, URI> addresses;

  /**
   * A census not taken yet.
   *
   * @param addresses from a path to where the API has it
   */
  public Census(WebServer server, Function<String, URI> addresses) {
    this.server = server;
    this.addresses = addresses;
  }

  /** A figure of the API and the same figure of a copy. */
  public record Figure(String what, long there, long here) {
    private static final double NOTABLE = 0.05;

    /** Whether they differ by more than a twentieth. */
    public boolean differs() {
      return Math.abs(there - here) > Math.max(there, here) * NOTABLE;
    }
  }

  /** How the API says it is; what cannot be had is said to be so. */
  public String condition() throws InterruptedException {
    List<String> said = new ArrayList<>();
    try {
      JsonNode ready = json("ready");
      said.add("ready " + word(ready, "status"));
      said.add("its database " + word(ready, "database"));
    } catch (WebFailure failure) {
      said.add("/ready: " + failure.problem());
    }
    try {
      JsonNode health = json("health");
      if (health.has("total_sources")) {
        said.add(
            word(health, "active_sources")
                + " of its "
                + word(health, "total_sources")
                + " sources active");
      } else if (health.has("version")) {
        said.add("version " + word(health, "version"));
      }
    } catch (WebFailure failure) {
      said.add("/health: " + failure.problem());
    }
    return String.join(", ", said);
  }

  /** The figures of the API and of the copy, which rows that are none belong to. */
  public List<Figure> figures(FeedCopy copy, LocalDate today)
      throws WebFailure, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    JsonNode chains = json("chains");
    Map<String, Long> counts = new LinkedHashMap<>();
    for (JsonNode chain : chains.path("chains")) {
      counts.put(chain.path("chain").asString(""), chain.path("exploit_count").asLong(0));
    }
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    figures.add(
        new Figure("exploits by /chains", all, copy.reports().size() + copy.unreadable().size()));
    long named =
        copy.reports().values().stream().flatMap(r -> r.chains().stream()).distinct().count();
    figures.add(
        new Figure("chains by /chains", chains.path("total_chains").asLong(counts.size()), named));
    JsonNode stats = json("stats?days=" + DAYS);
    LocalDate since = today.minusDays(DAYS);
    long recent = copy.reports().values().stream().filter(r -> r.date().isAfter(since)).count();
    figures.add(
        new Figure("exploits of a year by /stats", stats.path("total_exploits").asLong(0), recent));
    return figures;
  }

  private JsonNode json(String path) throws WebFailure, InterruptedException {
    byte[] body =
        server.once(addresses.apply(path), Validators.NONE).body().orElseGet(() -> new byte[0]);
    try {
      return BoundedJson.MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new WebFailure(
          WebFailure.Kind.REFUSAL, KamiyoFeed.SPOKEN + " sent no JSON for /" + path);
    }
  }

  private static String word(JsonNode node, String field) {
    return PlainText.of(node.path(field).asString("unknown"), MAX_WORD);
  }
}
