package ai.kamiyo.bootstrap.command;

import ai.kamiyo.application.access.Issued;
import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenClaims;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Issues a token, and prints it this once. */
@Command(
    name = "issue",
    description = {
      "Issue a token that entitles its customer to a tier for as long as it lives.",
      "The token is printed once and kept nowhere."
    },
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  kamiyo token issue --customer acme --tier team",
      "  kamiyo token issue --customer acme --tier enterprise --days 30 --json"
    })
final class TokenIssueCommand implements Callable<Integer> {
  private static final int MAX_DAYS = 3650;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private OperatorSettings operator = new OperatorSettings();

  @Option(
      names = "--customer",
      required = true,
      paramLabel = "ID",
      description = "Whom the token names: 1 to 200 characters.")
  private String customer = "";

  @Option(
      names = "--tier",
      required = true,
      converter = TierName.class,
      paramLabel = "TIER",
      description = "personal, team or enterprise.")
  private Tier tier = Tier.PERSONAL;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "How many days it is good, 1 to 3650; by default MCP_TOKEN_EXPIRY_DAYS.")
  private @Nullable Integer days;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailed {
    CustomerId id = customer();
    Optional<Duration> lasting = lasting();
    try (Application application =
        Application.serving(operator.ready(spec.commandLine().getErr()))) {
      print(application.identity().issueToken().issue(id, tier, lasting));
    }
    return CommandLine.ExitCode.OK;
  }

  private CustomerId customer() {
    try {
      CustomerId id = new CustomerId(customer);
      if (id.equals(CustomerId.LOCAL)) {
        throw new ParameterException(
            spec.commandLine(),
            "--customer: local is whoever is at this machine, and holds MCP_DEV_TIER; name another");
      }
      return id;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--customer: " + e.getMessage());
    }
  }

  private Optional<Duration> lasting() {
    if (days != null && (days < 1 || days > MAX_DAYS)) {
      throw new ParameterException(spec.commandLine(), "--days must be 1 to " + MAX_DAYS);
    }
    return Optional.ofNullable(days).map(Duration::ofDays);
  }

  private void print(Issued issued) {
    PrintWriter out = spec.commandLine().getOut();
    TokenClaims claims = issued.kept().claims();
    if (json) {
      JsonOutput.print(
          out,
          generator -> {
            generator.writeStringProperty("token", issued.token().reveal());
            generator.writeStringProperty("jti", claims.id().value());
            generator.writeStringProperty("customer", claims.customer().value());
            generator.writeStringProperty("tier", claims.tier().label());
            generator.writeStringProperty("expires_at", claims.expiresAt().toString());
          });
      return;
    }
    out.println(issued.token().reveal());
    out.printf(
        "%nFor %s, tier %s, until %s; its jti is %s. It is not shown again.%n",
        claims.customer().value(), claims.tier().label(), claims.expiresAt(), claims.id().value());
  }

  /** Reads a tier as settings spell it. */
  static final class TierName implements ITypeConverter<Tier> {
    @Override
    public Tier convert(String text) {
      return Tier.labelled(text.toLowerCase(Locale.ROOT))
          .orElseThrow(() -> new TypeConversionException("must be personal, team or enterprise"));
    }
  }
}
