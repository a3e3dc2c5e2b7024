package ai.kamiyo.domain.access;

/**
 * Signs tokens and tells genuine ones from others. A genuine token says who the customer is;
 * whether it was revoked is the {@link TokenRegistry}'s affair.
 *
 * <p>Thread-safe; blocks on nothing but its key, read once. Whatever a token holds, verifying never
 * throws; only a key that cannot be read does.
 */
public interface AccessTokens {
  AccessToken sign(TokenClaims claims);

  Verification verify(AccessToken token);

  /** Drops what is remembered of a token that is no longer good. */
  void forget(Sha256 token);

  /** Drops what is remembered of all tokens of a customer, one of which may no longer be good. */
  void forget(CustomerId customer);

  /** What a token turned out to be. */
  sealed interface Verification {}

  /** Signed here, for here, and not over. */
  record Genuine(TokenClaims claims) implements Verification {}

  /** Signed here, for here, but over. */
  record Expired() implements Verification {}

  /** Anything else; why is nobody's business. */
  record Invalid() implements Verification {}
}
