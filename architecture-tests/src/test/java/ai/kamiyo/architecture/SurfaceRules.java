package ai.kamiyo.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a module shows: one door and its settings; of the rest only what another package needs. */
final class SurfaceRules {
  /** The adapters that are inhabited, with what the names of their doors begin with. */
  private static final Map<String, String> DOORS =
      Map.of(
          "adapters.mcp",
          "Mcp",
          "adapters.persistence",
          "Persistence",
          "adapters.kamiyo",
          "Kamiyo",
          "adapters.billing",
          "Billing");

  /** Flyway makes its logger by this name, so it must be public. */
  private static final Set<String> LOADED_BY_NAME = Set.of("adapters.persistence.sql.FlywayLogs");

  private SurfaceRules() {}

  /** Doors that are missing, and public types beside them. */
  static List<String> wrongDoors(String root, JavaClasses classes) {
    List<String> problems = new ArrayList<>();
    DOORS.forEach((layer, name) -> {
      Set<String> shown =
          classes.stream()
              .filter(type -> type.getPackageName().equals(root + "." + layer))
              .filter(SurfaceRules::isShown)
              .map(JavaClass::getSimpleName)
              .collect(Collectors.toCollection(TreeSet::new));
      if (!shown.equals(Set.of(name + "Adapter", name + "Settings"))) {
        problems.add(layer + " shows " + shown);
      }
      String settings = root + "." + layer + "." + name + "Settings";
      if (classes.contain(settings) && !classes.get(settings).isRecord()) {
        problems.add(name + "Settings is no record");
      }
    });
    return problems;
  }

  /**
   * Public types of adapters that nobody outside their package uses, neither themselves nor what is
   * nested in them.
   *
   * @param users all classes whose use counts, tests among them
   */
  static List<String> needlesslyPublic(String root, JavaClasses classes, JavaClasses users) {
    Set<String> used = new HashSet<>();
    for (JavaClass user : users) {
      user.getDirectDependenciesFromSelf().stream()
          .map(Dependency::getTargetClass)
          .filter(target -> !target.getPackageName().equals(user.getPackageName()))
          .forEach(target -> used.add(outermost(target.getName())));
    }
    return classes.stream()
        .filter(type -> type.getPackageName().startsWith(root + ".adapters."))
        .filter(type -> !type.getPackageName().startsWith(root + "." + Project.GENERATED))
        .filter(DescribedPredicate.not(Project.oneOf(root, LOADED_BY_NAME)))
        .filter(SurfaceRules::isShown)
        .map(JavaClass::getName)
        .filter(name -> !used.contains(name))
        .map(name -> name.substring(root.length() + 1))
        .sorted()
        .toList();
  }

  private static String outermost(String name) {
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  private static boolean isShown(JavaClass type) {
    return type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC);
  }
}
