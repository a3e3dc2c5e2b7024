package ai.kamiyo.adapters.billing.web;

import ai.kamiyo.domain.billing.SellerUnavailable;
import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A servlet whose answers nobody may keep, and which catches whatever is thrown: the caller gets an
 * incident number, the log the rest.
 */
public abstract class BillingServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String LOG = "ai.kamiyo.billing";
  private static final int MAX_BODY = 1 << 20;

  private final String allowed;

  /**
   * A servlet.
   *
   * @param allowed the methods that it takes, as the header {@code Allow} lists them
   */
  protected BillingServlet(String allowed) {
    this.allowed = allowed;
  }

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    try {
      switch (request.getMethod()) {
        case "GET", "HEAD" -> get(request, response);
        case "POST" -> post(request, response);
        default -> notAllowed(request, response);
      }
    } catch (Unreadable unreadable) {
      refuse(response, unreadable.status(), unreadable.code(), unreadable.problem());
    } catch (SellerUnavailable away) {
      System.getLogger(LOG)
          .log(Level.WARNING, "The seller is not available: {0}", away.getMessage());
      response.setHeader("Retry-After", "5");
      refuse(
          response, 503, "seller_unavailable", "The payment service does not answer; try again.");
    } catch (RuntimeException failure) {
      String incident = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 12);
      System.getLogger(LOG)
          .log(Level.ERROR, "Incident " + incident + " at " + request.getServletPath(), failure);
      refuse(response, 500, "internal", "Something failed on our side: incident " + incident + ".");
    }
  }

  protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    notAllowed(request, response);
  }

  protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
    notAllowed(request, response);
  }

  /**
   * The body as text; one that is longer than any of ours is refused. As much as is allowed is read
   * even then: who is still sending hears of a closed connection and not of the answer.
   */
  protected static String body(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw Unreadable.tooLarge();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  protected static void refuse(
      HttpServletResponse response, int status, String code, String message) throws IOException {
    JsonObject error = new JsonObject();
    error.addProperty("code", code);
    error.addProperty("status", status);
    error.addProperty("message", message);
    JsonObject body = new JsonObject();
    body.add("error", error);
    json(response, status, body.toString());
  }

  protected static void json(HttpServletResponse response, int status, String json)
      throws IOException {
    write(response, status, "application/json", json);
  }

  static void write(HttpServletResponse response, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private void notAllowed(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Allow", allowed);
    refuse(response, 405, "method_not_allowed", "Not by " + method(request) + ".");
  }

  private static String method(HttpServletRequest request) {
    return request.getMethod().matches("[A-Z]{1,10}") ? request.getMethod() : "this method";
  }
}
