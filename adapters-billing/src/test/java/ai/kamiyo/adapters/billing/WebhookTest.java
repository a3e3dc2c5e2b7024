package ai.kamiyo.adapters.billing;

import static ai.kamiyo.adapters.billing.BillingWorld.GRACE;
import static ai.kamiyo.adapters.billing.BillingWorld.NOW;
import static ai.kamiyo.adapters.billing.StripeJson.event;
import static ai.kamiyo.adapters.billing.StripeJson.invoice;
import static ai.kamiyo.adapters.billing.StripeJson.oldInvoice;
import static ai.kamiyo.adapters.billing.StripeJson.oldSubscription;
import static ai.kamiyo.adapters.billing.StripeJson.session;
import static ai.kamiyo.adapters.billing.StripeJson.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.application.billing.SyncSubscriptions.Verdict;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.billing.SubscriptionId;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Stripe's events change, and what does not count as one. */
class WebhookTest {
  private static final Instant END = NOW.plus(Duration.ofDays(30));
  private static final SubscriptionId SUB = new SubscriptionId("sub_1");

  private final BillingWorld world = new BillingWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aPaidSubscriptionEntitles() {
    assertThat(updated("evt_1", NOW, "active", "price_team")).isEqualTo(200);
    assertThat(world.tier("cus_1")).contains(Tier.TEAM);
    assertThat(world.changes).hasValue(1);
    assertThat(world.invalidations.published()).containsExactly(new CustomerId("cus_1"));
  }

  @Test
  void aDowngradeChangesTheVeryNextCall() {
    updated("evt_1", NOW, "active", "price_enterprise");
    assertThat(world.tier("cus_1")).contains(Tier.ENTERPRISE);
    updated("evt_2", NOW.plusSeconds(1), "active", "price_personal");
    assertThat(world.tier("cus_1")).contains(Tier.PERSONAL);
  }

  @Test
  void theSameEventTwentyTimesAtOnceIsOneChange() throws Exception {
    String event =
        event(
            "evt_1",
            "customer.subscription.created",
            NOW,
            subscription("sub_1", "cus_1", "active", "price_team", END));
    List<Callable<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(() -> world.event(event));
    }
    ExecutorService executor = Executors.newFixedThreadPool(20);
    try {
      for (Future<Integer> one : executor.invokeAll(all)) {
        assertThat(one.get()).isEqualTo(200);
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(world.changes).hasValue(1);
    assertThat(world.invalidations.published()).hasSize(1); // every process is told once
  }

  @Test
  void canceledIsFinalHoweverLateTheRestComes() {
    deliver("evt_3", "customer.subscription.deleted", NOW.plusSeconds(20), "canceled");
    deliver("evt_1", "customer.subscription.created", NOW, "active");
    deliver("evt_2", "customer.subscription.updated", NOW.plusSeconds(30), "active");
    assertThat(world.tier("cus_1")).isEmpty();
  }

  @Test
  void anEarlierEventThatComesLaterChangesNothing() {
    updated("evt_2", NOW.plusSeconds(10), "active", "price_personal");
    updated("evt_1", NOW, "active", "price_enterprise");
    assertThat(world.tier("cus_1")).contains(Tier.PERSONAL);
  }

  @Test
  void twoEventsOfOneSecondAreSettledByAskingStripe() {
    String now = subscription("sub_1", "cus_1", "active", "price_enterprise", END);
    world.stripe.put("/v1/subscriptions/sub_1", now);
    updated("evt_1", NOW, "active", "price_team");
    assertThat(world.stripe.asked()).isEmpty();
    updated("evt_2", NOW, "active", "price_personal");
    assertThat(world.stripe.asked()).hasSize(1);
    assertThat(world.tier("cus_1")).contains(Tier.ENTERPRISE);
  }

  @Test
  void aTieThatStripeDoesNotSettleComesAgain() {
    updated("evt_1", NOW, "active", "price_team");
    world.stripe.down(true);
    assertThat(updated("evt_2", NOW, "active", "price_personal")).isEqualTo(503);
    assertThat(world.tier("cus_1")).contains(Tier.TEAM);
    world.stripe.down(false);
    world.stripe.put(
        "/v1/subscriptions/sub_1", subscription("sub_1", "cus_1", "active", "price_personal", END));
    assertThat(updated("evt_2", NOW, "active", "price_personal")).isEqualTo(200);
    assertThat(world.tier("cus_1")).contains(Tier.PERSONAL);
  }

  @Test
  void whatCannotBeKeptIsAnsweredWith5xxAndSucceedsLater() {
    world.databaseAway(true);
    String event =
        event(
            "evt_1",
            "customer.subscription.created",
            NOW,
            subscription("sub_1", "cus_1", "active", "price_team", END));
    HttpResponse<String> refused = world.event(event, BillingWorld.signature(event, NOW));
    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(refused.body()).contains("incident").doesNotContain("hunter2");
    assertThat(world.tier("cus_1")).isEmpty();
    world.databaseAway(false);
    assertThat(world.event(event)).isEqualTo(200);
    assertThat(world.tier("cus_1")).contains(Tier.TEAM);
  }

  @Test
  void otherProductsAreIgnored() {
    assertThat(updated("evt_1", NOW, "active", "price_of_something_else")).isEqualTo(200);
    assertThat(world.subscriptions.find(SUB).flatMap(held -> held.subscription().tier())).isEmpty();
    assertThat(world.tier("cus_1")).isEmpty();
  }

  @Test
  void aFailedPaymentLeavesSomeDaysAndUnpaidNone() {
    updated("evt_1", NOW, "active", "price_team");
    updated("evt_2", NOW.plusSeconds(5), "past_due", "price_team");
    assertThat(world.tier("cus_1")).contains(Tier.TEAM);
    world.clock.set(NOW.plusSeconds(5).plus(GRACE));
    assertThat(world.tier("cus_1")).isEmpty();
    world.clock.set(NOW.plusSeconds(10));
    updated("evt_3", NOW.plusSeconds(6), "unpaid", "price_team");
    assertThat(world.tier("cus_1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInvoiceHasStripeAsked(boolean newer) {
    updated("evt_1", NOW, "active", "price_team");
    world.stripe.put(
        "/v1/subscriptions/sub_1", subscription("sub_1", "cus_1", "past_due", "price_team", END));
    String invoice = newer ? invoice("cus_1", "sub_1") : oldInvoice("cus_1", "sub_1");
    world.event(event("evt_2", "invoice.payment_failed", NOW.plusSeconds(5), invoice));
    assertThat(world.subscriptions.find(SUB).orElseThrow().pastDueSince())
        .contains(NOW.plusSeconds(5));
    world.stripe.put(
        "/v1/subscriptions/sub_1", subscription("sub_1", "cus_1", "active", "price_team", END));
    world.event(event("evt_3", "invoice.payment_succeeded", NOW.plusSeconds(9), invoice));
    assertThat(world.subscriptions.find(SUB).orElseThrow().pastDueSince()).isEmpty();
  }

  @Test
  void aCompletedCheckoutBringsItsSubscription() {
    world.stripe.put(
        "/v1/subscriptions/sub_1", subscription("sub_1", "cus_1", "active", "price_team", END));
    assertThat(
            world.event(
                event(
                    "evt_1",
                    "checkout.session.completed",
                    NOW,
                    session("cs_1", "complete", "paid", "cus_1", "sub_1"))))
        .isEqualTo(200);
    assertThat(world.tier("cus_1")).contains(Tier.TEAM);
    assertThat(world.subscriptions.of(SUB)).isPresent();
  }

  @Test
  void aDeletedCustomerHasNothing() {
    updated("evt_1", NOW, "active", "price_team");
    world.event(event("evt_2", "customer.deleted", NOW.plusSeconds(1), "{\"id\":\"cus_1\"}"));
    assertThat(world.tier("cus_1")).isEmpty();
  }

  @Test
  void eventsOfOtherVersionsAreReadAllTheSame() {
    assertThat(
            world.event(
                event(
                    "evt_1",
                    "customer.subscription.created",
                    NOW,
                    oldSubscription("sub_1", "cus_1", "active", "price_team", END),
                    "2020-08-27")))
        .isEqualTo(200);
    assertThat(world.tier("cus_1")).contains(Tier.TEAM);
    assertThat(world.subscriptions.find(SUB).orElseThrow().subscription().periodEnd())
        .contains(END);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"price.created", "customer.subscription.trial_will_end", "v9.unheard.of", "ping"})
  void unknownTypesAreAcknowledged(String type) {
    assertThat(world.event(event("evt_1", type, NOW, "{\"id\":\"x\"}"))).isEqualTo(200);
    assertThat(world.changes).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\":7}", "{\"id\":\"sub_1\",\"items\":[]}", "{\"status\":{}}"})
  void strangeObjectsAreAcknowledgedAndChangeNothing(String object) {
    assertThat(world.event(event("evt_1", "customer.subscription.updated", NOW, object)))
        .isEqualTo(200);
    assertThat(world.changes).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{\"id\":\"evt_1\"}", "\u0000"})
  void whatIsNoEventIsRefused(String body) {
    assertThat(world.event(body)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "t=1",
        "v1=00",
        "t=1795435200,v1=",
        "t=1795435200,v1=deadbeef",
        "t=x,v1=y",
        "t=99999999999999999999,v1=00"
      })
  void badSignaturesAreRefused(String signature) {
    String event = event("evt_1", "customer.subscription.created", NOW, "{}");
    assertThat(world.event(event, signature).statusCode()).isEqualTo(400);
  }

  @Test
  void aBodyThatWasChangedIsRefused() {
    String event = event("evt_1", "price.created", NOW, "{}");
    String signature = BillingWorld.signature(event, NOW);
    assertThat(world.event(event.replace("evt_1", "evt_2"), signature).statusCode()).isEqualTo(400);
    assertThat(world.event(event, signature).statusCode()).isEqualTo(200);
  }

  @Test
  void signaturesAreGoodForFiveMinutesAroundNow() {
    String event = event("evt_1", "price.created", NOW, "{}");
    assertThat(at(event, NOW.minusSeconds(299))).isEqualTo(200);
    assertThat(at(event, NOW.plusSeconds(299))).isEqualTo(200);
    assertThat(at(event, NOW.minusSeconds(301))).isEqualTo(400);
    assertThat(at(event, NOW.plusSeconds(301))).isEqualTo(400);
    assertThat(at(event, NOW.plusSeconds(86_400))).isEqualTo(400);
  }

  @Test
  void aBodyHasAtMostOneMebibyte() {
    String event = event("evt_1", "price.created", NOW, "{\"x\":\"" + "a".repeat(1 << 20) + "\"}");
    assertThat(world.event(event)).isEqualTo(413);
  }

  @Test
  void onlyPostsAreTaken() {
    assertThat(world.get(0, "/webhooks/stripe").statusCode()).isEqualTo(405);
    assertThat(
            world
                .send(
                    HttpRequest.newBuilder(world.at(0, "/webhooks/stripe"))
                        .method("DELETE", BodyPublishers.noBody())
                        .build())
                .statusCode())
        .isEqualTo(405);
  }

  @Test
  void syncBringsWhatWasMissedAndADryRunOnlyTells() {
    updated("evt_1", NOW, "active", "price_team");
    world.clock.set(NOW.plusSeconds(60));
    put("sub_1", "cus_1", "canceled", "price_team");
    put("sub_2", "cus_2", "active", "price_enterprise");
    put("sub_3", "cus_3", "active", "price_of_something_else");
    put("sub_4", "cus_4", "trialing", "price_personal");
    put("sub_5", "cus_5", "active", "price_personal");
    for (boolean dry : new boolean[] {true, false}) {
      var report = world.sync().sync(dry);
      assertThat(report.lines()).hasSize(5);
      assertThat(report.count(Verdict.CHANGED)).isEqualTo(1);
      assertThat(report.count(Verdict.NEW)).isEqualTo(3);
      assertThat(report.count(Verdict.FOREIGN)).isEqualTo(1);
      assertThat(world.tier("cus_2").isPresent()).isEqualTo(!dry);
      assertThat(world.tier("cus_1").isPresent()).isEqualTo(dry);
    }
    assertThat(world.sync().sync(false).count(Verdict.SAME)).isEqualTo(4);
    assertThat(world.tier("cus_4")).contains(Tier.PERSONAL);
    assertThat(world.tier("cus_3")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30})
  void whatHappensRightAfterASyncCountsThoughOurClockIsAhead(int ahead) {
    put("sub_1", "cus_1", "active", "price_enterprise");
    world.clock.set(NOW.plusSeconds(ahead).plusMillis(900));
    assertThat(world.sync().sync(false).count(Verdict.NEW)).isEqualTo(1);
    updated("evt_1", NOW, "active", "price_personal");
    assertThat(world.tier("cus_1")).contains(Tier.PERSONAL);
  }

  @Test
  void aListThatGrewOldDoesNotUndoWhatCameSince() {
    updated("evt_1", NOW, "active", "price_team");
    put("sub_1", "cus_1", "active", "price_enterprise");
    put("sub_2", "cus_2", "active", "price_enterprise");
    world.clock.set(NOW.plusSeconds(600));
    world.stripe.whileAnswering(
        "/v1/subscriptions",
        () -> {
          put("sub_1", "cus_1", "active", "price_personal");
          updated("evt_2", NOW.plusSeconds(599), "active", "price_personal");
          String deleted = subscription("sub_2", "cus_2", "canceled", "price_enterprise", END);
          world.stripe.put("/v1/subscriptions/sub_2", deleted);
          world.event(
              event("evt_3", "customer.subscription.deleted", NOW.plusSeconds(599), deleted));
        });
    var unused = world.sync().sync(false);
    assertThat(world.tier("cus_1")).contains(Tier.PERSONAL);
    assertThat(world.tier("cus_2")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void whatComesWhileStripeIsAskedIsNotUndone(int later) {
    updated("evt_1", NOW, "active", "price_team");
    put("sub_1", "cus_1", "active", "price_enterprise");
    world.stripe.whileAnswering(
        "/v1/subscriptions/sub_1",
        () -> {
          put("sub_1", "cus_1", "active", "price_personal");
          updated("evt_2", NOW.plusSeconds(later), "active", "price_personal");
        });
    world.event(
        event("evt_3", "invoice.payment_succeeded", NOW.plusSeconds(2), invoice("cus_1", "sub_1")));
    assertThat(world.tier("cus_1")).contains(Tier.PERSONAL);
  }

  @Test
  void aDeletedCustomerHasNothingWhateverComesAfter() {
    world.event(event("evt_2", "customer.deleted", NOW.plusSeconds(1), "{\"id\":\"cus_1\"}"));
    updated("evt_1", NOW, "active", "price_team");
    put("sub_1", "cus_1", "active", "price_team");
    var unused = world.sync().sync(false);
    assertThat(world.tier("cus_1")).isEmpty();
    assertThat(world.subscriptions.of(SUB)).isEmpty();
  }

  private void put(String id, String customer, String status, String price) {
    world.stripe.put("/v1/subscriptions/" + id, subscription(id, customer, status, price, END));
  }

  private int at(String event, Instant signed) {
    return world.event(event, BillingWorld.signature(event, signed)).statusCode();
  }

  private int updated(String id, Instant at, String status, String price) {
    return world.event(
        event(
            id,
            "customer.subscription.updated",
            at,
            subscription("sub_1", "cus_1", status, price, END)));
  }

  private void deliver(String id, String type, Instant at, String status) {
    String object = subscription("sub_1", "cus_1", status, "price_team", END);
    assertThat(world.event(event(id, type, at, object))).isEqualTo(200);
  }
}
