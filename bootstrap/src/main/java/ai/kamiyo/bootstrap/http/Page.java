package ai.kamiyo.bootstrap.http;

import ai.kamiyo.application.health.CheckHealth;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.text.PlainText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** The page for people who follow the server's address: what it is, and how to connect. */
final class Page extends ReadServlet {
  private static final long serialVersionUID = 1L;
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem;"
          + "color:#1b1b1b;background:#fff}pre{background:#f2f2f2;padding:.8rem;overflow:auto}"
          + "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}"
          + "pre{background:#262626}a{color:#9cf}}";
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none';"
              .formatted(digest(STYLE))
          + " frame-ancestors 'none'";

  private final transient CheckHealth health;
  private final About about;

  Page(CheckHealth health, About about) {
    this.health = health;
    this.about = about;
  }

  /**
   * What the page says of the server.
   *
   * @param url where MCP clients reach it
   */
  record About(String name, String version, String description, String url, String supportUrl)
      implements java.io.Serializable {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Frame-Options", "DENY");
    Answers.write(response, 200, "text/html;charset=utf-8", page());
  }

  private String page() {
    DataStatus found = health.data().status();
    StringBuilder feeds = new StringBuilder();
    found.feeds().forEach(feed -> feeds.append(item(feed)));
    String url = text(about.url);
    return """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>%s</title>
    <meta name="viewport" content="width=device-width"><style>%s</style></head><body>
    <h1>KAMIYO: %s</h1>
    <p>%s. An MCP server: AI agents ask it what was exploited in crypto, how, and for how much.</p>
    <h2>Connect</h2>
    <p>Streamable HTTP: <code>%s/mcp</code> (older clients: <code>%s/sse</code>)</p>
    <pre>claude mcp add --transport http kamiyo %s/mcp --header "Authorization: Bearer TOKEN"</pre>
    <p>Handshake, lists and <code>health_check</code> need no token.</p>
    <h2>Data</h2>
    <p>The server %s. It knows %,d incidents up to %s.</p>
    <ul>%s</ul>
    <p>That an incident is missing proves nothing. Version %s. <a href="%s">Help</a></p>
    </body></html>
    """
        .formatted(
            text(about.name),
            STYLE,
            text(about.name),
            text(about.description),
            url,
            url,
            url,
            state(found),
            found.exploits(),
            found.asOf().map(Object::toString).orElse("no day"),
            feeds,
            text(about.version),
            text(about.supportUrl));
  }

  private static String state(DataStatus data) {
    if (data.exploits() == 0) {
      return "has no data yet";
    }
    return data.stale() ? "answers, from data that are stale" : "answers";
  }

  private static String item(FeedStatus feed) {
    String read =
        feed.fetchedAt()
            .map(at -> ", read " + at.truncatedTo(ChronoUnit.SECONDS))
            .orElse(", part of this installation");
    return "<li>%s: %,d reports up to %s%s%s</li>"
        .formatted(
            text(feed.name()),
            feed.reports(),
            feed.asOf().map(Object::toString).orElse("no day"),
            read,
            feed.stale() ? ", stale" : "");
  }

  private static String text(String raw) {
    return PlainText.of(raw, 300)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String digest(String style) {
    try {
      byte[] bytes = style.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
