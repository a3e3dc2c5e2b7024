package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.billing.StripeJson;
import ai.kamiyo.adapters.billing.StripeStandIn;
import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Json;
import ai.kamiyo.bootstrap.endtoend.Patience;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser makes a new subscriber's token at a real server. */
class WelcomePageTest {
  private static final String PATH = "/billing/welcome?session_id=cs_test_1";

  @TempDir Path folder;
  private final StripeStandIn stripe = new StripeStandIn();
  private Installation installation;

  @BeforeEach
  void buy() {
    Instant paid = Instant.now().plus(Duration.ofDays(30));
    stripe.put(
        "/v1/checkout/sessions/cs_test_1",
        StripeJson.session("cs_test_1", "complete", "paid", "cus_1", "sub_1"));
    stripe.put(
        "/v1/subscriptions/sub_1",
        StripeJson.subscription("sub_1", "cus_1", "active", "price_team", paid));
    installation =
        Served.unlimited(folder)
            .with("STRIPE_SECRET_KEY", "sk_test_x")
            .with("STRIPE_WEBHOOK_SECRET", "whsec_made_for_tests")
            .with("STRIPE_API_BASE", stripe.address().toString())
            .with("STRIPE_PRICE_MCP_PERSONAL", "price_personal")
            .with("STRIPE_PRICE_MCP_TEAM", "price_team")
            .with("STRIPE_PRICE_MCP_ENTERPRISE", "price_enterprise");
  }

  @AfterEach
  void end() {
    installation.close();
    stripe.close();
  }

  @Test
  void theButtonMakesATokenThatIsShownOnceAndCanBeCopied() {
    try (Visitor visitor = new Visitor();
        Served served = Served.start(installation)) {
      visitor.mayReadTheClipboard("http://localhost:" + served.port());
      visitor.go(served.uri(PATH));
      assertThat(visitor.text("document.title")).isEqualTo("Welcome");
      assertThat(shown(visitor, "pre")).isEmpty();

      visitor.press("#make");
      visitor.awaitTrue("document.title === 'Your token'");
      String token = visitor.text("document.getElementById('token').textContent");
      assertThat(account(served, token).is(200).body()).contains("\"tier\":\"team\"", "cus_1");

      List<String> buttons = shown(visitor, "[data-copy]");
      assertThat(buttons).containsExactly("token", "claude-code", "cursor", "vscode");
      for (String id : buttons) {
        String button = "[data-copy=" + id + "]";
        visitor.press(button);
        visitor.awaitTrue("document.querySelector('" + button + "').textContent === 'Copied'");
        String text = visitor.text("document.getElementById('" + id + "').textContent");
        assertThat(text).contains(token);
        assertThat(visitor.clipboard()).isEqualTo(text);
      }

      // Loaded again the form is sent again, and what it makes takes the place of the one before.
      visitor.reload();
      visitor.awaitTrue(
          "document.getElementById('token')"
              + " && document.getElementById('token').textContent !== "
              + Json.write(token));
      String second = visitor.text("document.getElementById('token').textContent");
      account(served, second).is(200);
      Patience.until(
          Duration.ofSeconds(10),
          () -> account(served, token).status() == 401,
          () -> "a revocation");
      assertThat(account(served, token).body()).contains("token_revoked");

      // Who only looks is shown no token, and leaves the one there is.
      visitor.go(served.uri(PATH));
      assertThat(visitor.text("document.title")).isEqualTo("Welcome");
      assertThat(visitor.text("document.documentElement.outerHTML")).doesNotContain(second);
      account(served, second).is(200);
    }
  }

  @Test
  void anotherSitesFormIsNotTaken() {
    try (PageServer site = new PageServer();
        Visitor visitor = new Visitor();
        Served served = Served.start(installation)) {
      site.page(
          """
          document.head.innerHTML += '<meta name="referrer" content="no-referrer">';
          const form = document.createElement('form');
          form.method = 'post';
          form.action = %s;
          document.documentElement.append(form);
          form.submit();
          """
              .formatted(Json.write(served.uri(PATH).toString())));
      visitor.visit(URI.create(site.origin("evil.example") + "/"));
      visitor.awaitTrue("document.documentElement.outerHTML.includes('MCP_ALLOWED_ORIGINS')");
      visitor.go(served.uri(PATH));
      assertThat(visitor.text("document.title")).isEqualTo("Welcome");
    }
  }

  private static List<String> shown(Visitor visitor, String selector) {
    return Json.strings(
        visitor.value(
            "[...document.querySelectorAll("
                + Json.write(selector)
                + ")].map(each => each.dataset.copy || each.id)"));
  }

  private static Answer account(Served served, String token) {
    return Web.get(served.uri("/account"), "Authorization", "Bearer " + token);
  }
}
