package ai.kamiyo.bootstrap.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Lets each address through only so often, whoever it is. */
final class Turnstile extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient ClientAddress addresses;
  private final transient AddressLimit limit;

  Turnstile(ClientAddress addresses, AddressLimit limit) {
    this.addresses = addresses;
    this.limit = limit;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Duration> wait = limit.count(addresses.of(request));
    if (wait.isPresent()) {
      Answers.tooMany(response, "Too often from this address", wait.get());
    } else {
      chain.doFilter(request, response);
    }
  }
}
