package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What imports have left behind: reports by key, rows that were none, and the register of ids. */
record Kept(Map<String, ExploitReport> reports, Set<Quarantined> unreadable, Register register) {
  static Kept nothing() {
    return new Kept(new LinkedHashMap<>(), new LinkedHashSet<>(), new Register());
  }
}
