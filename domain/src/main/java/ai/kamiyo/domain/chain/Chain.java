package ai.kamiyo.domain.chain;

import java.util.Optional;

/**
 * A blockchain.
 *
 * @param name the common name, such as {@code Ethereum}
 * @param caip2 its CAIP-2 id, such as {@code eip155:1}, where it has one
 */
public record Chain(String name, Optional<String> caip2) {
  private static final String EVM = "eip155:";

  /** Its EIP-155 number, if it is an EVM chain. */
  public Optional<Long> eip155() {
    return caip2
        .filter(id -> id.startsWith(EVM))
        .map(id -> Long.valueOf(id.substring(EVM.length())));
  }

  /** The name, and the CAIP-2 id where there is one. */
  @Override
  public String toString() {
    return name + caip2.map(id -> " (" + id + ")").orElse("");
  }
}
