package ai.kamiyo.adapters.billing.web;

import ai.kamiyo.application.access.Authenticate;
import ai.kamiyo.application.access.ShowAccount;
import ai.kamiyo.application.access.ShowAccount.Account;
import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.WindowUse;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** What the caller has: tier, expiry, limits, what was used of them. */
public final class AccountServlet extends BillingServlet {
  private static final long serialVersionUID = 1L;

  private final transient Authenticate authenticate;
  private final transient ShowAccount accounts;
  private final transient Bearer bearer;

  public AccountServlet(Authenticate authenticate, ShowAccount accounts, String publicUrl) {
    super("GET, HEAD");
    this.authenticate = authenticate;
    this.accounts = accounts;
    this.bearer = new Bearer(publicUrl);
  }

  @Override
  protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<AccessToken> token = bearer.of(request);
    if (token.isEmpty()) {
      bearer.demand(response);
      return;
    }
    switch (authenticate.caller(token.get(), "")) {
      case Caller.Customer customer ->
          json(
              response,
              200,
              accounts
                  .of(customer.id())
                  .map(AccountServlet::account)
                  .orElseGet(() -> inactive(customer))
                  .toString());
      case Caller.Rejected rejected -> bearer.reject(response, rejected.refusal());
      case Caller.Anonymous unused -> bearer.demand(response);
      case Caller.Local unused -> bearer.demand(response);
    }
  }

  private static JsonObject account(Account account) {
    JsonObject json = new JsonObject();
    json.addProperty("customer", account.customer().value());
    json.addProperty("status", "active");
    json.addProperty("tier", account.tier().label());
    json.addProperty("expires_at", account.until().map(Object::toString).orElse(null));
    for (WindowUse use : account.windows()) {
      JsonObject window = new JsonObject();
      window.addProperty("limit", use.limit());
      window.addProperty("used", use.used());
      window.addProperty("remaining", use.remaining());
      window.addProperty("reset_at", use.resetAt().toString());
      json.add(use.window().label(), window);
    }
    return json;
  }

  private static JsonObject inactive(Caller.Customer customer) {
    JsonObject json = new JsonObject();
    json.addProperty("customer", customer.id().value());
    json.addProperty("status", "inactive");
    json.add("tier", JsonNull.INSTANCE);
    return json;
  }
}
