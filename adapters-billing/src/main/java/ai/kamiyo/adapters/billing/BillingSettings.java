package ai.kamiyo.adapters.billing;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** What this module needs to know. */
public record BillingSettings(Signing signing) {
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
}
