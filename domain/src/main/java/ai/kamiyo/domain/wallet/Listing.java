package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.Labelled;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What one list says about one address.
 *
 * @param label whom or what the address is, in few words; third-party text where it was imported
 * @param incident the exploit in which it took part, where there is a record of it
 * @param chain where the source says so; a person's address may be used on all of its family
 * @param source who lists it
 * @param listDate when it was listed, or the day of the exploit for which it is listed; empty where
 *     the source says neither
 * @param seen when it was read, where it was: this is no date of the list's own
 */
public record Listing(
    WalletAddress address,
    Kind kind,
    String label,
    Optional<ExploitId> incident,
    Optional<Chain> chain,
    String source,
    Optional<ListDate> listDate,
    Optional<Seen> seen,
    Status status) {

  /** An entry that ships with the program, or that an incident brings: it was read from no list. */
  public Listing(
      WalletAddress address,
      Kind kind,
      String label,
      Optional<ExploitId> incident,
      Optional<Chain> chain,
      String source,
      Optional<ListDate> listDate,
      Status status) {
    this(address, kind, label, incident, chain, source, listDate, Optional.empty(), status);
  }

  /**
   * The days on which its list was read with this entry.
   *
   * @param last the newest one; for an entry that was taken off, on which it was still missing
   */
  public record Seen(LocalDate first, LocalDate last) {
    public Seen {
      if (last.isBefore(first)) {
        throw new IllegalArgumentException("nothing is seen last before it is seen first");
      }
    }
  }

  /** What an address is listed as. */
  public enum Kind implements Labelled {
    ATTACKER,
    ATTACK_CONTRACT,
    SANCTIONED,
    VICTIM_CONTRACT,
    EXPLOITED_SPENDER,
    WHITE_HAT;

    /** Whether it names somebody, who is the same on every chain of the family. */
    boolean person() {
      return this == ATTACKER || this == SANCTIONED || this == WHITE_HAT;
    }

    /** Whether dealing with it is dealing with the one who did harm. */
    boolean hostile() {
      return this == ATTACKER || this == ATTACK_CONTRACT || this == SANCTIONED;
    }

    /** Whether its date is that of an incident, rather than of an entry in a register. */
    public boolean ofIncident() {
      return this != SANCTIONED;
    }

    /** In words, as in "listed as …". */
    public String words() {
      return label().replace('_', ' ');
    }
  }

  /** How much an entry counts. */
  public enum Status implements Labelled {
    /** It stands. */
    LISTED,
    /** An exploited contract that was mended since. */
    FIXED,
    /** Something better known speaks against it: it is shown and does not count. */
    DISPUTED,
    /** It was taken off its list: it is shown and does not count. */
    DELISTED
  }

  /** Whether the entry counts. */
  public boolean stands() {
    return status == Status.LISTED || status == Status.FIXED;
  }

  /** Whether an approval on this chain to this address is one to what is listed. */
  boolean isSpenderOn(Chain there) {
    boolean here =
        switch (kind) {
          case ATTACKER, SANCTIONED -> true; // a person holds the same key on every chain
          case EXPLOITED_SPENDER, ATTACK_CONTRACT -> chain.filter(there::equals).isPresent();
          case VICTIM_CONTRACT, WHITE_HAT -> false;
        };
    return here && stands();
  }

  /** Whether money on this chain that goes to or comes from this address is worth telling. */
  boolean isCounterpartyOn(Chain there) {
    boolean here = kind.person() || chain.isEmpty() || chain.get().equals(there);
    return here && stands() && (kind.hostile() || kind == Kind.WHITE_HAT);
  }

  /** Whether a call on this chain to this address is worth telling. */
  boolean isContractOn(Chain there) {
    boolean here = chain.filter(there::equals).isPresent() || kind == Kind.SANCTIONED;
    return here && stands() && kind != Kind.ATTACKER && kind != Kind.WHITE_HAT;
  }

  /** Whether anything a wallet does with this address on this chain is worth telling. */
  public boolean concerns(Chain there) {
    return isSpenderOn(there) || isCounterpartyOn(there) || isContractOn(there);
  }

  /** The same entry, counting as this. */
  public Listing as(Status other) {
    return new Listing(address, kind, label, incident, chain, source, listDate, seen, other);
  }

  /** The same entry, read on these days. */
  public Listing seen(Optional<Seen> days) {
    return new Listing(address, kind, label, incident, chain, source, listDate, days, status);
  }
}
