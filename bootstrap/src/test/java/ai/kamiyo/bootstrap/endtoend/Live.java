package ai.kamiyo.bootstrap.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.upstream.Received;
import ai.kamiyo.adapters.kamiyo.upstream.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Servers that read from stand-ins, and what tests ask of them again and again. */
final class Live {
  static final String KEY = "key-0f-the-stand-in";

  private static final int MOST = 1000;
  private static final List<Map<String, String>> HALVES =
      List.of(Map.of("until", "2025-04-30"), Map.of("since", "2025-05-01"));

  private Live() {}

  /** The KAMIYO API is the only feed, paid with a key, and looked at every second. */
  static Installation kamiyo(Installation installation, StandIn api) {
    return keyless(installation, api).with("KAMIYO_API_KEY", KEY);
  }

  static Installation keyless(Installation installation, StandIn api) {
    return patient(installation)
        .with("KAMIYO_API_URL", api.url())
        .with("KAMIYO_FEEDS", "kamiyo")
        .with("KAMIYO_REFRESH_SECONDS", "1");
  }

  /** DefiLlama is the only feed. */
  static Installation llama(Installation installation, StandIn llama) {
    return patient(installation)
        .with("DEFILLAMA_API_URL", llama.url())
        .with("KAMIYO_FEEDS", "defillama")
        .with("KAMIYO_REFRESH_SECONDS", "1");
  }

  /** Tests that ask until something changes ask often. */
  private static Installation patient(Installation installation) {
    return installation
        .with("RATE_LIMIT_ENTERPRISE_RPM", "1000000")
        .with("RATE_LIMIT_ENTERPRISE_DAILY", "1000000");
  }

  /** How many incidents there are; 0 while there is no replica at all. */
  static int total(Server server) {
    Result result = server.search(Map.of("limit", 1));
    if (result.isError()) {
      result.refusal("upstream_unavailable", 503);
      return 0;
    }
    return result.total();
  }

  static void awaitTotal(Server server, int total) {
    awaitTotal(server, total, Patience.DEADLINE);
  }

  static void awaitTotal(Server server, int total, Duration deadline) {
    AtomicReference<Integer> last = new AtomicReference<>(-1);
    Patience.until(
        deadline,
        () -> {
          last.set(total(server));
          return last.get() == total || rested(false);
        },
        () -> total + " incidents; there are " + last.get() + "; stderr: " + server.err());
  }

  /** Waits until a search finds what it should. */
  static void awaitSearch(Server server, Map<String, ?> arguments, Predicate<Result> found) {
    AtomicReference<JsonNode> last = new AtomicReference<>(JsonNodeFactory.instance.nullNode());
    Patience.until(
        () -> {
          Result result = server.search(arguments);
          last.set(result.json());
          return found.test(result) || rested(false);
        },
        () -> arguments + " to answer otherwise than " + last.get());
  }

  /** What health_check says of this feed; a missing node if nothing. */
  static JsonNode feed(JsonNode health, String name) {
    for (JsonNode feed : health.path("exploit_data").path("feeds")) {
      if (feed.path("name").asString("").equals(name)) {
        return feed;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }

  /** The health once this feed is as it should be. */
  static JsonNode awaitHealth(Server server, String name, Predicate<JsonNode> feed) {
    AtomicReference<JsonNode> last = new AtomicReference<>(server.health().answer());
    Patience.until(
        () -> {
          last.set(server.health().answer());
          return feed.test(feed(last.get(), name)) || rested(false);
        },
        () -> "another state of " + name + " than in " + last.get() + "; stderr: " + server.err());
    return last.get();
  }

  /** The health once this feed tells of an error. */
  static JsonNode awaitError(Server server, String name) {
    return awaitHealth(server, name, feed -> !feed.path("last_error").asString("").isBlank());
  }

  /** Every incident with everything that a concise answer says of it. */
  static List<String> everything(Server server) {
    int total = total(server);
    List<String> all = new ArrayList<>();
    // One query gives a customer a thousand at most, however it pages.
    for (Map<String, String> part : total > MOST ? HALVES : List.of(Map.<String, String>of())) {
      all.addAll(everything(server, part));
    }
    assertThat(all).hasSize(total);
    return all.stream().sorted().toList();
  }

  private static List<String> everything(Server server, Map<String, String> part) {
    List<String> all = new ArrayList<>();
    Map<String, Object> arguments = new HashMap<>(part);
    arguments.put("limit", MOST);
    Result page = server.search(arguments);
    page.exploits().forEach(exploit -> all.add(exploit.toString()));
    while (page.nextCursor() != null) {
      arguments.put("cursor", page.cursor());
      page = server.search(arguments);
      page.exploits().forEach(exploit -> all.add(exploit.toString()));
    }
    assertThat(all).hasSize(page.total());
    return all;
  }

  /** A server's home as it is now, for another installation to begin with. */
  static Installation copy(Installation from, Path folder) {
    Installation to = new Installation(folder);
    try (Stream<Path> files = Files.walk(from.home())) {
      for (Path file : files.toList()) {
        Path target = to.home().resolve(from.home().relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!file.getFileName().toString().endsWith(".lock")) {
          Files.copy(file, target);
        }
      }
    } catch (FileSystemException e) {
      throw new AssertionError("a home without a server is at rest", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to;
  }

  /** Whether a request is the feed's own and not one of health_check, which asks for one row. */
  static boolean isOfTheFeed(Received request) {
    return request.path().equals("/exploits")
        && !request.parameters().getOrDefault("page_size", "").equals("1");
  }

  /**
   * Makes the copies of a feed that lie in this home older. Whatever file tells the moment of the
   * fetch, in whatever way, is told an earlier one.
   */
  static void age(Installation installation, Instant fetched, Duration by) {
    Instant then = fetched.minus(by);
    Map<String, String> spellings =
        Map.of(
            second(fetched), second(then),
            Long.toString(fetched.toEpochMilli()), Long.toString(then.toEpochMilli()));
    boolean found = false;
    try (Stream<Path> files = Files.walk(installation.home())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String before = Files.readString(file, ISO_8859_1);
        String after = before;
        for (Map.Entry<String, String> spelling : spellings.entrySet()) {
          after = after.replace(spelling.getKey(), spelling.getValue());
        }
        if (!after.equals(before)) {
          Files.writeString(file, after, ISO_8859_1);
          found = true;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(found).as("a file that says %s", fetched).isTrue();
  }

  /** As far as answers tell it; files add a fraction. */
  private static String second(Instant moment) {
    String text = moment.truncatedTo(ChronoUnit.SECONDS).toString();
    return text.substring(0, text.length() - 1);
  }

  private static boolean rested(boolean answer) {
    LockSupport.parkNanos(50_000_000);
    return answer;
  }
}
