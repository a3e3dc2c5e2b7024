package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every exploit that a set of reports tells, and what was kept out.
 *
 * @param reports all that were given, believed or not
 * @param byReport the exploit that each believed report tells, by the report's key
 * @param quarantined by report key
 */
record Catalogue(
    List<ExploitReport> reports,
    List<Exploit> exploits,
    Map<String, Exploit> byReport,
    Map<String, Quarantined> quarantined) {

  /** Those of our own catalogue. */
  List<ExploitReport> bundled() {
    return reports.stream().filter(report -> report.id().isPresent()).toList();
  }

  /** Those that not only our own catalogue tells. */
  Set<ExploitId> surveyed() {
    Set<ExploitId> surveyed = new HashSet<>();
    for (ExploitReport report : reports) {
      Exploit exploit = byReport.get(report.key());
      if (report.id().isEmpty() && exploit != null) {
        surveyed.add(exploit.id());
      }
    }
    return surveyed;
  }

  /** Normalises, merges and identifies; new ids and times go into the register. */
  static Catalogue of(
      Collection<ExploitReport> reports,
      Normaliser normaliser,
      Quarantine quarantine,
      Identities identities) {
    Map<String, Quarantined> kept = new LinkedHashMap<>();
    List<Statement> statements = new ArrayList<>();
    for (ExploitReport report : reports) {
      Optional<String> reason = quarantine.reason(report);
      if (reason.isPresent()) {
        kept.put(report.key(), quarantined(report, reason.get()));
      } else {
        statements.add(normaliser.statement(report));
      }
    }
    List<Exploit> exploits = new ArrayList<>();
    Map<String, Exploit> byReport = new LinkedHashMap<>();
    for (List<Statement> cluster : Merge.clusters(statements)) {
      List<Statement> believed = new ArrayList<>(cluster);
      for (Statement statement : cluster) {
        if (isAlone(statement, cluster)) {
          believed.remove(statement);
          kept.put(
              statement.key(),
              quarantined(statement.report(), Quarantine.alone(statement.report())));
        }
      }
      if (!believed.isEmpty()) {
        Exploit exploit = identities.identified(believed);
        exploits.add(exploit);
        believed.forEach(statement -> byReport.put(statement.key(), exploit));
      }
    }
    return new Catalogue(List.copyOf(reports), List.copyOf(exploits), byReport, kept);
  }

  private static Quarantined quarantined(ExploitReport report, String reason) {
    return new Quarantined(report.key(), report.protocol(), reason);
  }

  /** Whether the statement names an unbelievable loss that no other publisher comes near. */
  private static boolean isAlone(Statement statement, List<Statement> cluster) {
    Optional<java.math.BigDecimal> loss = statement.report().loss();
    if (loss.isEmpty() || loss.get().compareTo(Quarantine.BELIEVABLE_USD) <= 0) {
      return false;
    }
    Set<String> publishers = new HashSet<>();
    for (Statement other : cluster) {
      other
          .report()
          .loss()
          .filter(l -> l.compareTo(Quarantine.BELIEVABLE_USD) > 0)
          .ifPresent(l -> publishers.add(other.report().sources().getFirst().name()));
    }
    return publishers.size() < 2;
  }
}
