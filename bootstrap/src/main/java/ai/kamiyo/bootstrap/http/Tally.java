package ai.kamiyo.bootstrap.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Counts requests that are refused before anybody has looked at who makes them. */
final class Tally extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String COUNTED = Tally.class.getName();

  private final transient ClientAddress addresses;
  private final transient Budgets budgets;

  Tally(ClientAddress addresses, Budgets budgets) {
    this.addresses = addresses;
    this.budgets = budgets;
  }

  /** Others count this request. */
  static void leave(HttpServletRequest request) {
    request.setAttribute(COUNTED, true);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    if (response.getStatus() >= 400 && request.getAttribute(COUNTED) == null) {
      var _ = budgets.stranger(addresses.of(request));
    }
  }
}
