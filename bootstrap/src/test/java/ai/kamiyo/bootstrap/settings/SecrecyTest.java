package ai.kamiyo.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret is seen in problems, reports or what prints itself. */
class SecrecyTest {
  private static final String SECRET = "Hunter2Hunter2Hunter2Hunter2Hunter2xyz";

  @TempDir Path folder;

  @Test
  void everySecretSettingIsHidden() {
    Given given = new Given(folder);
    for (Setting<?> setting : Registry.all()) {
      if (setting.secret()) {
        given.env(setting.name(), valid(setting.name()));
      }
    }
    Loading loading = given.onStdio();
    assertThat(loading.problems()).isEmpty();
    assertUnseen(loading);
    assertThat(loading.report().lines())
        .anyMatch(line -> line.startsWith("MCP_JWT_SECRET ") && line.contains("(hidden)"));
  }

  @Test
  void noCredentialInAUrlIsSeen() {
    Loading loading =
        new Given(folder)
            .env("DATABASE_URL", "postgresql://u:" + SECRET + "@h:5432/d?sslpassword=" + SECRET)
            .env("REDIS_URL", "redis://:" + SECRET + "@h/0")
            .env("KAMIYO_API_URL", "https://u:" + SECRET + "@h/?key=" + SECRET)
            .env("KAMIYO_LISTING_FEEDS", "ofac=https://u:" + SECRET + "@h/list?k=" + SECRET)
            .env("EVM_RPC_URLS", "1=https://h/v3/" + SECRET)
            .onStdio();
    assertThat(loading.problems()).isEmpty();
    assertUnseen(loading);
    assertThat(loading.report().lines().toString())
        .contains(
            "postgresql://u:(hidden)@h:5432/d",
            "redis://(hidden)@h/0",
            "ofac=https://(hidden)@h/list?(hidden)",
            "1=https://h/(hidden)");
  }

  @Test
  void noSecretIsSeenInAProblem() {
    Given given = new Given(folder).env("ENVIRONMENT", "production");
    for (Setting<?> setting : Registry.all()) {
      if (setting.kind().privacy() != Kind.Privacy.OPEN) {
        given.env(setting.name(), SECRET + "\u0007");
      }
    }
    given.homeFile(SECRET, "KAMIYO_API_KEY='" + SECRET, "KAMIYO_" + "UNKNOWN=" + SECRET);
    Loading loading = given.onStdio().forStart();
    assertThat(loading.problems()).hasSizeGreaterThan(20);
    assertUnseen(loading);
  }

  @Test
  void aSecretEqualsItsLikeAndPrintsNothing() {
    assertThat(new Secret("a")).hasToString("(hidden)").isEqualTo(new Secret("a"));
    assertThat(new Secret("a")).isNotEqualTo(new Secret("b"));
  }

  private static void assertUnseen(Loading loading) {
    List<Object> seen =
        List.of(
            loading,
            Given.settings(loading),
            loading.problems(),
            loading.report().rows(),
            loading.report().lines(),
            loading.report().ignored());
    for (Object each : seen) {
      assertThat(each.toString()).doesNotContain(SECRET);
    }
  }

  private static String valid(String name) {
    return switch (name) {
      case "STRIPE_SECRET_KEY" -> "sk_test_" + SECRET;
      case "SENTRY_DSN" -> "https://" + SECRET + "@s.example/1";
      default -> SECRET;
    };
  }
}
