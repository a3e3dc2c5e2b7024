package ai.kamiyo.adapters.billing.web;

import ai.kamiyo.domain.billing.ClaimNotices;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts notices as JSON, signed as Stripe signs its events: the header {@value #HEADER} holds the
 * time and the HMAC-SHA256 of time, dot and body.
 */
public final class SignedClaimNotices implements ClaimNotices {
  static final String HEADER = "Kamiyo-Signature";
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final String ALGORITHM = "HmacSHA256";

  private final URI url;
  private final byte[] secret;
  private final String publicUrl;
  private final Clock clock;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  public SignedClaimNotices(URI url, byte[] secret, String publicUrl, Clock clock) {
    this.url = url;
    this.secret = secret.clone();
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  @Override
  public void tell(Notice notice) {
    JsonObject json = new JsonObject();
    json.addProperty("customer", notice.customer().value());
    json.addProperty("email", notice.email().orElse(null));
    json.addProperty("claim_url", publicUrl + "/billing/welcome?claim=" + notice.code());
    String body = json.toString();
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header(HEADER, signature(body))
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "MCP_CLAIM_NOTIFY_URL answered " + answer.statusCode() + " to a notice");
      }
    } catch (IOException e) {
      throw new IllegalStateException("MCP_CLAIM_NOTIFY_URL does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while telling of a claim", e);
    }
  }

  private String signature(String body) {
    long time = clock.instant().getEpochSecond();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      byte[] signed = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
      return "t=" + time + ",v1=" + HexFormat.of().formatHex(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
