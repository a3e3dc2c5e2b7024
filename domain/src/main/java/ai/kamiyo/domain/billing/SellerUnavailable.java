package ai.kamiyo.domain.billing;

/** The seller did not answer, or not as agreed; asking again later may help. */
public final class SellerUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SellerUnavailable(String what, Throwable cause) {
    super(what, cause);
  }
}
