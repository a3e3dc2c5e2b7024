package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.wallet.ListDate;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entries by address in a few arrays, some 40 bytes each: sorted hashes that are searched by
 * halving, beside them the address as bytes and the number of what is said, which many entries
 * share. Immutable and thread-safe.
 */
final class ListingTable {
  private final long[] hashes;
  private final byte[] keys;
  private final int[] keyEnds;
  private final int[] said;
  private final List<Said> sayings;
  private final int addresses;

  ListingTable(List<Listing> entries) {
    List<Listing> sorted = new ArrayList<>(entries);
    sorted.sort(
        Comparator.comparingLong((Listing l) -> hash(l.address()))
            .thenComparing(l -> l.address().key()));
    int size = sorted.size();
    hashes = new long[size];
    keyEnds = new int[size];
    said = new int[size];
    byte[] bytes = new byte[sorted.stream().mapToInt(l -> key(l.address()).length).sum()];
    Map<Said, Integer> numbers = new HashMap<>();
    List<Said> all = new ArrayList<>();
    int end = 0;
    int different = 0;
    for (int i = 0; i < size; i++) {
      Listing listing = sorted.get(i);
      byte[] key = key(listing.address());
      System.arraycopy(key, 0, bytes, end, key.length);
      end += key.length;
      hashes[i] = hash(listing.address());
      keyEnds[i] = end;
      said[i] =
          numbers.computeIfAbsent(
              Said.of(listing),
              saying -> {
                all.add(saying);
                return all.size() - 1;
              });
      different += i == 0 || !listing.address().equals(sorted.get(i - 1).address()) ? 1 : 0;
    }
    keys = bytes;
    sayings = List.copyOf(all);
    addresses = different;
  }

  /** Every entry of this address. */
  List<Listing> of(WalletAddress address) {
    long hash = hash(address);
    int at = Arrays.binarySearch(hashes, hash);
    if (at < 0) {
      return List.of();
    }
    while (at > 0 && hashes[at - 1] == hash) {
      at--;
    }
    byte[] key = key(address);
    List<Listing> found = new ArrayList<>();
    for (; at < hashes.length && hashes[at] == hash; at++) {
      int start = at == 0 ? 0 : keyEnds[at - 1];
      if (Arrays.equals(keys, start, keyEnds[at], key, 0, key.length)) {
        found.add(sayings.get(said[at]).of(address));
      }
    }
    return found;
  }

  int addresses() {
    return addresses;
  }

  private static long hash(WalletAddress address) {
    long hash = 0xcbf29ce484222325L;
    String key = address.key();
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** An EVM address takes half the room as bytes; no other has as few. */
  private static byte[] key(WalletAddress address) {
    return address instanceof WalletAddress.Evm evm
        ? java.util.HexFormat.of().parseHex(evm.key(), 2, evm.key().length())
        : address.key().getBytes(StandardCharsets.US_ASCII);
  }

  /** What an entry says, without of whom. */
  private record Said(
      Listing.Kind kind,
      String label,
      Optional<ExploitId> incident,
      Optional<Chain> chain,
      String source,
      Optional<ListDate> listDate,
      Optional<Listing.Seen> seen,
      Listing.Status status) {
    static Said of(Listing l) {
      return new Said(
          l.kind(),
          l.label(),
          l.incident(),
          l.chain(),
          l.source(),
          l.listDate(),
          l.seen(),
          l.status());
    }

    Listing of(WalletAddress address) {
      return new Listing(address, kind, label, incident, chain, source, listDate, seen, status);
    }
  }
}
