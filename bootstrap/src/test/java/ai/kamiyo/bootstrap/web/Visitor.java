package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Json;
import ai.kamiyo.bootstrap.endtoend.Patience;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A person before a browser: opens pages and presses buttons, by way of the developer tools. */
final class Visitor implements AutoCloseable {
  private final Chromium browser;
  private final WebSocket socket;
  private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  /** Opens a browser; the test that wants it is skipped where there is none. */
  Visitor() {
    browser = Chromium.open("about:blank");
    Patience.until(
        () -> browser.toolsPort().isPresent() || browser.hasEnded(),
        () -> "the developer tools; " + browser.words());
    int port = browser.toolsPort().orElseThrow(() -> new AssertionError(browser.words()));
    socket =
        Web.CLIENT
            .newWebSocketBuilder()
            .buildAsync(URI.create(page(port)), new Answers())
            .orTimeout(Patience.DEADLINE.toSeconds(), TimeUnit.SECONDS)
            .join();
  }

  private static String page(int port) {
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    for (JsonNode target : Json.read(Web.get(list).body())) {
      if (target.path("type").asString().equals("page")) {
        return target.path("webSocketDebuggerUrl").asString();
      }
    }
    throw new AssertionError("the browser shows no page");
  }

  /** Goes to an address as if it had been typed, and waits until the page is there. */
  void go(URI address) {
    visit(address);
    awaitTrue("location.href === " + Json.write(address.toString()));
    awaitTrue("document.readyState === 'complete'");
  }

  /** Goes to an address, from which the page may lead on. */
  void visit(URI address) {
    var _ = ask("Page.navigate", Map.of("url", address.toString()));
  }

  /** Loads the page again, as the button for it does. */
  void reload() {
    var _ = ask("Page.reload", Map.of());
  }

  /** Presses the left button of the mouse upon the one thing of the page that is named so. */
  void press(String selector) {
    JsonNode place =
        value(
            """
            (() => {
              const found = document.querySelectorAll(%s);
              if (found.length !== 1) throw new Error('found ' + found.length);
              found[0].scrollIntoView({block: 'center'});
              const box = found[0].getBoundingClientRect();
              return {x: box.x + box.width / 2, y: box.y + box.height / 2};
            })()
            """
                .formatted(Json.write(selector)));
    for (String type : List.of("mousePressed", "mouseReleased")) {
      var _ =
          ask(
              "Input.dispatchMouseEvent",
              Map.of(
                  "type",
                  type,
                  "x",
                  place.path("x").asDouble(),
                  "y",
                  place.path("y").asDouble(),
                  "button",
                  "left",
                  "clickCount",
                  1));
    }
  }

  /** Lets tests read what a page copies. */
  void mayReadTheClipboard(String origin) {
    var _ =
        ask(
            "Browser.grantPermissions",
            Map.of("origin", origin, "permissions", List.of("clipboardReadWrite")));
  }

  String clipboard() {
    return text("navigator.clipboard.readText()");
  }

  String text(String expression) {
    return value(expression).asString();
  }

  /** What an expression comes to in the page. */
  JsonNode value(String expression) {
    JsonNode answer =
        ask(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    assertThat(answer.has("exceptionDetails")).as("%s: %s", expression, answer).isFalse();
    return answer.path("result").path("value");
  }

  /** Waits until it comes to true; between two pages it may come to nothing. */
  void awaitTrue(String expression) {
    Patience.until(
        () -> {
          JsonNode answer =
              ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
          return answer.path("result").path("value").asBoolean(false);
        },
        () -> expression + " of " + text("document.documentElement.outerHTML"));
  }

  private JsonNode ask(String method, Object params) {
    long id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    String message = Json.write(Map.of("id", id, "method", method, "params", params));
    try {
      socket.sendText(message, true).get(Patience.DEADLINE.toSeconds(), TimeUnit.SECONDS);
      return answer.get(Patience.DEADLINE.toSeconds(), TimeUnit.SECONDS).path("result");
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(method + ": " + browser.words(), e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    browser.close();
  }

  /** Hands each answer to who asked. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        JsonNode whole = Json.read(message.toString());
        message.setLength(0);
        CompletableFuture<JsonNode> asked = waiting.remove(whole.path("id").asLong(0));
        if (asked != null) {
          asked.complete(whole);
        }
      }
      from.request(1);
      return null;
    }
  }
}
