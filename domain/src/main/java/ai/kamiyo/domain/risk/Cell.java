package ai.kamiyo.domain.risk;

/** Protocols of one category, on one chain or on several: those whose rates are learnt together. */
public record Cell(Category category, boolean multiChain) {
  /** The cell a protocol belongs to; it must have a category. */
  static Cell of(Protocol protocol) {
    return new Cell(protocol.category().orElseThrow(), protocol.chains().size() > 1);
  }
}
