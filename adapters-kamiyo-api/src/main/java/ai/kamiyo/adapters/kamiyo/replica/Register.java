package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.domain.exploit.ExploitId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers which id each report's exploit was given, which ids were merged into which, and when an
 * exploit was first seen and last changed, so that ids never move to another exploit. Not
 * thread-safe.
 */
final class Register {
  private final Map<String, ExploitId> ids = new HashMap<>();
  private final Map<ExploitId, Times> times = new HashMap<>();
  private final Map<ExploitId, ExploitId> mergers = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private boolean changed;

  /** From here on changes count. */
  void settle() {
    changed = false;
  }

  /** Whether it holds anything else than when it was settled. */
  boolean isChanged() {
    return changed;
  }

  /** The id of this report's exploit, if it was ever seen. */
  Optional<ExploitId> idOf(String reportKey) {
    return Optional.ofNullable(ids.get(reportKey));
  }

  void assign(String reportKey, ExploitId id) {
    changed |= !id.equals(ids.put(reportKey, id));
    used.add(id.value());
  }

  /** From here on the former id means the exploit of the other, as does all that it meant. */
  void merge(ExploitId former, ExploitId id) {
    mergers.replaceAll((old, now) -> now.equals(former) ? id : now);
    changed |= mergers.remove(id) != null;
    changed |= !id.equals(mergers.put(former, id));
    used.add(former.value());
  }

  boolean isUsed(ExploitId id) {
    return used.contains(id.value());
  }

  Optional<Times> timesOf(ExploitId id) {
    return Optional.ofNullable(times.get(id));
  }

  void remember(ExploitId id, Times when) {
    changed |= !when.equals(times.put(id, when));
    used.add(id.value());
  }

  Map<String, ExploitId> assignments() {
    return Map.copyOf(ids);
  }

  /** The id that each former one means. */
  Map<ExploitId, ExploitId> mergers() {
    return Map.copyOf(mergers);
  }

  Map<ExploitId, Times> allTimes() {
    return Map.copyOf(times);
  }

  /**
   * When an exploit was first seen and last changed.
   *
   * @param content a digest of the exploit as it was then
   */
  record Times(Instant firstSeen, Instant updatedAt, String content) {}
}
