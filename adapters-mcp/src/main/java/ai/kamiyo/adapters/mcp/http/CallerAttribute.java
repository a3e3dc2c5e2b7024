package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.domain.access.Caller;
import jakarta.servlet.http.HttpServletRequest;

/** Who makes a request, as the bearer filter in front of the servlets found out. */
public final class CallerAttribute {
  /** The request attribute that holds the {@link Caller}. */
  public static final String NAME = "ai.kamiyo.caller";

  private CallerAttribute() {}

  /** The caller; without the filter nobody is known. */
  public static Caller of(HttpServletRequest request) {
    return request.getAttribute(NAME) instanceof Caller caller
        ? caller
        : new Caller.Anonymous(request.getRemoteAddr(), "");
  }

  /** The same caller, using this client program. */
  static Caller using(Caller caller, String client) {
    return switch (caller) {
      case Caller.Customer(var id, var _) -> new Caller.Customer(id, client);
      case Caller.Anonymous(var address, var _) -> new Caller.Anonymous(address, client);
      case Caller.Rejected(var refusal, var _) -> new Caller.Rejected(refusal, client);
      case Caller.Local _ -> new Caller.Local(client);
    };
  }
}
