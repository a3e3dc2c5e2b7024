package ai.kamiyo.adapters.billing.stripe;

import ai.kamiyo.domain.billing.SellerUnavailable;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.StripeException;
import com.stripe.net.ApiResource.RequestMethod;
import com.stripe.net.RawRequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's API over its own library, with a time limit. Answers are read here as they are: the
 * library's own classes are for one version only. Thread-safe; loaded at the first request.
 */
public final class StripeApi {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration TRIAL = Duration.ofSeconds(5);
  private static final int NOT_FOUND = 404;

  /** What also a restricted key must be allowed here. */
  private static final String SMALL = "/v1/subscriptions?limit=1";

  private final String key;
  private final Optional<URI> base;
  private volatile @Nullable StripeClient client;

  public StripeApi(String key, Optional<URI> base) {
    this.key = key;
    this.base = base;
  }

  /** The object at this path; empty if there is none. */
  Optional<Fields> get(String path) {
    try {
      return Optional.of(asked(RequestMethod.GET, path, null));
    } catch (StripeException e) {
      if (e.getStatusCode() != null && e.getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw unavailable(e);
    }
  }

  /** What came of sending this form, which is never done twice. */
  Fields post(String path, String form) {
    try {
      return asked(RequestMethod.POST, path, form);
    } catch (StripeException e) {
      throw unavailable(e);
    }
  }

  /**
   * What is wrong with Stripe or the key just now, found by one small question that is not asked
   * twice; empty if nothing is.
   */
  public Optional<String> fault() {
    RawRequestOptions.RawRequestOptionsBuilder options = RawRequestOptions.builder();
    options.setMaxNetworkRetries(0);
    options.setConnectTimeout((int) CONNECT.toMillis());
    options.setReadTimeout((int) TRIAL.toMillis());
    try {
      var unused = client().rawRequest(RequestMethod.GET, SMALL, null, options.build());
      return Optional.empty();
    } catch (AuthenticationException refused) {
      return Optional.of("does not accept this key (" + refused.getStatusCode() + ")");
    } catch (ApiConnectionException silent) {
      return Optional.of("does not answer");
    } catch (StripeException e) {
      return Optional.of("answers with an error (" + e.getStatusCode() + ")");
    }
  }

  private Fields asked(RequestMethod method, String path, @Nullable String form)
      throws StripeException {
    RawRequestOptions.RawRequestOptionsBuilder options = RawRequestOptions.builder();
    if (form != null) {
      options.setIdempotencyKey(UUID.randomUUID().toString());
    }
    String body = client().rawRequest(method, path, form, options.build()).body();
    return Fields.parse(body).orElseThrow(() -> new SellerUnavailable("an answer that is no JSON"));
  }

  /** Its own text may hold what was sent; its code and number are enough to look it up. */
  private static SellerUnavailable unavailable(StripeException e) {
    return new SellerUnavailable(
        "Stripe answered "
            + e.getStatusCode()
            + " "
            + e.getCode()
            + " (request "
            + e.getRequestId()
            + ", "
            + e.getClass().getSimpleName()
            + ")");
  }

  private StripeClient client() {
    StripeClient known = client;
    if (known == null) {
      StripeClient.StripeClientBuilder builder =
          StripeClient.builder()
              .setApiKey(key)
              .setMaxNetworkRetries(1)
              .setConnectTimeout((int) CONNECT.toMillis())
              .setReadTimeout((int) ANSWER.toMillis());
      base.ifPresent(address -> builder.setApiBase(address.toString()));
      known = builder.build();
      client = known;
    }
    return known;
  }
}
