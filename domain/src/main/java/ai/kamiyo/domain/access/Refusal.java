package ai.kamiyo.domain.access;

/** Why a call was not carried out, as a value that its caller must handle. */
public sealed interface Refusal {
  /** Nobody knows who calls. */
  record Unauthenticated() implements Refusal {}

  /** A token was given that is not one of this server's. */
  record TokenInvalid() implements Refusal {}

  /** The token was good once; its time is over. */
  record TokenExpired() implements Refusal {}

  /** The token was revoked. */
  record TokenRevoked() implements Refusal {}

  /** The customer is known but has no live subscription. */
  record SubscriptionInactive() implements Refusal {}

  /** The tool needs a higher tier. */
  record TierRequired(Tier required, Tier current) implements Refusal {}

  /** The customer has used up a window. */
  record RateLimited(RateLimiter.Exhausted exhausted) implements Refusal {}

  /** No configured feed has any data at all. */
  record UpstreamUnavailable(String reason) implements Refusal {}

  /**
   * The operator has switched this off.
   *
   * @param setting the one that would switch it on again
   */
  record FeatureDisabled(String feature, String setting) implements Refusal {}
}
