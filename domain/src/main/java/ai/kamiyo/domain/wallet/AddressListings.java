package ai.kamiyo.domain.wallet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The lists of addresses that are known here.
 *
 * <p>Thread-safe; answers from memory and does not block, but for loading what has changed on disk.
 * An empty list means that no list names the address, never that lists are missing: those that
 * cannot be read are named by {@link #overview}.
 */
public interface AddressListings {
  /** Every entry for this address on whatever chain, those that do not count included. */
  List<Listing> of(WalletAddress address);

  /** What lists there are. Does not throw: a list that cannot be read says so. */
  Overview overview();

  /**
   * How much is listed.
   *
   * @param addresses how many different addresses
   * @param newest the newest date of any entry
   */
  record Overview(int addresses, Optional<ListDate> newest, List<Source> sources) {
    public Overview {
      sources = List.copyOf(sources);
    }
  }

  /**
   * One list, or one kind of lists.
   *
   * @param entries how many entries it brought
   * @param fetchedAt when it was last read over the network; empty for what is on disk
   * @param error why it is not what it should be; empty while all is well
   */
  record Source(String name, int entries, Optional<Instant> fetchedAt, Optional<String> error) {}
}
