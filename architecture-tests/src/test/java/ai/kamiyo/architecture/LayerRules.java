package ai.kamiyo.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who may know whom, as lists of what is allowed; whatever is not on a list is forbidden. */
final class LayerRules {
  private static final String[] EVERYWHERE = {"java..", "org.jspecify.."};

  /** For each layer, the layers that it may know. */
  private static final Map<String, List<String>> LAYERS =
      Map.of(
          "domain", List.of(),
          "application", List.of("domain"),
          "adapters.mcp", List.of("domain", "application"),
          "adapters.billing", List.of("domain", "application"),
          "adapters.persistence", List.of("domain"),
          "adapters.kamiyo", List.of("domain"),
          "bootstrap", List.of("domain", "application", "adapters"));

  /** For each layer, the libraries that it may know. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "adapters.mcp", List.of("tools.jackson..", "javax.crypto.."),
          "adapters.billing",
              List.of(
                  "io.jsonwebtoken..",
                  "com.github.benmanes.caffeine..",
                  "com.google.gson..",
                  "com.stripe..",
                  "jakarta.servlet..",
                  "javax.crypto.."),
          "adapters.persistence",
              List.of(
                  "org.jooq..",
                  "org.flywaydb.core..",
                  "org.sqlite..",
                  "io.github.bucket4j..",
                  "com.github.benmanes.caffeine..",
                  "com.zaxxer.hikari..",
                  "org.postgresql.ds..",
                  "org.redisson..",
                  "io.github.resilience4j..",
                  "javax.sql..",
                  "javax.net.."),
          "adapters.kamiyo",
              List.of("tools.jackson..", "org.apache.lucene..", "io.github.resilience4j.."),
          "bootstrap", List.of("picocli..", "me.tongfei.progressbar..", "tools.jackson.."));

  /** Layers that hold nothing yet; whoever moves in strikes the layer off. */
  static final Set<String> NOT_YET_INHABITED = Set.of();

  private LayerRules() {}

  /** One rule for each layer below this root package. */
  static Map<String, ArchRule> each(String root) {
    Map<String, ArchRule> rules = new TreeMap<>();
    LAYERS.keySet().forEach(layer -> rules.put(layer, rule(root, layer)));
    return rules;
  }

  private static ArchRule rule(String root, String layer) {
    String[] allowed =
        Stream.of(
                Stream.of(EVERYWHERE),
                Stream.concat(Stream.of(layer), LAYERS.getOrDefault(layer, List.of()).stream())
                    .map(known -> root + "." + known + ".."),
                LIBRARIES.getOrDefault(layer, List.of()).stream())
            .flatMap(packages -> packages)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(root + "." + layer + "..")
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed))
        .allowEmptyShould(NOT_YET_INHABITED.contains(layer));
  }

  /** Nobody lives outside the layers. */
  static ArchRule everyClassHasALayer(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .resideInAnyPackage(
            LAYERS.keySet().stream()
                .map(layer -> root + "." + layer + "..")
                .toArray(String[]::new));
  }

  /** Layers whose being inhabited or empty is not as it is written down here. */
  static List<String> miscounted(String root, JavaClasses classes, Set<String> empty) {
    List<String> problems = new ArrayList<>();
    for (String layer : LAYERS.keySet()) {
      boolean inhabited =
          classes.stream().anyMatch(type -> type.getPackageName().startsWith(root + "." + layer));
      if (inhabited == empty.contains(layer)) {
        problems.add(layer + (inhabited ? " is inhabited; strike it off" : " is empty"));
      }
    }
    return problems;
  }
}
