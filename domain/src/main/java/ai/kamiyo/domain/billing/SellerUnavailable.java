package ai.kamiyo.domain.billing;

/** The seller did not answer, or not as agreed; asking again later may help. */
public final class SellerUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was wrong.
   *
   * @param what for an operator's log, without anything secret
   */
  public SellerUnavailable(String what) {
    super(what);
  }
}
