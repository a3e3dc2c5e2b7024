package ai.kamiyo.adapters.billing;

import ai.kamiyo.domain.access.Tier;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What this module needs to know.
 *
 * @param seller empty if nothing is sold here
 */
public record BillingSettings(Signing signing, Links links, Optional<Seller> seller) {
  /**
   * How tokens are signed.
   *
   * @param secret at least 32 bytes that outlive a restart, fetched at the first use
   * @param previous a secret that still verifies while rotating
   * @param privateKey PEM file of the private key; there if the algorithm needs one
   */
  public record Signing(
      Algorithm algorithm,
      Supplier<byte[]> secret,
      Optional<byte[]> previous,
      Optional<Path> privateKey,
      String issuer,
      String audience) {}

  /** How tokens can be signed. */
  public enum Algorithm {
    HS256,
    /** With Ed25519. */
    EDDSA,
    ES256
  }

  /**
   * Where people find what.
   *
   * @param publicUrl where this server is reached, without a slash at its end
   */
  public record Links(String publicUrl, String upgradeUrl, String supportUrl) {}

  /**
   * Stripe, and who is told of what it sold.
   *
   * @param webhookSecret with which Stripe signs; without it no event is taken in
   * @param apiBase where it answers, if not at its own address
   */
  public record Seller(
      String secretKey,
      Optional<String> webhookSecret,
      Optional<URI> apiBase,
      Map<Tier, String> prices,
      Optional<Notified> notified) {
    @Override
    public String toString() {
      return "Seller[hidden]";
    }
  }

  /** Who is told of each new claim, and the secret that signs it. */
  public record Notified(URI url, String secret) {
    @Override
    public String toString() {
      return url.toString();
    }
  }
}
