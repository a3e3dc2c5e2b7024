package ai.kamiyo.adapters.kamiyo.web;

import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A web server that answers GET requests, taken as untrusted: one answer has a time limit and a
 * size limit, redirections are not followed, and nothing of it is believed. Thread-safe.
 */
public final class WebServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final long MEGABYTE = 1L << 20;

  private final String name;
  private final Limits limits;
  private final Bearer bearer;
  private final Refused refused;
  private final Persistence persistence;
  private Optional<HttpClient> client = Optional.empty();

  /**
   * A server that is not asked yet.
   *
   * @param name what it is called in messages
   */
  public WebServer(String name, Bearer bearer, Limits limits, Clock clock) {
    this.name = name;
    this.bearer = bearer;
    this.limits = limits;
    this.refused = new Refused(name, bearer, clock);
    this.persistence = new Persistence(name, limits.rest());
  }

  /**
   * What lets us in.
   *
   * @param setting the setting that holds it, for messages
   * @param token sent as bearer token; without one none is sent
   */
  public record Bearer(String setting, Optional<String> token) {
    @Override
    public String toString() {
      return setting + (token.isPresent() ? " is sent" : " is not sent");
    }
  }

  /**
   * How much is asked of it.
   *
   * @param timeout how long one whole answer may take
   * @param bytes how long it may be
   * @param rest how long it is left alone when it has failed again and again
   */
  public record Limits(Duration timeout, long bytes, Duration rest) {}

  /** An answer, asked for again a few times if that may help; blocks. */
  public Answer patiently(URI address, Validators known) throws WebFailure, InterruptedException {
    return persistence.of(() -> once(address, known), false);
  }

  /** The same for what goes on with something half read: waits out a limit of a minute. */
  public Answer enduringly(URI address) throws WebFailure, InterruptedException {
    return persistence.of(() -> once(address, Validators.NONE), true);
  }

  /**
   * The answer to this JSON, which must change nothing there; asked for again a few times if that
   * may help; blocks.
   */
  public byte[] posted(URI address, byte[] json) throws WebFailure, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("User-Agent", "kamiyo-mcp")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json))
            .build();
    Answer answer =
        persistence.of(
            () -> {
              HttpResponse<byte[]> response = sent(request);
              if (response.statusCode() != OK) {
                throw refused.failure(response);
              }
              return new Answer(Optional.of(response.body()), Validators.NONE);
            },
            false);
    return answer.body().orElseThrow();
  }

  /** Whether it answers at all in time, with whatever status; blocks. */
  public boolean answers(URI address) throws InterruptedException {
    CompletableFuture<HttpResponse<InputStream>> response =
        client().sendAsync(request(address, Validators.NONE), BodyHandlers.ofInputStream());
    try {
      response.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS).body().close();
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (IOException e) {
      return true; // it broke off after it had begun
    } finally {
      response.cancel(true);
    }
  }

  /** An answer to the one attempt that is made; blocks. */
  public Answer once(URI address, Validators known) throws WebFailure, InterruptedException {
    HttpResponse<byte[]> response = sent(request(address, known));
    Validators validators =
        new Validators(
            response.headers().firstValue("ETag"), response.headers().firstValue("Last-Modified"));
    return switch (response.statusCode()) {
      case OK -> new Answer(Optional.of(response.body()), validators);
      case NOT_MODIFIED -> new Answer(Optional.empty(), known);
      default -> throw refused.failure(response);
    };
  }

  private HttpRequest request(URI address, Validators known) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Accept", "application/json");
    request.header("User-Agent", "kamiyo-mcp");
    bearer.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    known.etag().ifPresent(etag -> request.header("If-None-Match", etag));
    known.lastModified().ifPresent(date -> request.header("If-Modified-Since", date));
    return request.build();
  }

  private HttpResponse<byte[]> sent(HttpRequest request) throws WebFailure, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> response =
        client().sendAsync(request, info -> new BoundedBody(limits.bytes()));
    try {
      // A request's own timeout ends with the headers; a body may hang for ever.
      return response.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new WebFailure(
          Kind.OUTAGE, name + " did not answer within " + limits.timeout().toSeconds() + " s");
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } finally {
      response.cancel(true);
    }
  }

  private WebFailure failure(Throwable cause) {
    return switch (cause) {
      case BoundedBody.TooLong unused ->
          new WebFailure(
              Kind.REFUSAL,
              name + " sent more than " + limits.bytes() / MEGABYTE + " MiB in one answer");
      case HttpTimeoutException unused ->
          new WebFailure(Kind.OUTAGE, name + " cannot be reached in time");
      case ConnectException unused -> new WebFailure(Kind.OUTAGE, name + " cannot be reached");
      case IOException unused -> new WebFailure(Kind.OUTAGE, name + " broke off the connection");
      default -> new WebFailure(Kind.OUTAGE, name + " cannot be asked: " + cause.getClass());
    };
  }

  private synchronized HttpClient client() {
    if (client.isEmpty()) {
      client =
          Optional.of(
              HttpClient.newBuilder()
                  .version(HttpClient.Version.HTTP_1_1)
                  .followRedirects(HttpClient.Redirect.NEVER)
                  .connectTimeout(limits.timeout())
                  .build());
    }
    return client.get();
  }

  @Override
  public synchronized void close() {
    client.ifPresent(HttpClient::shutdownNow);
  }
}
