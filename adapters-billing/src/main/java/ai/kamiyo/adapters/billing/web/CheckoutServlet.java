package ai.kamiyo.adapters.billing.web;

import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.billing.Checkouts;
import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Begins a purchase: a form is led on to the seller, a program gets the address. */
public final class CheckoutServlet extends BillingServlet {
  private static final long serialVersionUID = 1L;

  private final transient Checkouts seller;

  public CheckoutServlet(Checkouts seller) {
    super("POST");
    this.seller = seller;
  }

  @Override
  protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Parameters parameters = Parameters.of(request);
    Optional<Tier> tier = parameters.get("tier").flatMap(Tier::labelled);
    if (tier.isEmpty()) {
      refuse(response, 400, "invalid_argument", "tier must be one of personal, team, enterprise.");
      return;
    }
    go(response, seller.begin(tier.get()), parameters.json());
  }

  static void go(HttpServletResponse response, URI address, boolean program) throws IOException {
    if (program) {
      JsonObject json = new JsonObject();
      json.addProperty("url", address.toString());
      json(response, 200, json.toString());
    } else {
      response.setHeader("Location", address.toString());
      write(response, 303, "text/plain;charset=utf-8", "");
    }
  }
}
