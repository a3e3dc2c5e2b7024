package ai.kamiyo.adapters.billing.web;

import ai.kamiyo.application.access.Issued;
import ai.kamiyo.application.billing.ClaimToken;
import ai.kamiyo.application.billing.ClaimToken.Proof;
import ai.kamiyo.application.billing.ClaimToken.View;
import ai.kamiyo.domain.access.TokenClaims;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The page of a new subscriber: a button, then the token and where to put it. */
final class WelcomePage {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem;"
          + "color:#1b1b1b;background:#fff}pre{background:#f2f2f2;padding:.8rem;"
          + "white-space:pre-wrap;overflow-wrap:anywhere}button{font:inherit;padding:.5rem 1rem}"
          + "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}"
          + "pre{background:#262626}a{color:#9cf}}";

  private static final String SCRIPT =
      """
      document.addEventListener('click', async event => {
        const id = event.target.dataset && event.target.dataset.copy;
        if (!id) return;
        const source = document.getElementById(id);
        try {
          await navigator.clipboard.writeText(source.textContent);
        } catch (e) {
          getSelection().selectAllChildren(source);
          document.execCommand('copy');
        }
        event.target.textContent = 'Copied';
      });
      """;

  static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; form-action 'self';"
              .formatted(digest(STYLE), digest(SCRIPT))
          + " base-uri 'none'; frame-ancestors 'none'";

  private final String publicUrl;
  private final String supportUrl;

  WelcomePage(String publicUrl, String supportUrl) {
    this.publicUrl = publicUrl;
    this.supportUrl = supportUrl;
  }

  String button(Proof proof) {
    String field =
        switch (proof) {
          case ClaimToken.Session(String id) -> hidden("session_id", id);
          case ClaimToken.Code(String code) -> hidden("claim", code);
        };
    return page(
        "Welcome",
        """
        <p>Thank you. Your subscription is paid; this button makes your access token.</p>
        <form method="post" action="/billing/welcome">%s
        <button type="submit" id="make">Make my token</button></form>
        <p>The token is shown once. %s</p>
        """
            .formatted(field, ifLost(proof)));
  }

  private static String ifLost(Proof proof) {
    return switch (proof) {
      case ClaimToken.Session session ->
          "If you lose it, press the button again within 24 hours: the one before then stops"
              + " working.";
      case ClaimToken.Code code ->
          "This link makes one. If you lose it, the page that your purchase led to makes another"
              + " within 24 hours: the one before then stops working.";
    };
  }

  String token(Issued issued) {
    TokenClaims claims = issued.kept().claims();
    StringBuilder ways = new StringBuilder();
    for (ClientSetup setup : ClientSetup.all(publicUrl, issued.token())) {
      ways.append("<h2>%s</h2>\n<p>%s</p>\n".formatted(text(setup.client()), text(setup.where())))
          .append(copyable(setup.id(), setup.text()));
    }
    return page(
        "Your token",
        """
        <p>Tier %s, good until %s. It is shown this once; keep it like a password.</p>
        %s
        <p>A new token in place of this one: <code>POST /billing/token</code> with this token.</p>
        %s
        <script>%s</script>
        """
            .formatted(
                text(claims.tier().label()),
                text(claims.expiresAt().toString()),
                copyable("token", issued.token().reveal()),
                ways,
                SCRIPT));
  }

  String sorry(View view) {
    return page(
        "No token",
        "<p>%s</p>\n<p><a href=\"%s\">Help</a></p>\n"
            .formatted(text(reason(view)), text(supportUrl)));
  }

  String reason(View view) {
    return switch (view) {
      case READY -> "The token can be made.";
      case UNPAID ->
          "The payment is not complete yet. If you have just paid, load this page again in a"
              + " minute.";
      case OVER ->
          "The token of this purchase was made before and can no longer be replaced here, or it"
              + " was not fetched in time, or the subscription has ended. Ask at "
              + supportUrl
              + ".";
      case UNKNOWN -> "This purchase is not known here. Ask at " + supportUrl + ".";
    };
  }

  private static String copyable(String id, String content) {
    return "<pre id=\"%s\">%s</pre>\n<button type=\"button\" data-copy=\"%s\">Copy</button>\n"
        .formatted(id, text(content), id);
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(name, text(value));
  }

  private static String page(String title, String body) {
    return """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>%s</title>
    <meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
    <style>%s</style></head><body>
    <h1>%s</h1>
    %s</body></html>
    """
        .formatted(title, STYLE, title, body);
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String digest(String inline) {
    try {
      byte[] bytes = inline.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
