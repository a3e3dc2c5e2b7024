package ai.kamiyo.domain.access;

/**
 * What each customer may do now, looked up at every call so that an upgrade or a cancellation takes
 * effect at once.
 *
 * <p>Thread-safe; may block on a database. A customer nobody has heard of is {@link
 * Entitlement.Inactive}, never an error; a source that cannot be read throws, and the call is
 * refused.
 */
public interface Entitlements {
  /** The highest live entitlement of this customer. */
  Entitlement of(CustomerId customer);
}
