package ai.kamiyo.adapters.billing.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;

/** Publishes the public keys that verify tokens. */
public final class KeysServlet extends BillingServlet {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<String> keys;

  public KeysServlet(Supplier<String> keys) {
    super("GET, HEAD");
    this.keys = keys;
  }

  @Override
  protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "public, max-age=300");
    write(response, 200, "application/jwk-set+json", keys.get());
  }
}
