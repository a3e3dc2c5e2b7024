package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.text.Names;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A protocol, all its versions together.
 *
 * @param id a slug that no other protocol of the directory has
 * @param aliases other names it goes by, its versions' among them
 * @param versions the names under which the list that divides it most has it; at least one
 * @param category in DefiLlama's vocabulary; empty if nobody has said
 * @param parent the id of the family it belongs to, where a list says so
 * @param tvl what lies in it, all versions together, as a list states it
 * @param known how it came to be known
 */
public record Protocol(
    String id,
    String name,
    List<String> aliases,
    List<String> versions,
    Optional<Category> category,
    List<Chain> chains,
    Optional<String> parent,
    Optional<Usd> tvl,
    Known known) {
  public Protocol {
    aliases = List.copyOf(aliases);
    versions = List.copyOf(versions);
    chains = List.copyOf(chains);
  }

  /** How a protocol comes to be in the directory. */
  public enum Known {
    /** By an incident only. */
    BY_INCIDENT,
    /** By our own selection, in which the hit are more than their share. */
    BY_SELECTION,
    /** By a list that has the unharmed as well as the hit. */
    BY_LIST
  }

  /** Whether it keeps other people's assets or keys, and so is none of those that are counted. */
  public boolean keepsAssets() {
    return category.filter(Category::keepsAssets).isPresent();
  }

  /** Whether the model knows its kind: those that keep assets are not among what it learnt from. */
  boolean isOfModelledKind() {
    return category.isPresent() && !keepsAssets();
  }

  /** Whether it is watched, hit or not: only a list has the unharmed as well. */
  public boolean isAtRisk() {
    return known == Known.BY_LIST && isOfModelledKind();
  }

  /** Whether lists have it as several versions, of which this name is one. */
  boolean isVersion(String text) {
    return versions.size() > 1 && versions.contains(text) && !text.equals(name);
  }

  /** Whether this is its id or one of its names, whatever the case and punctuation. */
  boolean isCalled(String text) {
    String key = Names.key(text);
    return Stream.concat(Stream.of(id, name), aliases.stream())
        .anyMatch(own -> Names.key(own).equals(key));
  }

  public boolean isOn(Chain chain) {
    return chains.contains(chain);
  }
}
