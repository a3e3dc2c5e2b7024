package ai.kamiyo.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.BiPredicate;

/** What only a few named classes may do. */
final class ConductRules {
  /** Who asks the machine for the time; everybody else is given a clock. */
  private static final Set<String> TIMEKEEPERS =
      Set.of(
          "bootstrap.Application",
          "bootstrap.command.ImportCommand",
          "bootstrap.command.BacktestCommand");

  /** Who writes to the streams of the process. */
  private static final Set<String> SPEAKERS =
      Set.of("bootstrap.StdioMain", "bootstrap.command.CommandLineInterface");

  private static final Set<String> CLOCKS =
      Set.of(
          "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes");
  private static final Set<String> STREAMS =
      Set.of("in", "out", "err", "setIn", "setOut", "setErr");

  private ConductRules() {}

  static ArchRule nobodyAsksForTheTime(String root) {
    return nobodyBut(
        root,
        TIMEKEEPERS,
        accesses(
            "the machine's time",
            (owner, member) ->
                (owner.startsWith("java.time.") && member.equals("now"))
                    || (owner.equals("java.time.Clock") && CLOCKS.contains(member))
                    || (owner.equals("java.lang.System") && member.equals("currentTimeMillis"))
                    || (owner.equals("java.util.Date") && member.equals("<init>"))
                    || owner.equals("java.util.Calendar")));
  }

  static ArchRule nobodyWritesToTheProcessStreams(String root) {
    return nobodyBut(
        root,
        SPEAKERS,
        accesses(
            "System.in, out or err",
            (owner, member) -> owner.equals("java.lang.System") && STREAMS.contains(member)));
  }

  /** A trace belongs into a log, which only its formatter prints. */
  static ArchRule nobodyPrintsTraces(String root) {
    return nobodyBut(
        root,
        Set.of("bootstrap.logging.LineFormatter"),
        accesses("printStackTrace", (owner, member) -> member.equals("printStackTrace")));
  }

  static ArchRule nobodyEndsTheProcess(String root) {
    return nobodyBut(
        root,
        // A server that was told to end ends well, which the JVM would not say of itself.
        Set.of("bootstrap.Main", "bootstrap.Serving"),
        accesses(
            "System.exit",
            (owner, member) ->
                (owner.equals("java.lang.System") || owner.equals("java.lang.Runtime"))
                    && (member.equals("exit") || member.equals("halt"))));
  }

  /** Everybody logs through System.Logger, whatever it ends in. */
  static ArchRule nobodyKnowsTheLoggingLibrary(String root) {
    return nobodyBut(
        root,
        Set.of("bootstrap.logging.Logs", "bootstrap.logging.LineFormatter"),
        dependOnClassesThat(resideInAnyPackage("java.util.logging..")));
  }

  /** Parts are wired by constructors; nothing is looked up by its name at run time. */
  static ArchRule nobodyReflects(String root) {
    return nobodyBut(
        root,
        Set.of(),
        dependOnClassesThat(resideInAnyPackage("java.lang.reflect..", "java.lang.invoke.."))
            .or(
                accesses(
                    "reflection",
                    (owner, member) ->
                        owner.equals("java.util.ServiceLoader")
                            || member.equals("loadClass")
                            || (owner.equals("java.lang.Class")
                                && (member.equals("forName")
                                    || member.equals("newInstance")
                                    || member.startsWith("getDeclared")
                                    || member.matches("get(Method|Field|Constructor)s?"))))));
  }

  private static ArchRule nobodyBut(String root, Set<String> few, ArchCondition<JavaClass> deed) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and(DescribedPredicate.not(Project.oneOf(root, few)))
        .should(deed);
  }

  private static ArchCondition<JavaClass> accesses(
      String what, BiPredicate<String, String> ownerAndMember) {
    return accessTargetWhere(
        DescribedPredicate.<JavaAccess<?>>describe(
            what,
            access ->
                ownerAndMember.test(
                    access.getTargetOwner().getName(), access.getTarget().getName())));
  }
}
