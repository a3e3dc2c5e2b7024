package ai.kamiyo.adapters.kamiyo.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.kamiyo.adapters.kamiyo.upstream.Fault;
import ai.kamiyo.adapters.kamiyo.upstream.Faults;
import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What readings of the KAMIYO API make of pages that are not what they should be. */
class KamiyoFeedTest {
  private static final int ROWS = 900;
  private static final LocalDateTime LATER = LocalDateTime.of(2025, 9, 20, 3, 0);

  private final KamiyoStandIn api = KamiyoStandIn.of(Rows.made(ROWS, 1)).withoutPaywall();
  private final WebServer server =
      new WebServer(
          KamiyoFeed.SPOKEN,
          new WebServer.Bearer("KAMIYO_API_KEY", Optional.empty()),
          new WebServer.Limits(Duration.ofSeconds(5), 1 << 22, Duration.ofMillis(1)),
          Clock.systemUTC());

  /** Reads in full each time. */
  private final KamiyoFeed full = feed(Duration.ZERO);

  /** Reads in full once, and then what is new. */
  private final KamiyoFeed feed = feed(Duration.ofHours(1));

  @AfterEach
  void end() {
    server.close();
    api.close();
  }

  private KamiyoFeed feed(Duration pace) {
    return new KamiyoFeed(server, URI.create(api.url()), pace, Clock.systemUTC());
  }

  @Test
  void aPageThatIsEmptyInTheMiddleIsNotADeletion() throws Exception {
    FeedCopy before = full.read(Optional.empty());
    assertThat(before.reports()).hasSize(ROWS);
    api.fail("/exploits", onPage(2, page -> page.putArray("data")));
    assertThat(problem(full, Optional.of(before)))
        .contains("sent 500 of the 900 exploits that it counts");
    assertThat(problem(full, Optional.empty())).contains("sent 500 of the 900");
    api.mend();
    assertThat(full.read(Optional.of(before)).reports()).hasSize(ROWS);
  }

  @Test
  void nothingMoreBeforeAllWasSentIsNotOneEither() throws Exception {
    FeedCopy before = full.read(Optional.empty());
    api.fail("/exploits", onPage(1, page -> page.put("has_more", false)));
    assertThat(problem(full, Optional.of(before))).contains("sent 500 of the 900");
  }

  @Test
  void norIsACountThatCollapsesMeanwhile() throws Exception {
    FeedCopy before = full.read(Optional.empty());
    api.fail("/exploits", onPage(2, page -> page.put("total", 0).putArray("data")));
    assertThat(problem(full, Optional.of(before))).contains("sent 500 of the 900");
    assertThat(problem(full, Optional.empty())).contains("sent 500 of the 900");
  }

  @Test
  void aFewRowsThatAreCountedButHeldBackLoseNothing() throws Exception {
    FeedCopy before = full.read(Optional.empty());
    api.fail(
        "/exploits",
        Faults.changed(reply ->
            reply.changed(page -> {
              if (page.path("page").asInt() == 1) {
                page.withArray("data").remove(0);
                page.withArray("data").remove(0);
              }
            })));
    assertThat(full.read(Optional.of(before)).reports()).hasSize(ROWS);
    assertThat(full.read(Optional.empty()).reports()).hasSize(ROWS - 2);
  }

  @Test
  void aRowThatWasDeletedIsGoneAfterAFullReading() throws Exception {
    FeedCopy before = full.read(Optional.empty());
    api.delete(700);
    assertThat(full.read(Optional.of(before)).reports())
        .hasSize(ROWS - 1)
        .doesNotContainKey("kamiyo:700");
  }

  @Test
  void afterAClockThatWasAheadEverythingIsReadAgain() throws Exception {
    FeedCopy read = feed.read(Optional.empty());
    FeedCopy ahead =
        new FeedCopy(
            read.reports(),
            read.unreadable(),
            read.fetchedAt(),
            read.fullAt().plus(Duration.ofDays(365)),
            read.validators());
    api.delete(700);
    FeedCopy now = feed.read(Optional.of(ahead));
    assertThat(now.reports()).doesNotContainKey("kamiyo:700");
    assertThat(now.fullAt()).isBefore(ahead.fullAt());
  }

  @Test
  void anEmptyFirstAnswerIsNoCopy() {
    api.fail("/exploits", Faults.json("{\"data\":[],\"total\":0,\"page\":1,\"has_more\":false}"));
    assertThat(problem(full, Optional.empty())).contains("sent no exploit at all");
  }

  @Test
  void aDriftOfAllRowsIsNoticedWhereOnlyTheNewestAreRead() throws Exception {
    FeedCopy before = feed.read(Optional.empty());
    api.fail("/exploits", Faults.rows(row -> row.remove("timestamp")));
    api.forget();
    assertThat(problem(feed, Optional.of(before)))
        .contains("sent 100 rows of 100 that are none", "the copy before is kept");
    assertThat(api.requests()).hasSize(1);
    api.fail(
        "/exploits",
        Faults.rows(row -> row.put("amount_usd", row.path("amount_usd").asDouble() * 1e6)));
    assertThat(problem(feed, Optional.of(before))).contains("beyond 5 billion USD");
  }

  @Test
  void aNewRowThatIsNoneIsHeldBackOnceUntilItIsMended() throws Exception {
    FeedCopy before = feed.read(Optional.empty());
    api.add(Rows.row(5000, "Newcomer", LATER));
    api.edit(5000, row -> row.put("timestamp", "zz the day before yesterday"));
    FeedCopy once = feed.read(Optional.of(before));
    FeedCopy twice = feed.read(Optional.of(once));
    assertThat(twice.unreadable())
        .extracting(Quarantined::row, Quarantined::name)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("kamiyo:5000", "Newcomer"));
    assertThat(twice.tellsTheSameAs(once)).isTrue();
    api.edit(5000, row -> row.put("timestamp", LATER.toString()));
    FeedCopy mended = feed.read(Optional.of(twice));
    assertThat(mended.unreadable()).isEmpty();
    assertThat(mended.reports()).containsKey("kamiyo:5000").hasSize(ROWS + 1);
  }

  @Test
  void moreNewRowsThanAPageAreAllRead() throws Exception {
    FeedCopy before = feed.read(Optional.empty());
    for (int i = 0; i < 150; i++) {
      api.add(Rows.row(5000 + i, "Newcomer " + i, LATER.plusMinutes(i)));
    }
    api.fail("/exploits", onPage(2, page -> page.putArray("data")));
    assertThat(problem(feed, Optional.of(before))).contains("sent 100 of the 1050");
    api.mend();
    assertThat(feed.read(Optional.of(before)).reports()).hasSize(ROWS + 150);
  }

  private static Fault onPage(int number, Consumer<ObjectNode> change) {
    return Faults.changed(reply ->
        reply.changed(page -> {
          if (page.path("page").asInt() == number) {
            change.accept(page);
          }
        }));
  }

  private static String problem(KamiyoFeed feed, Optional<FeedCopy> before) {
    WebFailure failure = catchThrowableOfType(WebFailure.class, () -> feed.read(before));
    assertThat(failure).isNotNull();
    return failure.problem();
  }
}
