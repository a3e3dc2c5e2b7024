package ai.kamiyo.adapters.billing.web;

import ai.kamiyo.application.access.Authenticate;
import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.billing.Checkouts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Tells the holder of a token where to change or end its subscription. */
public final class PortalServlet extends BillingServlet {
  private static final long serialVersionUID = 1L;

  private final transient Authenticate authenticate;
  private final transient Checkouts seller;
  private final transient Bearer bearer;

  public PortalServlet(Authenticate authenticate, Checkouts seller, String publicUrl) {
    super("POST");
    this.authenticate = authenticate;
    this.seller = seller;
    this.bearer = new Bearer(publicUrl);
  }

  @Override
  protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<AccessToken> token = bearer.of(request);
    if (token.isEmpty()) {
      bearer.demand(response);
      return;
    }
    switch (authenticate.caller(token.get(), "")) {
      case Caller.Customer customer -> {
        Optional<URI> portal = seller.portal(customer.id());
        if (portal.isPresent()) {
          CheckoutServlet.go(response, portal.get(), true);
        } else {
          refuse(response, 404, "unknown_customer", "Nothing was sold to this customer here.");
        }
      }
      case Caller.Rejected rejected -> bearer.reject(response, rejected.refusal());
      case Caller.Anonymous unused -> bearer.demand(response);
      case Caller.Local unused -> bearer.demand(response);
    }
  }
}
