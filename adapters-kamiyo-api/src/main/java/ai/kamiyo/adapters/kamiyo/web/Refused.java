package ai.kamiyo.adapters.kamiyo.web;

import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.domain.text.PlainText;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what an answer other than a good one means. */
final class Refused {
  private static final int MAX_DETAIL = 60;

  private final String server;
  private final WebServer.Bearer bearer;
  private final Clock clock;

  Refused(String server, WebServer.Bearer bearer, Clock clock) {
    this.server = server;
    this.bearer = bearer;
    this.clock = clock;
  }

  WebFailure failure(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 402) {
      return refusal(
          "asks for payment (402"
              + price(response)
              + "), which is never paid: set "
              + bearer.setting());
    }
    if (status == 401 || status == 403) {
      return refusal(
          "lets us in only with a key it knows (" + status + "): see " + bearer.setting());
    }
    if (status == 404) {
      return new WebFailure(Kind.ABSENT, server + " has nothing at this address (404)");
    }
    if (status == 422) {
      return refusal("does not accept our request (422" + field(response.body()) + ")");
    }
    if (status == 429) {
      Optional<Duration> wait = retryAfter(response);
      String when = wait.map(d -> "; to be asked again in " + d.toSeconds() + " s").orElse("");
      return new WebFailure(Kind.BUSY, server + " is asked too often (429)" + when, wait);
    }
    if (status >= 300 && status < 400) {
      return refusal("sends us elsewhere (" + status + "); we do not follow, set its new address");
    }
    return status >= 500
        ? new WebFailure(Kind.OUTAGE, server + " fails (" + status + ")", retryAfter(response))
        : refusal("answers " + status);
  }

  private WebFailure refusal(String what) {
    return new WebFailure(Kind.REFUSAL, server + " " + what);
  }

  /** The price as KAMIYO tells it, in the body or in headers; nothing if it tells none. */
  private static String price(HttpResponse<byte[]> response) {
    JsonNode body = json(response.body());
    JsonNode first = body.path("payment_options").path(0);
    Optional<String> usdc =
        text(body.path("amount_usdc")).or(() -> text(first.path("amount_usdc")));
    if (usdc.isPresent()) {
      return ": " + usdc.get() + " USDC a request";
    }
    HttpHeaders headers = response.headers();
    Optional<String> amount =
        headers
            .firstValue("X-Payment-Amount")
            .or(() -> text(first.path("price")))
            .or(() -> text(first.path("amount")));
    String currency =
        headers
            .firstValue("X-Payment-Currency")
            .or(() -> text(first.path("currency")))
            .or(() -> text(first.path("asset")))
            .orElse("");
    return amount
        .map(price -> ": " + PlainText.of(price + " " + currency, MAX_DETAIL) + " a request")
        .orElse("");
  }

  /** The field that FastAPI's list of complaints names first. */
  private static String field(byte[] body) {
    JsonNode place = json(body).path("detail").path(0).path("loc");
    return place.isEmpty() ? "" : text(place.path(place.size() - 1)).map(f -> ": " + f).orElse("");
  }

  private Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .flatMap(this::duration)
        .or(() -> text(json(response.body()).path("retry_after_seconds")).flatMap(this::duration))
        .map(wait -> wait.compareTo(WebFailure.LONGEST_WAIT) > 0 ? WebFailure.LONGEST_WAIT : wait);
  }

  /** Seconds or a date; anything else says nothing. */
  private Optional<Duration> duration(String retryAfter) {
    String text = retryAfter.strip();
    try {
      if (text.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
      }
      Instant when = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      Duration wait = Duration.between(clock.instant(), when);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static JsonNode json(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return JsonMapper.shared().missingNode();
    }
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() || node.isNumber()
        ? Optional.of(PlainText.of(node.asString(), MAX_DETAIL)).filter(t -> !t.isEmpty())
        : Optional.empty();
  }
}
