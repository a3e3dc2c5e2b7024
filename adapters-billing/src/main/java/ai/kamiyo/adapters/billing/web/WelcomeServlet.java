package ai.kamiyo.adapters.billing.web;

import ai.kamiyo.application.access.Issued;
import ai.kamiyo.application.billing.ClaimToken;
import ai.kamiyo.application.billing.ClaimToken.Proof;
import ai.kamiyo.application.billing.ClaimToken.View;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Where a new subscriber gets its token. To look changes nothing, so that whoever fetches pages in
 * advance makes no token; the button does.
 */
public final class WelcomeServlet extends BillingServlet {
  private static final long serialVersionUID = 1L;

  private final transient ClaimToken claims;
  private final transient WelcomePage page;

  public WelcomeServlet(ClaimToken claims, String publicUrl, String supportUrl) {
    super("GET, HEAD, POST");
    this.claims = claims;
    this.page = new WelcomePage(publicUrl, supportUrl);
  }

  @Override
  protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<Proof> proof = proof(Parameters.of(request));
    View view = proof.map(claims::look).orElse(View.UNKNOWN);
    if (view == View.READY) {
      page(response, 200, page.button(proof.orElseThrow()));
    } else {
      page(response, status(view), page.sorry(view));
    }
  }

  @Override
  protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Parameters parameters = Parameters.of(request);
    ClaimToken.Outcome outcome =
        proof(parameters).map(claims::claim).orElseGet(() -> new ClaimToken.NotGiven(View.UNKNOWN));
    switch (outcome) {
      case ClaimToken.Given(Issued issued) -> {
        if (parameters.json()) {
          json(response, 200, IssuedJson.of(issued).toString());
        } else {
          page(response, 200, page.token(issued));
        }
      }
      case ClaimToken.NotGiven(View why) -> {
        if (parameters.json()) {
          refuse(response, status(why), "no_token", page.reason(why));
        } else {
          page(response, status(why), page.sorry(why));
        }
      }
    }
  }

  private static Optional<Proof> proof(Parameters parameters) {
    return parameters
        .get("session_id")
        .<Proof>map(ClaimToken.Session::new)
        .or(() -> parameters.get("claim").map(ClaimToken.Code::new));
  }

  private static int status(View view) {
    return switch (view) {
      case READY -> 200;
      case UNPAID -> 402;
      case OVER -> 410;
      case UNKNOWN -> 404;
    };
  }

  private static void page(HttpServletResponse response, int status, String html)
      throws IOException {
    response.setHeader("Content-Security-Policy", WelcomePage.POLICY);
    response.setHeader("X-Frame-Options", "DENY");
    write(response, status, "text/html;charset=utf-8", html);
  }
}
