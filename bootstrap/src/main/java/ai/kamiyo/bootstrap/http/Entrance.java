package ai.kamiyo.bootstrap.http;

import ai.kamiyo.adapters.mcp.http.CallerAttribute;
import ai.kamiyo.bootstrap.http.Bearers.Verdict;
import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out who makes a request. A token that is present must be good; who has none, or a bad one,
 * or fails, may do so only so often.
 */
final class Entrance extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Pattern BEARER =
      Pattern.compile("(?i)bearer +([A-Za-z0-9._~+/=-]{1,4096}) *");
  private static final Verdict MALFORMED =
      new Verdict.Rejected("Authorization must be: Bearer TOKEN");
  private static final String STRANGERS =
      "Too many requests without a good token from this address";
  private static final String FAILING = "Too many requests of yours are refused";

  private final transient Bearers bearers;
  private final transient ClientAddress addresses;
  private final transient Budgets budgets;
  private final String challenge;
  private final transient BooleanSupplier closing;

  /**
   * An entrance.
   *
   * @param challenge what {@code WWW-Authenticate} says
   * @param closing whether nobody is let in any more
   */
  Entrance(
      Bearers bearers,
      ClientAddress addresses,
      Budgets budgets,
      String challenge,
      BooleanSupplier closing) {
    this.bearers = bearers;
    this.addresses = addresses;
    this.budgets = budgets;
    this.challenge = challenge;
    this.closing = closing;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (closing.getAsBoolean()) {
      response.setHeader("Connection", "close");
      Answers.refuse(response, 503, -32000, "The server is closing");
      return;
    }
    Tally.leave(request);
    String address = addresses.of(request);
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    if (headers.isEmpty()) {
      Optional<Duration> wait = budgets.stranger(address);
      if (wait.isPresent()) {
        Answers.tooMany(response, STRANGERS, wait.get());
      } else {
        request.setAttribute(CallerAttribute.NAME, new Caller.Anonymous(address, ""));
        chain.doFilter(request, response);
      }
      return;
    }
    AccessToken token = token(headers);
    Optional<Duration> wait = budgets.beforeLooking(address, token);
    if (wait.isPresent()) {
      Answers.tooMany(response, STRANGERS, wait.get());
      return;
    }
    switch (token.isAbsurd() ? MALFORMED : bearers.of(token)) {
      case Verdict.Accepted(Caller caller) -> {
        Optional<Duration> failing = budgets.accepted(address, token, caller);
        if (failing.isPresent()) {
          Answers.tooMany(response, FAILING, failing.get());
        } else {
          request.setAttribute(CallerAttribute.NAME, caller);
          chain.doFilter(request, response);
          int status = response.getStatus();
          if (status >= 400 && status < 500) { // of what fails here nobody is guilty there
            budgets.failed(address, caller);
          }
        }
      }
      case Verdict.Rejected(String reason) -> {
        Optional<Duration> bad = budgets.bad(address, token);
        if (bad.isPresent()) {
          Answers.tooMany(response, STRANGERS, bad.get());
        } else {
          unauthorized(response, reason);
        }
      }
      case Verdict.Unknowable() -> {
        Optional<Duration> bad = budgets.unknowable(address);
        if (bad.isPresent()) {
          Answers.tooMany(response, STRANGERS, bad.get());
        } else {
          response.setHeader("Retry-After", "2");
          Answers.refuse(response, 503, -32603, "Tokens cannot be checked just now; try again");
        }
      }
    }
  }

  /** The token; an absurd one if the header has none. */
  private static AccessToken token(List<String> headers) {
    Matcher token = BEARER.matcher(headers.getFirst());
    return new AccessToken(headers.size() == 1 && token.matches() ? token.group(1) : "");
  }

  private void unauthorized(HttpServletResponse response, String reason) throws IOException {
    response.setHeader("WWW-Authenticate", challenge + ", error=\"invalid_token\"");
    Answers.refuse(response, 401, -32001, reason);
  }
}
