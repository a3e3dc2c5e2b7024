package ai.kamiyo.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Binary fractions cannot hold money: the domain has none, but for what is no money at all. */
final class MoneyRules {
  /** Lucene's own scores and weights, carried from one page to the next. */
  static final Set<String> NO_MONEY = Set.of("Cursor.score", "Cursor.termWeights", "Cursor.<init>");

  /** Where rates and probabilities live; what is named for money is money there too. */
  private static final Set<String> OF_PROBABILITIES =
      Set.of(".domain.risk", ".domain.risk.backtest");

  private static final Pattern MONEY =
      Pattern.compile("(?i).*(usd|dollar|loss|tvl|amount|price|money|cents).*");

  private static final Set<String> BINARY =
      Set.of("double", "float", "java.lang.Double", "java.lang.Float");

  private MoneyRules() {}

  static ArchRule noBinaryFractions(String root) {
    return classes().that().resideInAPackage(root + ".domain..").should(haveNoBinaryFractions());
  }

  private static ArchCondition<JavaClass> haveNoBinaryFractions() {
    return new ArchCondition<>("have no double or float") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaField field : type.getFields()) {
          look(type, field.getName(), Stream.of(field.getType()), events);
        }
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          Stream<JavaType> types =
              Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
          look(type, unit.getName(), types, events);
        }
      }
    };
  }

  private static void look(
      JavaClass type, String member, Stream<JavaType> types, ConditionEvents events) {
    String name = type.getSimpleName() + "." + member;
    boolean binary =
        types
            .flatMap(t -> t.getAllInvolvedRawTypes().stream())
            .anyMatch(raw -> BINARY.contains(raw.getBaseComponentType().getName()));
    boolean rate =
        OF_PROBABILITIES.stream().anyMatch(type.getPackageName()::endsWith)
            && !MONEY.matcher(member).matches();
    if (binary && !rate && !NO_MONEY.contains(name)) {
      events.add(SimpleConditionEvent.violated(type, name + " is a binary fraction"));
    }
  }
}
