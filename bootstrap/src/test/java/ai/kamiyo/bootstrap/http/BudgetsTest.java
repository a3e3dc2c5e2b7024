package ai.kamiyo.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who asks in vain uses up nobody's budget but its own. */
class BudgetsTest {
  private static final Caller ALICE = new Caller.Customer(new CustomerId("alice"), "");
  private static final Caller BOB = new Caller.Customer(new CustomerId("bob"), "");
  private static final AccessToken GOOD = new AccessToken("good");

  private final AtomicLong nanos = new AtomicLong();
  private final Budgets budgets = new Budgets(2, nanos::get);

  @Test
  void strangersDoNotKeepTokensFromBeingLookedAt() {
    for (int i = 0; i < 10; i++) {
      var _ = budgets.stranger("a");
    }
    assertThat(budgets.stranger("a")).isPresent();
    assertThat(budgets.beforeLooking("a", GOOD)).isEmpty();
    assertThat(budgets.stranger("b")).isEmpty();
  }

  @Test
  void afterSoManyBadTokensOnlyKnownOnesAreLookedAt() {
    assertThat(budgets.accepted("b", GOOD, ALICE)).isEmpty();
    assertThat(budgets.bad("a", new AccessToken("1"))).isEmpty();
    assertThat(budgets.bad("a", new AccessToken("2"))).isEmpty();
    assertThat(budgets.beforeLooking("a", new AccessToken("3"))).isPresent();
    assertThat(budgets.beforeLooking("a", GOOD)).isEmpty();
    assertThat(budgets.beforeLooking("b", new AccessToken("3"))).isEmpty();
    assertThat(budgets.stranger("a")).as("a bad token is none").isPresent();
    assertThat(budgets.bad("a", GOOD)).isPresent();
    assertThat(budgets.beforeLooking("a", GOOD)).as("no longer good").isPresent();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(budgets.beforeLooking("a", new AccessToken("3"))).isEmpty();
  }

  @Test
  void aCustomerWhoFailsHasABudgetOfItsOwnAtEachAddress() {
    budgets.failed("a", ALICE);
    assertThat(budgets.accepted("a", GOOD, ALICE)).isEmpty();
    budgets.failed("a", ALICE);
    assertThat(budgets.accepted("a", GOOD, ALICE)).isPresent();
    assertThat(budgets.accepted("a", GOOD, BOB)).isEmpty();
    assertThat(budgets.accepted("b", GOOD, ALICE)).isEmpty();
    assertThat(budgets.stranger("a")).isEmpty();
  }
}
