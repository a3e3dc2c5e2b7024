package ai.kamiyo.adapters.kamiyo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.kamiyo.adapters.kamiyo.upstream.BadLine;
import ai.kamiyo.adapters.kamiyo.upstream.Fault;
import ai.kamiyo.adapters.kamiyo.upstream.Faults;
import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Reply;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.adapters.kamiyo.web.WebServer.Bearer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebServerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

  /** Far longer than the longest pause between two trials, which is a matter of luck. */
  private static final Duration REST = Duration.ofSeconds(2);

  private final KamiyoStandIn api = KamiyoStandIn.of(Rows.made(3, 1));
  private final WebServer server = server(Optional.of("t0ken"));

  @AfterEach
  void end() {
    server.close();
    api.close();
  }

  @Test
  void anOutageIsAskedAgainThreeTimesInARow() throws Exception {
    api.fail("/exploits", Faults.first(2, Faults.internalError()));
    assertThat(server.patiently(exploits(), Validators.NONE).body()).isPresent();
    assertThat(api.requests()).hasSize(3);
    long first = api.requests().get(0).nanos();
    long second = api.requests().get(1).nanos();
    long third = api.requests().get(2).nanos();
    assertThat(second - first).as("a first pause").isGreaterThan(100_000_000L);
    assertThat(third - second).as("a longer second pause").isGreaterThan(400_000_000L);
  }

  @Test
  void whatStaysDownIsLeftAloneForAWhileAndThenAskedOnce() throws Exception {
    api.fail("/exploits", Faults.internalError());
    assertThat(failure()).extracting(WebFailure::kind).isEqualTo(Kind.OUTAGE);
    assertThat(api.requests()).hasSize(3);
    assertThat(failure()).extracting(WebFailure::kind).isEqualTo(Kind.RESTING);
    assertThat(api.requests()).as("while it rests").hasSize(3);
    Thread.sleep(REST);
    assertThat(failure()).extracting(WebFailure::kind).isEqualTo(Kind.RESTING);
    assertThat(api.requests()).as("one trial after the rest").hasSize(4);
    Thread.sleep(REST);
    api.mend();
    assertThat(server.patiently(exploits(), Validators.NONE).body()).isPresent();
    assertThat(server.patiently(exploits(), Validators.NONE).body()).isPresent();
  }

  @Test
  void whatIsRefusedIsNotAskedAgain() {
    for (Fault fault :
        new Fault[] {Faults.paymentRequired(), Faults.unprocessable(), refusing(401)}) {
      api.forget();
      api.fail("/exploits", fault);
      assertThat(failure()).extracting(WebFailure::kind).isEqualTo(Kind.REFUSAL);
      assertThat(api.requests()).hasSize(1);
    }
  }

  @Test
  void aPriceIsToldWithTheSettingThatWouldSpareIt() {
    api.fail("/exploits", Faults.paymentRequired());
    assertThat(failure().problem()).contains("402", "0.07", "USDC", "SOME_KEY", "never paid");
  }

  @Test
  void aFieldThatIsRefusedIsNamed() {
    api.fail("/exploits", Faults.unprocessable());
    assertThat(failure().problem()).contains("422", "page_size").doesNotContain(Faults.INTERNALS);
  }

  @Test
  void tooManyRequestsWaitAsLongAsIsSaidIfThatIsSoon() throws Exception {
    api.fail("/exploits", Faults.first(1, Faults.tooManyRequests(1)));
    assertThat(server.patiently(exploits(), Validators.NONE).body()).isPresent();
    assertThat(api.requests().get(1).nanos() - api.requests().get(0).nanos())
        .isGreaterThanOrEqualTo(1_000_000_000L);
  }

  @Test
  void andOtherwiseSayUntilWhen() {
    api.fail("/exploits", Faults.tooManyRequests(3600));
    WebFailure failure = failure();
    assertThat(failure.kind()).isEqualTo(Kind.BUSY);
    assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
    assertThat(api.requests()).hasSize(1);
  }

  @Test
  void whatIsHalfReadWaitsLonger() throws Exception {
    api.fail("/exploits", Faults.first(1, Faults.tooManyRequests(6)));
    assertThat(failure().kind()).isEqualTo(Kind.BUSY);
    api.fail("/exploits", Faults.first(1, Faults.tooManyRequests(6)));
    assertThat(server.enduringly(exploits()).body()).isPresent();
  }

  @Test
  void aWaitMayBeADateOrStandInTheBody() {
    api.fail(
        "/exploits",
        Faults.always(
            Reply.json(429, Map.of()).with("Retry-After", "Thu, 26 Nov 2026 12:02:00 GMT")));
    assertThat(failure().retryAfter()).contains(Duration.ofMinutes(2));
    api.fail("/exploits", Faults.always(Reply.json(429, Map.of("retry_after_seconds", 90))));
    assertThat(failure().retryAfter()).contains(Duration.ofSeconds(90));
    api.fail("/exploits", Faults.always(Reply.json(429, Map.of()).with("Retry-After", "99999999")));
    assertThat(failure().retryAfter()).contains(Duration.ofDays(1));
  }

  @Test
  void anAnswerOfMoreBytesThanAreTakenIsBrokenOff() {
    api.fail("/exploits", BadLine.endless());
    WebFailure failure = failure();
    assertThat(failure.kind()).isEqualTo(Kind.REFUSAL);
    assertThat(failure.problem()).contains("1 MiB");
    assertThat(api.requests()).hasSize(1);
    assertThat(api.sent()).isLessThan(64L << 20);
  }

  @Test
  void anAnswerThatDripsOrHangsIsNotWaitedFor() {
    for (Fault fault :
        new Fault[] {
          BadLine.never(), BadLine.headersOnly(), BadLine.dripping(Duration.ofMillis(300))
        }) {
      try (WebServer impatient = server(Optional.empty())) {
        api.fail("/exploits", fault);
        long start = System.nanoTime();
        WebFailure failure =
            catchThrowableOfType(
                WebFailure.class, () -> impatient.once(exploits(), Validators.NONE));
        assertThat(failure.kind()).isEqualTo(Kind.OUTAGE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
      }
    }
  }

  @Test
  void aServerThatIsGoneCannotBeReached() {
    api.down();
    assertThat(failure().problem()).isEqualTo("the server cannot be reached");
  }

  @Test
  void theTokenIsSentAndNotPrinted() throws Exception {
    server.once(exploits(), Validators.NONE);
    assertThat(api.authorizations()).containsExactly("Bearer t0ken");
    assertThat(new Bearer("SOME_KEY", Optional.of("t0ken")).toString()).doesNotContain("t0ken");
  }

  private static Fault refusing(int status) {
    return Faults.always(Reply.json(status, Map.of("detail", Faults.INTERNALS)));
  }

  private WebFailure failure() {
    return catchThrowableOfType(
        WebFailure.class, () -> server.patiently(exploits(), Validators.NONE));
  }

  private URI exploits() {
    return URI.create(api.url() + "/exploits");
  }

  private static WebServer server(Optional<String> token) {
    return new WebServer(
        "the server",
        new Bearer("SOME_KEY", token),
        new WebServer.Limits(Duration.ofSeconds(2), 1 << 20, REST),
        CLOCK);
  }
}
