package ai.kamiyo.adapters.billing.stripe;

import ai.kamiyo.adapters.billing.web.BillingServlet;
import ai.kamiyo.application.billing.ApplySubscriptionChange;
import ai.kamiyo.domain.billing.Subscriptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Takes in Stripe's events. Every event that is signed is acknowledged once it is kept; one that
 * cannot be kept is answered 5xx, and Stripe sends it again.
 */
public final class WebhookServlet extends BillingServlet {
  private static final long serialVersionUID = 1L;

  private final transient Signatures signatures;
  private final transient StripeEvents events;
  private final transient ApplySubscriptionChange changes;
  private final transient Runnable changed;

  /**
   * A servlet for one endpoint.
   *
   * @param secret with which Stripe signs
   * @param changed is run after something new was kept
   */
  public WebhookServlet(
      String secret,
      PriceBook prices,
      ApplySubscriptionChange changes,
      Runnable changed,
      Clock clock) {
    super("POST");
    this.signatures = new Signatures(secret, clock);
    this.events = new StripeEvents(prices);
    this.changes = changes;
    this.changed = changed;
  }

  @Override
  protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String body = body(request);
    String header = Optional.ofNullable(request.getHeader("Stripe-Signature")).orElse("");
    if (!signatures.isGood(body, header)) {
      refuse(response, 400, "bad_signature", "This is not signed by Stripe, or not just now.");
      return;
    }
    Optional<StripeEvents.Told> told = events.read(body);
    if (told.isEmpty()) {
      refuse(response, 400, "no_event", "This is no event.");
      return;
    }
    if (apply(told.get())) {
      changed.run();
    }
    json(response, 200, "{\"received\":true}");
  }

  private boolean apply(StripeEvents.Told told) {
    Subscriptions.Outcome outcome =
        switch (told) {
          case StripeEvents.Told.Change(var event, var change) -> changes.apply(event, change);
          case StripeEvents.Told.Look(var event, var subscription, var at) ->
              changes.reread(event, subscription, at);
          case StripeEvents.Told.Nothing() -> new Subscriptions.Unchanged();
        };
    return outcome instanceof Subscriptions.Changed;
  }
}
