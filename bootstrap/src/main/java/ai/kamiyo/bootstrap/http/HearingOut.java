package ai.kamiyo.bootstrap.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * Hears requests out before they are answered, although nobody wants to know what is in them. A
 * connection whose request was not read to its end is closed behind the answer: the sender may
 * never see that answer, and finds out only with its next request that the connection is gone. What
 * is too long for that, or comes too slowly, is told so: {@code Connection: close}.
 */
final class HearingOut extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 3 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Answer answer = new Answer(request, response);
    chain.doFilter(request, answer);
    if (!request.isAsyncStarted()) {
      answer.begin(); // one without a body
    }
  }

  private static final class Answer extends HttpServletResponseWrapper {
    private final HttpServletRequest request;
    private boolean begun;

    Answer(HttpServletRequest request, HttpServletResponse response) {
      super(response);
      this.request = request;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      begin();
      return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
      begin();
      return super.getWriter();
    }

    private void begin() {
      if (!begun && !isCommitted()) {
        begun = true;
        if (!"close".equalsIgnoreCase(getHeader("Connection")) && !heardOut()) {
          setHeader("Connection", "close");
        }
      }
    }

    private boolean heardOut() {
      long announced = request.getContentLengthLong();
      if (announced > MOST) {
        return false;
      }
      if (announced <= 0 && request.getHeader("Transfer-Encoding") == null) {
        return true;
      }
      if (request.getHeader("Expect") != null) {
        // Who asks whether to send it at all has the answer; to look for it would be to ask for it.
        return getStatus() < HttpServletResponse.SC_BAD_REQUEST;
      }
      try {
        ServletInputStream in = request.getInputStream();
        return in.isFinished() || heardOut(in);
      } catch (IOException tooSlow) {
        return false;
      }
    }

    private static boolean heardOut(ServletInputStream in) throws IOException {
      long begin = System.nanoTime();
      byte[] some = new byte[8 * 1024];
      int heard = 0;
      int count = in.read(some);
      while (count >= 0 && heard <= MOST && System.nanoTime() - begin < PATIENCE.toNanos()) {
        heard += count;
        count = in.read(some);
      }
      return count < 0;
    }
  }
}
