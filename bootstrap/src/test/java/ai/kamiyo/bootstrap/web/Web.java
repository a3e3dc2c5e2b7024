package ai.kamiyo.bootstrap.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP requests of an ordinary client, each with a generous deadline. */
final class Web {
  /** Longer than any answer may take, even while the server is attacked. */
  static final Duration DEADLINE = Duration.ofSeconds(20);

  static final String BOTH = "application/json, text/event-stream";

  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();

  private Web() {}

  /**
   * Reads.
   *
   * @param headers names and values by turns
   */
  static Answer get(URI uri, String... headers) {
    return send("GET", uri, BodyPublishers.noBody(), headers);
  }

  static Answer delete(URI uri, String... headers) {
    return send("DELETE", uri, BodyPublishers.noBody(), headers);
  }

  /** Posts JSON. */
  static Answer post(URI uri, String body, String... headers) {
    return send("POST", uri, BodyPublishers.ofString(body), json(headers));
  }

  static Answer post(URI uri, byte[] body, String... headers) {
    return send("POST", uri, BodyPublishers.ofByteArray(body), json(headers));
  }

  private static String[] json(String... headers) {
    String[] all = new String[headers.length + 4];
    all[0] = "Content-Type";
    all[1] = "application/json";
    all[2] = "Accept";
    all[3] = BOTH;
    System.arraycopy(headers, 0, all, 4, headers.length);
    return all;
  }

  static Answer send(String method, URI uri, BodyPublisher body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return Answer.of(CLIENT.send(request.timeout(DEADLINE).build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + uri + ": " + e, e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
