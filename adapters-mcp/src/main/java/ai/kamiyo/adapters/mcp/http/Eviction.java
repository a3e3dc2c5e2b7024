package ai.kamiyo.adapters.mcp.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.Writer;

/** A request that nobody sent: it asks the engine to end a session. */
final class Eviction extends HttpServletRequestWrapper {
  private final String session;

  Eviction(HttpServletRequest occasion, String session) {
    super(occasion);
    this.session = session;
  }

  @Override
  public String getMethod() {
    return "DELETE";
  }

  @Override
  public String getHeader(String name) {
    return name.equalsIgnoreCase("Mcp-Session-Id") ? session : super.getHeader(name);
  }

  /** The answer to it, which nobody hears. */
  static final class Unheard extends HttpServletResponseWrapper {
    Unheard(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void setStatus(int status) {}

    @Override
    public void sendError(int status) {}

    @Override
    public void sendError(int status, String message) {}

    @Override
    public void setContentType(String type) {}

    @Override
    public void setCharacterEncoding(String encoding) {}

    @Override
    public PrintWriter getWriter() {
      return new PrintWriter(Writer.nullWriter());
    }
  }
}
