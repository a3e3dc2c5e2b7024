package ai.kamiyo.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the project's files must not say, and the shape of its parent POM. */
final class ProjectRules {
  static final int MAX_POM_LINES = 300;

  /** Hosts of registries, and folders that exist on one machine; each in two parts, or found. */
  private static final List<String> FORBIDDEN =
      List.of(
          "repo1." + "maven",
          "repo.maven." + "apache",
          "central.son" + "atype",
          "registry." + "npmjs",
          "files.python" + "hosted",
          "pypi." + "org",
          "proxy.go" + "lang",
          "/wo" + "rk/",
          "/ro" + "ot/",
          "/Us" + "ers/",
          "C:\\Us" + "ers");

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private ProjectRules() {}

  /** The lines of this text that name a registry or a place on one machine. */
  static List<String> localities(String name, String text) {
    List<String> found = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      for (String forbidden : FORBIDDEN) {
        if (line.contains(forbidden)) {
          found.add(name + ":" + number + " says " + forbidden);
        }
      }
    }
    return found;
  }

  static List<String> modules(String pom) {
    return MODULE.matcher(pom).results().map(found -> found.group(1)).toList();
  }
}
