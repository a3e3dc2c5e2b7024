package ai.kamiyo.adapters.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.Client;
import ai.kamiyo.adapters.mcp.World;
import ai.kamiyo.adapters.mcp.protocol.Handshake;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.InMemorySessionDirectory;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.SharedSession;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Two instances that find each other's sessions in one directory. */
class SeveralInstancesTest {
  private static final String SESSION = "Mcp-Session-Id";
  private static final String CALLER = "X-Caller";
  private static final String PING = Client.request(1, "ping", "{}");

  private final World world = new World();
  private final InMemorySessionDirectory directory =
      new InMemorySessionDirectory(InstantSource.system());
  private final List<Web> open = new ArrayList<>();
  private Web here;
  private Web there;

  @BeforeEach
  void open() throws Exception {
    here = instance(Room.STANDARD);
    there = instance(Room.STANDARD);
  }

  private Web instance(Room room) throws Exception {
    Web web = new Web(world, false, (tool, outcome, took) -> {}, room, directory);
    open.add(web);
    return web;
  }

  @AfterEach
  void close() {
    open.forEach(Web::close);
  }

  private static int ping(Web web, String session, String... caller) throws Exception {
    return caller.length == 0
        ? web.post(PING, SESSION, session).statusCode()
        : web.post(PING, SESSION, session, CALLER, caller[0]).statusCode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
  void theOtherAnswersAsTheOneDoes(String revision) throws Exception {
    String session = here.session(revision, CALLER, "alice");
    for (String body :
        List.of(
            Client.request(1, "tools/list", "{}"),
            Client.call(2, "search_exploits", "{\"limit\":3,\"chain\":\"etherium\"}"))) {
      JsonNode first = Web.message(here.post(body, SESSION, session, CALLER, "alice"));
      HttpResponse<String> second = there.post(body, SESSION, session, CALLER, "alice");
      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(second.headers().firstValue(SESSION)).isEmpty();
      assertThat(Web.message(second)).isEqualTo(first);
    }
    assertThat(there.transports().sessions().getAsInt()).isEqualTo(1);
  }

  @Test
  void theClientsNameComesAlong() throws Exception {
    String session = here.session("2025-11-25", CALLER, "alice");
    there.post(Client.call(1, "search_exploits", "{}"), SESSION, session, CALLER, "alice");
    assertThat(world.uses)
        .singleElement()
        .satisfies(use -> assertThat(use.client()).isEqualTo("probe"));
  }

  @Test
  void whatIsAnothersIsNowhereToBeFound() throws Exception {
    String session = here.session("2025-11-25", CALLER, "alice");
    assertThat(ping(there, session, "bob")).isEqualTo(404);
    assertThat(ping(there, session)).isEqualTo(404);
    assertThat(there.transports().sessions().getAsInt()).isZero();
    assertThat(ping(there, session, "alice")).isEqualTo(200);
    assertThat(ping(there, session, "bob")).isEqualTo(404);
  }

  @Test
  void nobodysBelongsToTheFirstCustomerAtWhicheverInstance() throws Exception {
    String session = here.session("2025-11-25");
    assertThat(ping(there, session)).isEqualTo(200); // both know it, as nobody's
    assertThat(ping(here, session, "alice")).isEqualTo(200);
    assertThat(ping(there, session, "bob")).isEqualTo(404);
    assertThat(ping(there, session)).isEqualTo(404);
    assertThat(ping(there, session, "alice")).isEqualTo(200);
    assertThat(ping(here, session, "bob")).isEqualTo(404);
  }

  @Test
  void ofTwoCustomersAtTwoInstancesOneIsTheFirst() throws Exception {
    for (int round = 0; round < 20; round++) {
      String session = here.session("2025-11-25");
      CompletableFuture<HttpResponse<String>> alice =
          here.sent(PING, SESSION, session, CALLER, "alice");
      CompletableFuture<HttpResponse<String>> bob =
          there.sent(PING, SESSION, session, CALLER, "bob");
      assertThat(List.of(alice.get().statusCode(), bob.get().statusCode()))
          .containsExactlyInAnyOrder(200, 404);
    }
  }

  @Test
  void manyRequestsAtOnceTakeItOverOnce() throws Exception {
    String session = here.session("2025-11-25", CALLER, "alice");
    int before = directory.asked();
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      all.add(there.sent(Client.request(i, "ping", "{}"), SESSION, session, CALLER, "alice"));
    }
    for (CompletableFuture<HttpResponse<String>> one : all) {
      assertThat(one.get().statusCode()).isEqualTo(200);
    }
    assertThat(directory.asked() - before).isEqualTo(1);
    assertThat(there.transports().sessions().getAsInt()).isEqualTo(1);
  }

  @Test
  void endingItAtOneEndsItAtBoth() throws Exception {
    String session = here.session("2025-11-25", CALLER, "alice");
    assertThat(ping(there, session, "alice")).isEqualTo(200);
    HttpResponse<Stream<String>> listening =
        there.send(
            there.request(SESSION, session, CALLER, "alice").GET().build(),
            HttpResponse.BodyHandlers.ofLines());
    assertThat(listening.statusCode()).isEqualTo(200);
    HttpRequest delete = here.request(SESSION, session, CALLER, "alice").DELETE().build();
    assertThat(here.send(delete, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
    assertThat(ping(here, session, "alice")).isEqualTo(404);
    assertThat(ping(there, session, "alice")).isEqualTo(404);
    assertThat(there.transports().sessions().getAsInt()).isZero();
    listening.body().forEach(line -> assertThat(line).doesNotContain("data")); // it ends
  }

  @Test
  void itCanBeListenedToAndEndedWhereItWasNotOpened() throws Exception {
    String session = here.session("2025-11-25", CALLER, "alice");
    HttpResponse<Stream<String>> listening =
        there.send(
            there.request(SESSION, session, CALLER, "alice").GET().build(),
            HttpResponse.BodyHandlers.ofLines());
    assertThat(listening.statusCode()).isEqualTo(200);
    Web third = instance(Room.STANDARD);
    HttpRequest delete = third.request(SESSION, session, CALLER, "alice").DELETE().build();
    assertThat(third.send(delete, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
    assertThat(ping(here, session, "alice")).isEqualTo(404);
    listening.body().forEach(line -> assertThat(line).doesNotContain("data")); // it ends
  }

  @Test
  void whatGaveWayIsGoneOnWith() throws Exception {
    Web small = instance(new Room(1, Duration.ofMinutes(30), Duration.ofSeconds(5)));
    String first = small.session("2025-11-25", CALLER, "alice");
    String second = small.session("2025-11-25", CALLER, "alice");
    assertThat(small.transports().sessions().getAsInt()).isEqualTo(1);
    assertThat(ping(small, first, "alice")).isEqualTo(200);
    assertThat(ping(small, second, "alice")).isEqualTo(200);
    assertThat(ping(there, first, "alice")).isEqualTo(200);
    assertThat(small.transports().sessions().getAsInt()).isEqualTo(1);
  }

  @Test
  void whileTheDirectoryIsAwayEachGoesOnWithItsOwn() throws Exception {
    String before = here.session("2025-11-25");
    directory.away(true);
    String during = here.session("2025-11-25", CALLER, "alice");
    assertThat(ping(here, before, "alice")).isEqualTo(200);
    assertThat(ping(here, before, "bob")).isEqualTo(404);
    assertThat(ping(here, during, "alice")).isEqualTo(200);
    assertThat(ping(there, before, "alice")).isEqualTo(404);
    directory.away(false);
    assertThat(ping(there, before, "alice")).isEqualTo(200);
    assertThat(ping(there, during, "alice")).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "0", "../../etc", "D0D0D0D0-0000-4000-8000-000000000000", "{kamiyo}:limit"})
  void whatIsNoIdOfOursIsNotLookedUp(String id) throws Exception {
    assertThat(ping(there, id, "alice")).isEqualTo(404);
    assertThat(directory.asked()).isZero();
    assertThat(ping(there, UUID.randomUUID().toString(), "alice")).isEqualTo(404);
    assertThat(directory.asked()).isEqualTo(1);
  }

  @Test
  void aRevisionThatIsNotSpokenHereIsNotGoneOnWith() throws Exception {
    String id = UUID.randomUUID().toString();
    directory.keep(
        Sha256.of(id),
        new SharedSession("2099-01-01", "", Optional.of(new CustomerId("alice"))),
        Duration.ofMinutes(1));
    assertThat(ping(there, id, "alice")).isEqualTo(404);
  }

  @Test
  void anOwnersRequestsAskTheDirectoryOnceAMinute() throws Exception {
    String session = here.session("2025-11-25", CALLER, "alice");
    int before = directory.asked();
    for (int i = 0; i < 5; i++) {
      assertThat(ping(here, session, "alice")).isEqualTo(200);
    }
    assertThat(directory.asked()).isEqualTo(before);
    Session aged = new Session("a", Handshake.NONE, new Caller.Anonymous("", ""), 0);
    assertThat(aged.isDue(Duration.ofSeconds(59).toNanos())).isFalse();
    assertThat(aged.isDue(Duration.ofSeconds(60).toNanos())).isTrue();
    assertThat(aged.isDue(Duration.ofSeconds(60).toNanos())).isFalse();
  }

  @Test
  void withoutSessionsNothingIsEntered() throws Exception {
    Web stateless = new Web(world, true, (tool, outcome, took) -> {}, Room.STANDARD, directory);
    open.add(stateless);
    assertThat(
            stateless
                .post(Client.request(0, "initialize", Web.INITIALIZE.formatted("2025-11-25")))
                .statusCode())
        .isEqualTo(200);
    assertThat(ping(stateless, UUID.randomUUID().toString())).isEqualTo(200);
    assertThat(directory.asked()).isZero();
  }
}
