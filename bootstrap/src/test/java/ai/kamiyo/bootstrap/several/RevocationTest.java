package ai.kamiyo.bootstrap.several;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.persistence.PersistenceAdapter;
import ai.kamiyo.adapters.persistence.PersistenceSettings;
import ai.kamiyo.adapters.persistence.redis.Redis;
import ai.kamiyo.application.access.Issued;
import ai.kamiyo.application.access.RevokeToken.Outcome;
import ai.kamiyo.bootstrap.endtoend.Folder;
import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Patience;
import ai.kamiyo.domain.access.CustomerId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** How soon one instance refuses the token that another has revoked. */
@ResourceLock("logging")
class RevocationTest {
  private static final Duration AT_ONCE = Duration.ofMillis(200);
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  private static final CustomerId ACME = new CustomerId("acme");

  /** Where nobody listens. */
  private static final URI NOBODY = URI.create("redis://127.0.0.1:1");

  // The index may still be being kept when a short test is over.
  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void end() {
    client.shutdownNow();
    Folder.delete(folder);
  }

  @Test
  void withRedisItIsAtOnce() throws Exception {
    try (Redis redis = Redis.open();
        Instance here = Instance.start(folder, Optional.of(redis.address()));
        Instance there = Instance.start(folder, Optional.of(redis.address()))) {
      // Without a word what was just asked is believed for half a second, so one such round tells;
      // a busy machine may delay others, and until both have connected the word gets lost.
      Patience.until(
          () -> untilRefused(here, there).compareTo(AT_ONCE) < 0, () -> "to be told at once");
    }
  }

  @Test
  void withoutRedisItIsWithinASecond() throws Exception {
    try (Instance here = Instance.start(folder, Optional.empty());
        Instance there = Instance.start(folder, Optional.empty())) {
      Patience.until(
          () -> untilRefused(here, there).compareTo(ONE_SECOND) < 0, () -> "it within a second");
    }
  }

  @Test
  void withARedisThatIsAwayItIsWithinASecond() throws Exception {
    Optional<URI> nobody = Optional.of(NOBODY);
    try (Instance here = Instance.start(folder, nobody);
        Instance there = Instance.start(folder, nobody)) {
      Patience.until(
          () -> untilRefused(here, there).compareTo(ONE_SECOND) < 0, () -> "it within a second");
    }
  }

  @Test
  void theCommandTellsTheServers() throws Exception {
    Set<CustomerId> heard = ConcurrentHashMap.newKeySet();
    try (Redis redis = Redis.open();
        Installation installation =
            new Installation(folder).with("REDIS_URL", redis.address().toString());
        PersistenceAdapter listening =
            new PersistenceAdapter(
                PersistenceSettings.in(folder.resolve("listening"))
                    .with(new PersistenceSettings.Database.Nowhere())
                    .sharingLimits(Optional.of(redis.address())),
                Clock.systemUTC());
        Instance server = Instance.start(installation.home(), Optional.empty())) {
      listening.invalidations().subscribe(heard::add);
      listening.start();
      Patience.until(
          () -> redis.ask("PUBSUB", "NUMSUB", "kamiyo:invalidations").contains(":1\r\n"),
          () -> "a listener");
      // A word does not wait for long for a Redis that a busy machine delays.
      for (int round = 0; round < 3 && !heard.contains(ACME); round++) {
        Issued issued = server.issue(ACME.value());
        var outcome = installation.run("token", "revoke", issued.kept().id().value());
        assertThat(outcome.exit()).as(outcome.all()).isZero();
        assertThat(account(server, issued)).isEqualTo(401);
        for (int i = 0; i < 100 && !heard.contains(ACME); i++) {
          Thread.sleep(50);
        }
      }
      assertThat(heard).contains(ACME);
    }
  }

  @Test
  void theCommandWorksWhileRedisIsAway() throws Exception {
    try (Installation installation = new Installation(folder);
        Instance server = Instance.start(installation.home(), Optional.empty())) {
      Issued issued = server.issue("acme");
      var outcome =
          installation
              .with("REDIS_URL", NOBODY.toString())
              .run("token", "revoke", issued.kept().id().value());
      assertThat(outcome.exit()).as(outcome.all()).isZero();
      assertThat(outcome.out()).contains("revoked " + issued.kept().id().value());
      Patience.until(() -> account(server, issued) == 401, () -> "the token to be refused");
    }
  }

  private Duration untilRefused(Instance here, Instance there) {
    Issued issued = here.issue("acme");
    assertThat(account(there, issued)).isEqualTo(200);
    long begin = System.nanoTime();
    assertThat(here.application().identity().revokeToken().revoke(issued.kept().id()))
        .isEqualTo(Outcome.REVOKED);
    assertThat(account(here, issued)).isEqualTo(401);
    while (account(there, issued) != 401) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isLessThan(ONE_SECOND.multipliedBy(9));
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private int account(Instance instance, Issued issued) {
    HttpRequest request =
        HttpRequest.newBuilder(instance.at("/account"))
            .header("Authorization", "Bearer " + issued.token().reveal())
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
