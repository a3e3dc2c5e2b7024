package ai.kamiyo.adapters.billing.web;

import ai.kamiyo.application.access.Issued;
import ai.kamiyo.application.access.RotateToken;
import ai.kamiyo.domain.access.AccessToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Gives the holder of a token a new one in its place. */
public final class TokenServlet extends BillingServlet {
  private static final long serialVersionUID = 1L;

  private final transient RotateToken tokens;
  private final transient Bearer bearer;

  public TokenServlet(RotateToken tokens, String publicUrl) {
    super("POST");
    this.tokens = tokens;
    this.bearer = new Bearer(publicUrl);
  }

  @Override
  protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<AccessToken> token = bearer.of(request);
    if (token.isEmpty()) {
      bearer.demand(response);
      return;
    }
    switch (tokens.rotate(token.get())) {
      case RotateToken.Rotated(Issued issued) ->
          json(response, 200, IssuedJson.of(issued).toString());
      case RotateToken.Refused(var refusal) -> bearer.reject(response, refusal);
    }
  }
}
