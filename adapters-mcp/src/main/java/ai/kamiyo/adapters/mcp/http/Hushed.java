package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.protocol.RequestId;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A response whose errors are told in our words: the SDK writes exceptions, traces included, into
 * those it makes.
 */
public final class Hushed extends HttpServletResponseWrapper {
  private final UnaryOperator<PrintWriter> writers;
  private int failure;

  public Hushed(HttpServletResponse response, UnaryOperator<PrintWriter> writers) {
    super(response);
    this.writers = writers;
  }

  @Override
  public void setStatus(int status) {
    if (status >= 400) {
      failure = status;
    } else {
      super.setStatus(status);
    }
  }

  @Override
  public void sendError(int status) {
    failure = status;
  }

  @Override
  public void sendError(int status, String message) {
    failure = status;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    return failure > 0 ? new PrintWriter(Writer.nullWriter()) : writers.apply(super.getWriter());
  }

  /**
   * Throws what became of the request if it was refused.
   *
   * @param closing whether the server ends, and not the session alone
   */
  public void check(Optional<RequestId> id, boolean closing) {
    switch (failure) {
      case 0 -> {}
      case 404 -> throw Sessions.unknown();
      case 503 -> throw closing ? HttpRefusal.closing() : Sessions.unknown();
      default ->
          throw HttpRefusal.about(
              id, failure, HttpRefusal.SERVER_ERROR, "The request could not be carried out");
    }
  }
}
