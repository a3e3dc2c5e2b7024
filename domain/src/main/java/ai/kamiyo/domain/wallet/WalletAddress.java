package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.exploit.Labelled;
import java.util.Optional;

/**
 * An address on a chain of one of four families, known to be well formed. Two spellings of the same
 * address are equal.
 */
public sealed interface WalletAddress {
  Family family();

  /** The one spelling by which this address is found in lists. */
  String key();

  /** The address as people write it, with its checksum where the family has one. */
  default String normalized() {
    return key();
  }

  /** The address of this text; anything else is refused in the name of this argument. */
  static WalletAddress parse(String argument, String text) {
    return new AddressText(argument, text).address();
  }

  /** The address of this text; empty if it is none, or one whose checksum does not fit. */
  static Optional<WalletAddress> of(String text) {
    try {
      return Optional.of(parse("address", text));
    } catch (ai.kamiyo.domain.access.InvalidArgument none) {
      return Optional.empty();
    }
  }

  /** Chains whose addresses look alike. */
  enum Family implements Labelled {
    EVM,
    BITCOIN,
    SOLANA,
    TRON
  }

  /**
   * An account or contract on any EVM chain.
   *
   * @param key {@code 0x} and 40 hexadecimal digits in lower case
   */
  record Evm(String key) implements WalletAddress {
    public Evm {
      if (!key.matches("0x[0-9a-f]{40}")) {
        throw new IllegalArgumentException("an EVM address has 0x and 40 digits");
      }
    }

    @Override
    public Family family() {
      return Family.EVM;
    }

    @Override
    public String normalized() {
      return Eip55.mixed(key);
    }
  }

  /** A Bitcoin address, its checksum verified; bech32 in lower case. */
  record Bitcoin(String key) implements WalletAddress {
    @Override
    public Family family() {
      return Family.BITCOIN;
    }
  }

  /** 32 bytes that Solana takes for an address; nothing in it tells a typing error. */
  record Solana(String key) implements WalletAddress {
    @Override
    public Family family() {
      return Family.SOLANA;
    }
  }

  /** A Tron address, its checksum verified. */
  record Tron(String key) implements WalletAddress {
    @Override
    public Family family() {
      return Family.TRON;
    }
  }
}
