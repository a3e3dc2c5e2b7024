package ai.kamiyo.adapters.mcp.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** A request that nobody sent: it asks the engine to open a session that is open elsewhere. */
final class Adoption extends HttpServletRequestWrapper {
  Adoption(HttpServletRequest occasion) {
    super(occasion);
  }

  @Override
  public String getMethod() {
    return "POST";
  }

  @Override
  public String getContentType() {
    return "application/json";
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.equalsIgnoreCase("Mcp-Session-Id") ? null : super.getHeader(name);
  }

  /** The answer to it, which nobody hears. */
  static final class Unheard extends HttpServletResponseWrapper {
    Unheard(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void setStatus(int status) {}

    @Override
    public void setHeader(String name, String value) {}

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
