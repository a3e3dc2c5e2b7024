package ai.kamiyo.adapters.billing.web;

import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The token of a request, and how one without a good one is answered. */
final class Bearer {
  private static final Pattern HEADER = Pattern.compile("(?i)bearer +(\\S{1,4096}) *");

  private final String challenge;

  Bearer(String publicUrl) {
    challenge =
        "Bearer resource_metadata=\"" + publicUrl + "/.well-known/oauth-protected-resource\"";
  }

  Optional<AccessToken> of(HttpServletRequest request) {
    Matcher header =
        HEADER.matcher(Optional.ofNullable(request.getHeader("Authorization")).orElse(""));
    return header.matches() ? Optional.of(new AccessToken(header.group(1))) : Optional.empty();
  }

  void demand(HttpServletResponse response) throws IOException {
    response.setHeader("WWW-Authenticate", challenge);
    BillingServlet.refuse(
        response, 401, "unauthenticated", "Send the header Authorization: Bearer TOKEN.");
  }

  void reject(HttpServletResponse response, Refusal refusal) throws IOException {
    response.setHeader("WWW-Authenticate", challenge + ", error=\"invalid_token\"");
    String code =
        switch (refusal) {
          case Refusal.TokenExpired() -> "token_expired";
          case Refusal.TokenRevoked() -> "token_revoked";
          default -> "unauthenticated";
        };
    BillingServlet.refuse(response, 401, code, "The access token is not accepted here.");
  }
}
