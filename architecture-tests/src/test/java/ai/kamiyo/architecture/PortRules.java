package ai.kamiyo.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The ports whose names are fixed: where they live, who implements them; and names nobody bears.
 */
final class PortRules {
  /** The ports that work, each beside its concept in the domain. */
  static final Set<String> DONE =
      Set.of(
          "exploit.ExploitSearch",
          "access.Entitlements",
          "access.RateLimiter",
          "risk.RiskAssessment",
          "wallet.WalletMonitor",
          "wallet.AddressListings",
          "wallet.WalletEvidence");

  /** Ports that have no contract suite yet; whoever writes one strikes the port off. */
  static final Set<String> WITHOUT_CONTRACT = Set.of();

  private static final List<String> EMPTY_WORDS =
      List.of("Port", "Service", "Impl", "Manager", "Util", "Utils", "Helper");
  private static final String[] EMPTY_PACKAGES = {
    "..port..", "..ports..", "..common..", "..util..", "..utils.."
  };

  private PortRules() {}

  /** What is wrong with the ports below this root package. */
  static List<String> problems(String root, JavaClasses classes, JavaClasses tests) {
    List<String> problems = new ArrayList<>();
    for (String port : DONE) {
      String name = root + ".domain." + port;
      if (!classes.contain(name) || !classes.get(name).isInterface()) {
        problems.add(port + " is no interface of the domain");
      } else if (classes.stream().noneMatch(type -> implementsInAdapter(root, type, name))) {
        problems.add(port + " has no implementation in an adapter");
      }
      if (tests.contain(name + "Contract") == WITHOUT_CONTRACT.contains(port)) {
        problems.add(port + " has a contract suite or none, against what is written down");
      }
    }
    return problems;
  }

  private static boolean implementsInAdapter(String root, JavaClass type, String port) {
    return !type.isInterface()
        && type.getPackageName().startsWith(root + ".adapters.")
        && type.isAssignableTo(port);
  }

  /** A name says what a thing is; these words say only that it is one. */
  static ArchRule noEmptyWords(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .haveNameMatching(".*[^.$](" + String.join("|", EMPTY_WORDS) + ")");
  }

  static ArchRule noEmptyPackages(String root) {
    return noClasses()
        .that(
            DescribedPredicate.describe(
                "reside below " + root, type -> type.getPackageName().startsWith(root)))
        .should()
        .resideInAnyPackage(EMPTY_PACKAGES);
  }
}
