package ai.kamiyo.bootstrap.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells misspelt settings from names that are not ours to judge: hosts export names that begin like
 * ours.
 */
final class UnknownNames {
  private static final List<String> PREFIXES = List.of("KAMIYO_", "RATE_LIMIT_", "MCP_", "ENABLE_");
  private static final int NEAR = 2;

  /** In a file of ours even a name of no known prefix is a slip if but one letter is wrong. */
  private static final int VERY_NEAR = 1;

  private final Set<String> known;
  private final List<Problem> problems = new ArrayList<>();
  private final List<ConfigReport.Ignored> ignored = new ArrayList<>();

  private UnknownNames(Set<String> known) {
    this.known = known;
  }

  static UnknownNames in(Sources sources, Set<String> known) {
    UnknownNames unknown = new UnknownNames(known);
    for (Sources.Layer layer : sources.layers()) {
      layer.entries().keySet().stream()
          .filter(name -> !known.contains(name))
          .sorted()
          .forEach(name -> unknown.judge(name, layer));
    }
    return unknown;
  }

  List<Problem> problems() {
    return problems;
  }

  List<ConfigReport.Ignored> ignored() {
    return ignored;
  }

  private void judge(String name, Sources.Layer layer) {
    boolean likeOurs = PREFIXES.stream().anyMatch(name::startsWith);
    if (!likeOurs && !layer.ours()) {
      return;
    }
    Optional<String> meant = Spelling.nearest(name, known, likeOurs ? NEAR : VERY_NEAR);
    if (meant.isPresent() || (likeOurs && layer.ours())) {
      String question = meant.map(m -> "; did you mean " + m + "?").orElse("");
      String message = "there is no such setting (" + layer.name() + ")" + question;
      boolean grave = meant.equals(Optional.of(Server.ENVIRONMENT.name()));
      problems.add(new Problem(name, message, grave));
    } else {
      ignored.add(new ConfigReport.Ignored(name, layer.name()));
    }
  }
}
