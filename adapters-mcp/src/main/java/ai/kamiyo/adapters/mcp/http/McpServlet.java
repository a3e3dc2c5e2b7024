package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.catalog.ToolBoundary;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet that answers every refusal and every failure itself, and tells no exception's text. */
public abstract class McpServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      answer(request, response);
    } catch (HttpRefusal refusal) {
      refusal.write(response);
    } catch (IOException gone) {
      throw gone; // there is nobody to be answered
    } catch (Throwable failure) { // an Error too must not show itself to the client
      String incident = ToolBoundary.logged("serving " + request.getMethod(), failure);
      HttpRefusal.of(500, -32603, "Internal error, incident " + incident).write(response);
    }
  }

  /** Answers, or throws {@link HttpRefusal}. */
  protected abstract void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException;
}
