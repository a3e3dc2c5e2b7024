package ai.kamiyo.adapters.mcp.resources;

import ai.kamiyo.adapters.mcp.catalog.Label;
import ai.kamiyo.adapters.mcp.catalog.Refusals;
import ai.kamiyo.adapters.mcp.catalog.ResourceDefinition;
import ai.kamiyo.adapters.mcp.catalog.ResourceReading;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.application.access.ShowAccount;
import ai.kamiyo.application.access.ShowAccount.Account;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Refusal;
import ai.kamiyo.domain.access.WindowUse;
import java.math.BigDecimal;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/** {@code kamiyo://account}: what {@code GET /account} answers, for whoever reads it. */
public final class AccountResource {
  private static final BigDecimal PRIORITY = new BigDecimal("0.3");

  private final ShowAccount accounts;
  private final Refusals refusals;

  public AccountResource(ShowAccount accounts, Refusals refusals) {
    this.accounts = accounts;
    this.refusals = refusals;
  }

  public ResourceDefinition definition() {
    return new ResourceDefinition(
        "kamiyo://account",
        new Label(
            "account",
            "Your account",
            "The caller's tier, until when, and for the minute and the day the limit, what is used"
                + " of it and when it begins anew. Needs an access token; costs no call.",
            "application/json",
            PRIORITY,
            Label.Readers.KNOWN),
        OptionalLong.empty(),
        this::read);
  }

  private ResourceReading read(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous _ -> refused(new Refusal.Unauthenticated());
      case Caller.Rejected rejected -> refused(rejected.refusal());
      case Caller.Customer customer -> content(customer.id());
      case Caller.Local _ -> content(CustomerId.LOCAL);
    };
  }

  private ResourceReading refused(Refusal refusal) {
    return new ResourceReading.Refused(refusals.of(refusal));
  }

  private ResourceReading content(CustomerId customer) {
    return new ResourceReading.Content(
        Json.write(
            accounts
                .of(customer)
                .map(AccountResource::active)
                .orElseGet(() -> inactive(customer))));
  }

  private static ObjectNode active(Account account) {
    ObjectNode out =
        Json.object()
            .put("customer", account.customer().value())
            .put("status", "active")
            .put("tier", account.tier().label())
            .put("expires_at", account.until().map(Object::toString).orElse(null));
    for (WindowUse use : account.windows()) {
      out.putObject(use.window().label())
          .put("limit", use.limit())
          .put("used", use.used())
          .put("remaining", use.remaining())
          .put("reset_at", use.resetAt().toString());
    }
    return out;
  }

  private static ObjectNode inactive(CustomerId customer) {
    return Json.object()
        .put("customer", customer.value())
        .put("status", "inactive")
        .putNull("tier");
  }
}
