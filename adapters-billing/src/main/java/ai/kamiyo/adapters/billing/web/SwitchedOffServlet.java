package ai.kamiyo.adapters.billing.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Stands where something would be sold, in an installation that sells nothing. */
public final class SwitchedOffServlet extends BillingServlet {
  private static final long serialVersionUID = 1L;

  public SwitchedOffServlet() {
    super("GET, HEAD, POST");
  }

  @Override
  protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    refuse(response, 501, "feature_disabled", "Nothing is sold here: billing is not set up.");
  }

  @Override
  protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
    get(request, response);
  }
}
