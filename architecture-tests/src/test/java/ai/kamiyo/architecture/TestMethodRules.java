package ai.kamiyo.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.stream.Stream;

/** A method that looks like a test and is none would pass for ever. */
final class TestMethodRules {
  private TestMethodRules() {}

  /** Methods of tests and contract suites that look like tests and bear no mark of JUnit. */
  static List<String> forgotten(JavaClasses classes) {
    return classes.stream()
        .filter(type -> type.getSimpleName().matches(".*(Test|Contract)") || isInTest(type))
        .flatMap(type -> type.getMethods().stream())
        .filter(TestMethodRules::looksLikeATest)
        .filter(method -> !isMarked(method) && !keepsAPromise(method))
        .map(method -> method.getOwner().getName() + "." + method.getName())
        .sorted()
        .toList();
  }

  private static boolean isInTest(JavaClass type) {
    return type.isMetaAnnotatedWith("org.junit.jupiter.api.Nested");
  }

  private static boolean looksLikeATest(JavaMethod method) {
    return method.getRawReturnType().getName().equals("void")
        && method.getRawParameterTypes().isEmpty()
        && Stream.of(
                JavaModifier.PRIVATE,
                JavaModifier.ABSTRACT,
                JavaModifier.SYNTHETIC,
                JavaModifier.BRIDGE)
            .noneMatch(method.getModifiers()::contains);
  }

  private static boolean isMarked(JavaMethod method) {
    return method.getAnnotations().stream()
        .anyMatch(annotation ->
            annotation.getRawType().getPackageName().startsWith("org.junit.jupiter.")
                || annotation.getRawType().isMetaAnnotatedWith("org.junit.jupiter.api.Test")
                || annotation
                    .getRawType()
                    .isMetaAnnotatedWith("org.junit.jupiter.api.TestTemplate"));
  }

  /** Whether it implements what a supertype left open, and not a test that it so switches off. */
  private static boolean keepsAPromise(JavaMethod method) {
    JavaClass owner = method.getOwner();
    return Stream.concat(
            owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
        .flatMap(type -> type.tryGetMethod(method.getName()).stream())
        .anyMatch(promise -> !isMarked(promise));
  }
}
