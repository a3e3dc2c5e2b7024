package ai.kamiyo.adapters.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.adapters.mcp.protocol.Handshake;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Whose a session is, and how long it lasts. */
class SessionsTest {
  private static final Caller NOBODY = new Caller.Anonymous("192.0.2.1", "");
  private static final Caller ALICE = new Caller.Customer(new CustomerId("alice"), "");
  private static final Caller BOB = new Caller.Customer(new CustomerId("bob"), "");

  private final AtomicLong nanos = new AtomicLong(-5);
  private final Sessions sessions = new Sessions(3, Duration.ofMinutes(30), nanos::get);

  private void open(String id, Caller opener) {
    sessions.add(new Session(id, Handshake.NONE, opener, sessions.now()));
  }

  private void use(String id, Caller caller) {
    assertThat(sessions.find(Optional.of(id), caller).id()).isEqualTo(id);
  }

  private void refuses(String id, Caller caller) {
    assertThatThrownBy(() -> sessions.find(Optional.of(id), caller))
        .isInstanceOf(HttpRefusal.class)
        .hasMessageContaining("No such session");
  }

  @Test
  void anAnonymousOneGoesToTheFirstCustomerThatUsesIt() {
    open("s", NOBODY);
    use("s", NOBODY);
    use("s", new Caller.Anonymous("192.0.2.2", ""));
    use("s", ALICE);
    use("s", new Caller.Customer(new CustomerId("alice"), "another client"));
    refuses("s", BOB);
    refuses("s", NOBODY);
    refuses("s", new Caller.Local(""));
    use("s", ALICE);
  }

  @Test
  void aCustomersIsNobodyElses() {
    open("s", BOB);
    refuses("s", ALICE);
    refuses("s", NOBODY);
    use("s", BOB);
    sessions.forget("s");
    refuses("s", BOB);
  }

  @Test
  void whatIdlesIsSuperfluousWhatIsUsedOrListenedToIsNot() {
    open("idle", ALICE);
    open("used", ALICE);
    assertThat(sessions.superfluous()).isEmpty();
    Session listened = new Session("listened", Handshake.NONE, ALICE, sessions.now()).listens();
    sessions.forget("used");
    sessions.add(listened);
    nanos.addAndGet(Duration.ofMinutes(31).toNanos());
    open("used", ALICE);
    sessions.forget("used");
    assertThat(sessions.superfluous()).map(Session::id).contains("idle");
    sessions.forget("idle");
    assertThat(sessions.superfluous()).isEmpty();
    listened.listened(sessions.now());
    nanos.addAndGet(Duration.ofMinutes(31).toNanos());
    assertThat(sessions.superfluous()).map(Session::id).contains("listened");
  }

  @Test
  void whoHasTheMostGivesWay() {
    open("alice's", ALICE);
    nanos.addAndGet(1_000);
    open("bob's first", BOB);
    nanos.addAndGet(1_000);
    open("bob's second", BOB);
    assertThat(sessions.superfluous()).map(Session::id).contains("bob's first");
    sessions.forget("bob's first");
    open("nobody's", NOBODY);
    assertThat(sessions.superfluous()).map(Session::id).contains("nobody's");
  }

  @Test
  void atTheCapNobodysOldestGivesWay() {
    open("alice", ALICE);
    nanos.addAndGet(1_000);
    open("old", NOBODY);
    nanos.addAndGet(1_000);
    open("new", NOBODY);
    assertThat(sessions.superfluous()).map(Session::id).contains("old");
    sessions.forget("old");
    assertThat(sessions.superfluous()).isEmpty();
    assertThat(sessions.count()).isEqualTo(2);
  }
}
