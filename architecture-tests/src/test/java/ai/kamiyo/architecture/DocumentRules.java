package ai.kamiyo.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether what a document names in backticks, or links to, is there. */
final class DocumentRules {
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");
  private static final Pattern SETTING = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");
  private static final Pattern TYPE = Pattern.compile("@?([A-Z][A-Za-z0-9]+)([.#(].*)?");
  private static final Pattern FILE =
      Pattern.compile("\\w[\\w.-]*(/[\\w.-]+)+/?|[\\w-]+\\.(java|md|sql|xml|jsonl?|sh)");
  private static final Pattern PACKAGE = Pattern.compile("[a-z]+(\\.[a-z]+)+");

  private final Path root;
  private final Set<String> names;
  private final Set<String> packages;
  private final String settings;

  /**
   * Rules over a project with these files.
   *
   * @param files relative to the root
   * @param settings the text that names every setting
   */
  DocumentRules(Path root, List<Path> files, String settings) {
    this.root = root;
    this.settings = settings;
    this.names =
        files.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    this.packages =
        files.stream()
            .filter(file -> file.toString().contains("src/main/java/ai/kamiyo/"))
            .map(file -> file.toString().replaceFirst(".*src/main/java/(.*)/[^/]*", "$1"))
            .map(folder -> folder.replace('/', '.'))
            .collect(Collectors.toSet());
  }

  /** What this document names in backticks although it is not there. */
  List<String> missing(String document) {
    List<String> missing = new ArrayList<>();
    CODE.matcher(FENCED.matcher(document).replaceAll(""))
        .results()
        .map(found -> found.group(1))
        .filter(name -> !isThere(name))
        .forEach(missing::add);
    return missing;
  }

  /** The links of this document, in this folder, that lead nowhere. */
  List<String> broken(Path folder, String document) {
    return LINK.matcher(document)
        .results()
        .map(found -> found.group(1))
        .filter(target -> !target.contains(":"))
        .filter(target -> !Files.exists(root.resolve(folder).resolve(target)))
        .toList();
  }

  /** Words that look like no file, type, package or setting are let be. */
  private boolean isThere(String name) {
    boolean setting = settings.contains("`" + name + "`");
    if (setting || SETTING.matcher(name).matches()) {
      return setting;
    }
    var type = TYPE.matcher(name);
    if (type.matches() && !FILE.matcher(name).matches()) {
      return names.contains(type.group(1) + ".java");
    }
    if (FILE.matcher(name).matches()) {
      return names.contains(name) || Files.exists(root.resolve(name));
    }
    if (PACKAGE.matcher(name).matches()) {
      return packages.stream().anyMatch(p -> (p + ".").endsWith("." + name + "."));
    }
    return true;
  }
}
