package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.text.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which listings are versions of one protocol because their list gives them one parent. Having a
 * parent in common is not enough, for houses have protocols of many kinds: versions are of one
 * category and bear the parent's name, and a parent is one protocol only.
 */
final class Families {
  private Families() {}

  /**
   * A protocol in its versions.
   *
   * @param parent its id in the list
   * @param name what it is called without any version
   */
  record Family(String parent, String name, List<ProtocolListing> versions) {
    Family {
      versions = List.copyOf(versions);
    }
  }

  private record Kind(String list, String parent, Optional<Category> category) {}

  /** The families of these lists; every listing is in one at most. */
  static List<Family> of(Collection<ProtocolListing> listings) {
    Map<Kind, List<ProtocolListing>> kinds = new LinkedHashMap<>();
    for (ProtocolListing listing : listings) {
      Optional<String> parent = listing.parent().filter(p -> bears(listing.name(), p));
      if (!listing.curated() && parent.isPresent()) {
        kinds
            .computeIfAbsent(
                new Kind(listing.list(), parent.get(), listing.category()), k -> new ArrayList<>())
            .add(listing);
      }
    }
    Map<List<String>, Family> largest = new LinkedHashMap<>();
    kinds.entrySet().stream()
        .filter(kind -> kind.getValue().size() > 1)
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<Kind, List<ProtocolListing>> kind) -> -kind.getValue().size())
                .thenComparing(kind -> kind.getKey().category().map(Category::name).orElse("")))
        .forEach(kind ->
            largest.putIfAbsent(
                List.of(kind.getKey().list(), kind.getKey().parent()),
                family(kind.getKey().parent(), kind.getValue())));
    return List.copyOf(largest.values());
  }

  private static Family family(String parent, List<ProtocolListing> versions) {
    return new Family(parent, name(parent, versions.getFirst().name()), versions);
  }

  /** Whether the name begins with the parent's first word. */
  private static boolean bears(String name, String parent) {
    String first = words(parent)[0];
    return first.length() > 1 && Names.key(words(name)[0]).equals(first);
  }

  /**
   * The parent's slug, in a version's spelling as far as that goes: "KyberSwap", not "Kyberswap".
   */
  private static String name(String parent, String version) {
    String[] spelt = words(version);
    List<String> name = new ArrayList<>();
    boolean alike = true;
    for (String word : words(parent)) {
      int at = name.size();
      alike = alike && at < spelt.length && Names.key(spelt[at]).equals(word);
      name.add(alike ? spelt[at] : capital(word));
    }
    return String.join(" ", name);
  }

  private static String capital(String word) {
    return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static String[] words(String text) {
    return text.strip().split("[\\s_-]+");
  }
}
