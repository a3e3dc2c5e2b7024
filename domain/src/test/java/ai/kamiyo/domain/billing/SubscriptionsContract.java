package ai.kamiyo.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenClaims;
import ai.kamiyo.domain.access.TokenId;
import ai.kamiyo.domain.access.TokenRegistry;
import ai.kamiyo.domain.access.TokenRegistry.Standing;
import ai.kamiyo.domain.billing.SubscriptionChange.CustomerGone;
import ai.kamiyo.domain.billing.SubscriptionChange.Observed;
import ai.kamiyo.domain.billing.SubscriptionChange.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What {@link Subscriptions} and {@link Claims} keep to, and what they entitle to. */
public abstract class SubscriptionsContract {
  protected static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  protected static final Duration GRACE = Duration.ofDays(7);
  private static final CustomerId ALICE = new CustomerId("cus_alice");
  private static final SubscriptionId SUB = new SubscriptionId("sub_1");
  private static final Instant END = NOW.plus(Duration.ofDays(30));

  private final AtomicInteger events = new AtomicInteger();

  /** Empty at {@link #NOW}; all parts the same ones throughout a test. */
  protected abstract Subscriptions subscriptions();

  protected abstract Claims claims();

  protected abstract TokenRegistry tokens();

  /** Counts {@link #GRACE}. */
  protected abstract Entitlements entitlements();

  /** One that cannot be read or written; empty where there is nothing to break. */
  protected abstract Optional<Subscriptions> broken();

  protected abstract void at(Instant moment);

  @Test
  void aPaidSubscriptionEntitlesAndMakesAClaim() {
    Subscriptions.Outcome outcome = apply(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Subscriptions.Changed.class,
            changed -> assertThat(changed.claim()).isEqualTo(claims().of(SUB)).isPresent());
    assertThat(entitled()).isEqualTo(new Entitlement.Entitled(Tier.TEAM, Optional.of(END)));
    assertThat(subscriptions().find(SUB).orElseThrow().subscription())
        .isEqualTo(subscription(SubscriptionStatus.ACTIVE, Tier.TEAM));
    assertThat(subscriptions().heldBy(ALICE)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = SubscriptionStatus.class,
      mode = Mode.EXCLUDE,
      names = {"ACTIVE", "TRIALING", "PAST_DUE"})
  void anUnpaidOneDoesNot(SubscriptionStatus status) {
    apply(status, Tier.TEAM, NOW);
    assertThat(entitled()).isEqualTo(new Entitlement.Inactive());
    assertThat(claims().of(SUB)).isEmpty();
  }

  @Test
  void theFirstTimeItIsPaidMakesTheOnlyClaim() {
    apply(SubscriptionStatus.INCOMPLETE, Tier.TEAM, NOW);
    assertThat(claims().of(SUB)).isEmpty();
    apply(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW.plusSeconds(1));
    Optional<Claim> claim = claims().of(SUB);
    assertThat(claim).isPresent();
    apply(SubscriptionStatus.ACTIVE, Tier.ENTERPRISE, NOW.plusSeconds(2));
    assertThat(claims().of(SUB)).isEqualTo(claim);
  }

  @Test
  void aDowngradeTakesEffect() {
    apply(SubscriptionStatus.ACTIVE, Tier.ENTERPRISE, NOW);
    apply(SubscriptionStatus.ACTIVE, Tier.PERSONAL, NOW.plusSeconds(1));
    assertThat(entitled()).isEqualTo(new Entitlement.Entitled(Tier.PERSONAL, Optional.of(END)));
  }

  @Test
  void theHighestOfSeveralCounts() {
    apply(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW);
    apply(anotherSubscription("sub_2"));
    assertThat(entitled()).isEqualTo(new Entitlement.Entitled(Tier.TEAM, Optional.of(END)));
  }

  @Test
  void anotherProductEntitlesToNothingAndEndsWhatWas() {
    Subscription foreign =
        new Subscription(SUB, ALICE, Optional.empty(), SubscriptionStatus.ACTIVE, Optional.of(END));
    assertThat(apply(foreign, NOW)).isEqualTo(new Subscriptions.Unchanged());
    assertThat(entitled()).isEqualTo(new Entitlement.Inactive());
    assertThat(claims().of(SUB)).isEmpty();
    apply(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW.plusSeconds(1));
    assertThat(entitled()).isInstanceOf(Entitlement.Entitled.class);
    apply(foreign, NOW.plusSeconds(2));
    assertThat(entitled()).isEqualTo(new Entitlement.Inactive());
  }

  @Test
  void whatWasPaidBeforeAnotherProductIsNoLongerThoughItIsToldLater() {
    Subscription foreign =
        new Subscription(SUB, ALICE, Optional.empty(), SubscriptionStatus.ACTIVE, Optional.of(END));
    apply(foreign, NOW.plusSeconds(2));
    apply(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW.plusSeconds(1));
    assertThat(entitled()).isEqualTo(new Entitlement.Inactive());
    assertThat(claims().of(SUB)).isEmpty();
  }

  @Test
  void aFailedPaymentLeavesSomeDays() {
    apply(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW);
    Instant failed = NOW.plusSeconds(100);
    apply(SubscriptionStatus.PAST_DUE, Tier.TEAM, failed);
    apply(SubscriptionStatus.PAST_DUE, Tier.TEAM, failed.plusSeconds(86_400));
    Instant over = failed.plus(GRACE);
    assertThat(entitled()).isEqualTo(new Entitlement.Entitled(Tier.TEAM, Optional.of(over)));
    at(over.minusSeconds(1));
    assertThat(entitled()).isInstanceOf(Entitlement.Entitled.class);
    at(over);
    assertThat(entitled()).isEqualTo(new Entitlement.Inactive());
    apply(SubscriptionStatus.ACTIVE, Tier.TEAM, over);
    assertThat(entitled()).isInstanceOf(Entitlement.Entitled.class);
    assertThat(subscriptions().find(SUB).orElseThrow().pastDueSince()).isEmpty();
  }

  @Test
  void inWhateverOrderMessagesArriveTheyEndInTheSame() {
    List<Observed> all =
        List.of(
            observed(SubscriptionStatus.INCOMPLETE, Tier.TEAM, NOW),
            observed(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW.plusSeconds(10)),
            observed(SubscriptionStatus.PAST_DUE, Tier.TEAM, NOW.plusSeconds(20)),
            observed(SubscriptionStatus.PAST_DUE, Tier.PERSONAL, NOW.plusSeconds(30)));
    int order = 0;
    for (List<Observed> permuted : permutations(all)) {
      SubscriptionId id = new SubscriptionId("sub_order_" + order++);
      permuted.forEach(one -> subscriptions().apply(event(), renamed(one, id), offer()));
      Held held = subscriptions().find(id).orElseThrow();
      assertThat(held.at()).isEqualTo(NOW.plusSeconds(30));
      assertThat(held.subscription().tier()).contains(Tier.PERSONAL);
      assertThat(held.pastDueSince()).as("%s", permuted).contains(NOW.plusSeconds(20));
    }
    assertThat(order).isEqualTo(24);
  }

  @Test
  void canceledIsFinalInWhateverOrder() {
    List<Observed> all =
        List.of(
            observed(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW),
            observed(SubscriptionStatus.ACTIVE, Tier.ENTERPRISE, NOW.plusSeconds(10)),
            observed(SubscriptionStatus.CANCELED, Tier.TEAM, NOW.plusSeconds(5)));
    int order = 0;
    for (List<Observed> permuted : permutations(all)) {
      SubscriptionId id = new SubscriptionId("sub_final_" + order++);
      permuted.forEach(one -> subscriptions().apply(event(), renamed(one, id), offer()));
      assertThat(subscriptions().find(id).orElseThrow().subscription().status())
          .isEqualTo(SubscriptionStatus.CANCELED);
    }
    assertThat(entitled()).isEqualTo(new Entitlement.Inactive());
  }

  @Test
  void twoWordsOfOneMomentAreATieThatAReadingEnds() {
    apply(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW);
    Observed contradiction = observed(SubscriptionStatus.UNPAID, Tier.TEAM, NOW);
    EventId event = event();
    assertThat(subscriptions().apply(event, contradiction, offer()))
        .isEqualTo(new Subscriptions.Tied());
    assertThat(entitled()).isInstanceOf(Entitlement.Entitled.class);
    // The event did not count, so it can be told again, with what the seller says now.
    Optional<Held> before = subscriptions().find(SUB);
    assertThat(
            subscriptions()
                .apply(event, new Read(contradiction.subscription(), NOW, before), offer()))
        .isInstanceOf(Subscriptions.Changed.class);
    assertThat(entitled()).isEqualTo(new Entitlement.Inactive());
  }

  @Test
  void aReadingCountsOnlyIfNothingCameSinceTheSellerWasAsked() {
    apply(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW);
    Optional<Held> before = subscriptions().find(SUB);
    apply(SubscriptionStatus.ACTIVE, Tier.PERSONAL, NOW.plusSeconds(1));
    Subscription old = subscription(SubscriptionStatus.ACTIVE, Tier.ENTERPRISE);
    Instant ahead = NOW.plusSeconds(3600);
    for (Optional<Held> outdated : List.of(before, Optional.<Held>empty())) {
      assertThat(subscriptions().apply(event(), new Read(old, ahead, outdated), offer()))
          .isEqualTo(new Subscriptions.Tied());
    }
    assertThat(entitled()).isEqualTo(new Entitlement.Entitled(Tier.PERSONAL, Optional.of(END)));
    Optional<Held> now = subscriptions().find(SUB);
    assertThat(subscriptions().apply(event(), new Read(old, NOW, now), offer()))
        .isInstanceOf(Subscriptions.Changed.class);
    assertThat(entitled()).isEqualTo(new Entitlement.Entitled(Tier.ENTERPRISE, Optional.of(END)));
  }

  @Test
  void aReadingThatConfirmsSupersedesWhatWasBefore() {
    apply(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW);
    Optional<Held> before = subscriptions().find(SUB);
    Subscription same = subscription(SubscriptionStatus.ACTIVE, Tier.TEAM);
    subscriptions().apply(event(), new Read(same, NOW.plusSeconds(9), before), offer());
    apply(SubscriptionStatus.PAST_DUE, Tier.TEAM, NOW.plusSeconds(5));
    assertThat(entitled()).isEqualTo(new Entitlement.Entitled(Tier.TEAM, Optional.of(END)));
  }

  @Test
  void aCustomerThatIsGoneHasNothingInWhateverOrder() {
    List<SubscriptionChange> all =
        List.of(
            observed(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW),
            observed(SubscriptionStatus.PAST_DUE, Tier.PERSONAL, NOW.plusSeconds(5)),
            new CustomerGone(ALICE, NOW.plusSeconds(3)));
    int order = 0;
    for (List<SubscriptionChange> permuted : permutations(all)) {
      CustomerId customer = new CustomerId("cus_gone_" + order);
      SubscriptionId id = new SubscriptionId("sub_gone_" + order++);
      for (SubscriptionChange one : permuted) {
        subscriptions().apply(event(), owned(one, id, customer), offer());
      }
      Held held = subscriptions().find(id).orElseThrow();
      assertThat(held)
          .as("%s", permuted)
          .isEqualTo(
              new Held(
                  new Subscription(
                      id,
                      customer,
                      Optional.of(Tier.PERSONAL),
                      SubscriptionStatus.CANCELED,
                      Optional.of(END)),
                  NOW.plusSeconds(5),
                  Optional.empty()));
      assertThat(subscriptions().heldBy(customer)).containsExactly(held);
      assertThat(entitlements().of(customer)).isEqualTo(new Entitlement.Inactive());
    }
    assertThat(order).isEqualTo(6);
  }

  @Test
  void aMissingCustomerHasNothing() {
    apply(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW);
    subscriptions().apply(event(), new CustomerGone(ALICE, NOW.plusSeconds(1)), offer());
    assertThat(entitled()).isEqualTo(new Entitlement.Inactive());
    apply(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW.plusSeconds(2));
    assertThat(entitled()).isEqualTo(new Entitlement.Inactive());
  }

  @Test
  void anEventCountsOnceHoweverManyArriveTogether() throws Exception {
    EventId event = event();
    Observed observed = observed(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW);
    List<Callable<Subscriptions.Outcome>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(() -> subscriptions().apply(event, observed, offer()));
    }
    int changed = 0;
    int repeated = 0;
    ExecutorService executor = Executors.newFixedThreadPool(20);
    try {
      for (Future<Subscriptions.Outcome> one : executor.invokeAll(all)) {
        changed += one.get() instanceof Subscriptions.Changed ? 1 : 0;
        repeated += one.get() instanceof Subscriptions.Repeated ? 1 : 0;
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(changed).isEqualTo(1);
    assertThat(repeated).isEqualTo(19);
    assertThat(claims().of(SUB)).isPresent();
  }

  @Test
  void differentEventsOfOneSubscriptionTogetherEndInTheLatest() throws Exception {
    List<Callable<Subscriptions.Outcome>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Observed observed =
          observed(
              SubscriptionStatus.ACTIVE,
              i % 2 == 0 ? Tier.TEAM : Tier.PERSONAL,
              NOW.plusSeconds(i));
      EventId event = event();
      all.add(() -> subscriptions().apply(event, observed, offer()));
    }
    ExecutorService executor = Executors.newFixedThreadPool(20);
    try {
      for (Future<Subscriptions.Outcome> one : executor.invokeAll(all)) {
        assertThat(one.get()).isNotInstanceOf(Subscriptions.Tied.class);
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(subscriptions().find(SUB).orElseThrow().at()).isEqualTo(NOW.plusSeconds(19));
  }

  @Test
  void aClaimIsFoundByItsCodeAndOnlyByThat() {
    Claim.Offer offer = offer();
    subscriptions().apply(event(), observed(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW), offer);
    assertThat(claims().withCode(offer.code())).isEqualTo(claims().of(SUB)).isPresent();
    assertThat(claims().withCode(Sha256.of("guessed"))).isEmpty();
  }

  @Test
  void redeemingAgainReplacesTheTokenForADay() {
    Claim claim = claim();
    IssuedToken first = token("t-1", NOW);
    IssuedToken second = token("t-2", NOW.plusSeconds(60));
    assertThat(claims().redeem(claim.id(), Claim.By.SESSION, first))
        .isEqualTo(new Claims.Recorded(Optional.empty()));
    assertThat(claims().redeem(claim.id(), Claim.By.SESSION, second))
        .isEqualTo(new Claims.Recorded(Optional.of(first.id())));
    assertThat(standing(first)).isEqualTo(Standing.REVOKED);
    assertThat(standing(second)).isEqualTo(Standing.GOOD);
    IssuedToken late = token("t-3", NOW.plus(Claim.REPLACEABLE));
    assertThat(claims().redeem(claim.id(), Claim.By.SESSION, late)).isEqualTo(new Claims.Over());
    assertThat(standing(late)).isEqualTo(Standing.UNKNOWN);
    assertThat(standing(second)).isEqualTo(Standing.GOOD);
  }

  @Test
  void aClaimIsOverAfterThirtyDays() {
    Claim claim = claim();
    IssuedToken late = token("t-1", NOW.plus(Claim.VALIDITY));
    assertThat(claims().redeem(claim.id(), Claim.By.SESSION, late)).isEqualTo(new Claims.Over());
    assertThat(claims().redeem("no such claim", Claim.By.SESSION, late))
        .isEqualTo(new Claims.Over());
  }

  @Test
  void howeverManyRedeemTogetherOneTokenIsGood() throws Exception {
    Claim claim = claim();
    List<IssuedToken> all = new ArrayList<>();
    List<Callable<Claims.Redeemed>> calls = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      IssuedToken token = token("t-" + i, NOW);
      all.add(token);
      calls.add(() -> claims().redeem(claim.id(), Claim.By.SESSION, token));
    }
    ExecutorService executor = Executors.newFixedThreadPool(16);
    try {
      for (Future<Claims.Redeemed> one : executor.invokeAll(calls)) {
        assertThat(one.get()).isInstanceOf(Claims.Recorded.class);
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(all.stream().filter(token -> standing(token) == Standing.GOOD)).hasSize(1);
    assertThat(all.stream().filter(token -> standing(token) == Standing.REVOKED)).hasSize(15);
  }

  @Test
  void aLinkIsGoodForOneToken() {
    Claim claim = claim();
    IssuedToken first = token("t-1", NOW);
    IssuedToken second = token("t-2", NOW.plusSeconds(60));
    IssuedToken third = token("t-3", NOW.plusSeconds(70));
    assertThat(claims().redeem(claim.id(), Claim.By.CODE, first))
        .isEqualTo(new Claims.Recorded(Optional.empty()));
    assertThat(claims().redeem(claim.id(), Claim.By.CODE, second)).isEqualTo(new Claims.Over());
    assertThat(standing(first)).isEqualTo(Standing.GOOD);
    assertThat(claims().redeem(claim.id(), Claim.By.SESSION, third))
        .isEqualTo(new Claims.Recorded(Optional.of(first.id())));
  }

  @Test
  void redeemingAgainRevokesWhatTheTokenWasReplacedBy() {
    Claim claim = claim();
    IssuedToken first = token("t-1", NOW);
    IssuedToken rotated = token("t-2", NOW.plusSeconds(10));
    IssuedToken again = token("t-3", NOW.plusSeconds(20));
    claims().redeem(claim.id(), Claim.By.SESSION, first);
    assertThat(tokens().replace(first.id(), rotated, NOW.plusSeconds(10))).isTrue();
    assertThat(claims().redeem(claim.id(), Claim.By.SESSION, again))
        .isEqualTo(new Claims.Recorded(Optional.of(rotated.id())));
    assertThat(List.of(first, rotated, again).stream().map(this::standing))
        .containsExactly(Standing.REVOKED, Standing.REVOKED, Standing.GOOD);
  }

  @RepeatedTest(20)
  void rotatingAndRedeemingTogetherLeavesOneGoodToken() throws Exception {
    Claim claim = claim();
    IssuedToken first = token("t-first", NOW);
    claims().redeem(claim.id(), Claim.By.SESSION, first);
    List<IssuedToken> all = new ArrayList<>(List.of(first));
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      IssuedToken again = token("t-again-" + i, NOW);
      IssuedToken afterFirst = token("t-after-first-" + i, NOW);
      IssuedToken afterAgain = token("t-after-again-" + i, NOW);
      all.addAll(List.of(again, afterFirst, afterAgain));
      calls.add(
          () -> claims().redeem(claim.id(), Claim.By.SESSION, again) instanceof Claims.Recorded);
      calls.add(() -> tokens().replace(first.id(), afterFirst, NOW));
      calls.add(() -> tokens().replace(again.id(), afterAgain, NOW));
    }
    ExecutorService executor = Executors.newFixedThreadPool(16);
    try {
      for (Future<Boolean> one : executor.invokeAll(calls)) {
        assertThat(one.get()).isNotNull();
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(all.stream().filter(token -> standing(token) == Standing.GOOD)).hasSize(1);
  }

  @Test
  void aClaimIsToBeToldUntilItIsTold() {
    Claim claim = claim();
    Duration lease = Duration.ofMinutes(1);
    assertThat(claims().toTell(NOW.plus(Claim.VALIDITY), lease)).isEmpty();
    assertThat(claims().toTell(NOW, lease)).contains(claim);
    assertThat(claims().toTell(NOW.plusSeconds(59), lease)).isEmpty();
    assertThat(claims().toTell(NOW.plusSeconds(60), lease)).contains(claim);
    claims().told(claim.id(), NOW.plusSeconds(61));
    assertThat(claims().toTell(NOW.plusSeconds(600), lease)).isEmpty();
  }

  @Test
  void aClaimThatIsUsedNeedsNoTelling() {
    Claim claim = claim();
    claims().redeem(claim.id(), Claim.By.SESSION, token("t-1", NOW));
    assertThat(claims().toTell(NOW, Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void whatWasNeverTriedIsToldFirst() {
    Claim claim = claim();
    Duration lease = Duration.ofSeconds(1);
    assertThat(claims().toTell(NOW, lease)).contains(claim);
    apply(anotherSubscription("sub_2"));
    assertThat(claims().toTell(NOW.plusSeconds(5), lease))
        .isEqualTo(claims().of(new SubscriptionId("sub_2")))
        .isPresent();
    assertThat(claims().toTell(NOW.plusSeconds(5), lease)).contains(claim);
  }

  @Test
  void eachClaimIsGivenToOneTeller() throws Exception {
    for (int i = 0; i < 5; i++) {
      apply(anotherSubscription("sub_tell_" + i));
    }
    List<Callable<Optional<Claim>>> calls = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      calls.add(() -> claims().toTell(NOW, Duration.ofMinutes(1)));
    }
    List<Claim> given = new ArrayList<>();
    ExecutorService executor = Executors.newFixedThreadPool(16);
    try {
      for (Future<Optional<Claim>> one : executor.invokeAll(calls)) {
        one.get().ifPresent(given::add);
      }
    } finally {
      executor.shutdownNow();
    }
    claims().toTell(NOW, Duration.ofMinutes(1)).ifPresent(given::add);
    assertThat(given).doesNotHaveDuplicates();
    assertThat(given.size()).isEqualTo(5);
  }

  @Test
  void whatCannotBeWrittenThrows() {
    Optional<Subscriptions> broken = broken();
    assumeTrue(broken.isPresent(), "nothing to break");
    Observed observed = observed(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW);
    assertThatThrownBy(() -> broken.orElseThrow().apply(event(), observed, offer()))
        .isInstanceOf(RuntimeException.class);
  }

  protected final Claim claim() {
    apply(SubscriptionStatus.ACTIVE, Tier.TEAM, NOW);
    return claims().of(SUB).orElseThrow();
  }

  private Entitlement entitled() {
    return entitlements().of(ALICE);
  }

  protected final Standing standing(IssuedToken token) {
    return tokens().standing(token.id(), token.hash());
  }

  private Subscriptions.Outcome apply(SubscriptionStatus status, Tier tier, Instant at) {
    return apply(subscription(status, tier), at);
  }

  private void apply(Subscription subscription) {
    apply(subscription, NOW);
  }

  private Subscriptions.Outcome apply(Subscription subscription, Instant at) {
    return subscriptions().apply(event(), new Observed(subscription, at), offer());
  }

  private EventId event() {
    return new EventId("evt_" + events.incrementAndGet());
  }

  private Claim.Offer offer() {
    String id = "claim-" + events.incrementAndGet();
    return new Claim.Offer(id, Sha256.of("code of " + id), NOW);
  }

  private static Observed observed(SubscriptionStatus status, Tier tier, Instant at) {
    return new Observed(subscription(status, tier), at);
  }

  private static Observed renamed(Observed observed, SubscriptionId id) {
    Subscription known = observed.subscription();
    return new Observed(
        new Subscription(id, known.customer(), known.tier(), known.status(), known.periodEnd()),
        observed.at());
  }

  private static SubscriptionChange owned(
      SubscriptionChange change, SubscriptionId id, CustomerId customer) {
    if (!(change instanceof Observed observed)) {
      return new CustomerGone(customer, change.at());
    }
    Subscription known = observed.subscription();
    return new Observed(
        new Subscription(id, customer, known.tier(), known.status(), known.periodEnd()),
        observed.at());
  }

  private static Subscription anotherSubscription(String id) {
    return new Subscription(
        new SubscriptionId(id),
        ALICE,
        Optional.of(Tier.PERSONAL),
        SubscriptionStatus.ACTIVE,
        Optional.empty());
  }

  private static Subscription subscription(SubscriptionStatus status, Tier tier) {
    return new Subscription(SUB, ALICE, Optional.of(tier), status, Optional.of(END));
  }

  protected static IssuedToken token(String id, Instant issued) {
    return new IssuedToken(
        new TokenClaims(
            new TokenId(id),
            ALICE,
            Tier.TEAM,
            Optional.of(SUB.value()),
            issued,
            issued.plusSeconds(86_400)),
        Sha256.of("raw " + id),
        IssuedToken.Origin.SUBSCRIPTION,
        Optional.empty());
  }

  private static <T> List<List<T>> permutations(List<T> all) {
    if (all.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> permutations = new ArrayList<>();
    for (T first : all) {
      List<T> rest = new ArrayList<>(all);
      rest.remove(first);
      for (List<T> tail : permutations(rest)) {
        List<T> one = new ArrayList<>(List.of(first));
        one.addAll(tail);
        permutations.add(one);
      }
    }
    return permutations;
  }
}
