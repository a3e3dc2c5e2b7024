package ai.kamiyo.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The marks that code bears: null-marked packages, and no annotation that wires anything. */
final class MarkRules {
  private MarkRules() {}

  /** The packages that hold code of ours and are not null-marked. */
  static List<String> unmarked(String root, JavaClasses classes) {
    return classes.stream()
        .map(JavaClass::getPackage)
        .filter(p -> p.getName().startsWith(root))
        .filter(p -> !p.getName().startsWith(root + "." + Project.GENERATED))
        .filter(p -> !p.isAnnotatedWith(NullMarked.class))
        .map(p -> p.getName().substring(root.length() + 1))
        .distinct()
        .sorted()
        .toList();
  }

  /** Only commands bear annotations of a library: those that say how they are typed. */
  static ArchRule noForeignAnnotations(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + "." + Project.GENERATED + "..")
        .should(bearOnly(root));
  }

  private static ArchCondition<JavaClass> bearOnly(String root) {
    return new ArchCondition<>("bear only annotations of Java and JSpecify, commands picocli's") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean command = type.getPackageName().equals(root + ".bootstrap.command");
        Stream.concat(
                type.getAnnotations().stream(),
                type.getMembers().stream().flatMap(m -> annotations(m)))
            .map(annotation -> annotation.getRawType().getName())
            .filter(a -> !a.startsWith("java.lang.") && !a.startsWith("org.jspecify."))
            .filter(a -> !(command && a.startsWith("picocli.")))
            .forEach(a ->
                events.add(SimpleConditionEvent.violated(type, type.getName() + " bears " + a)));
      }
    };
  }

  private static Stream<? extends JavaAnnotation<?>> annotations(JavaMember member) {
    return member.getAnnotations().stream();
  }
}
