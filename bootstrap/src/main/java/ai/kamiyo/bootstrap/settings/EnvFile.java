package ai.kamiyo.bootstrap.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of {@code NAME=value} lines: optional {@code export}, comments, single quotes (literal)
 * and double quotes (with {@code \" \\ \n \t \$}). Nothing is interpolated, no value spans lines.
 */
final class EnvFile {
  private static final int MAX_BYTES = 64 * 1024;

  private final Path file;
  private final List<Problem> problems;
  private final Map<String, String> entries = new LinkedHashMap<>();

  private EnvFile(Path file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Reads a file, adding what is wrong with it to the problems. A file that cannot be read at all
   * is grave: it may be the one that says {@code ENVIRONMENT=production}.
   */
  static Map<String, String> read(Path file, List<Problem> problems) {
    EnvFile read = new EnvFile(file, problems);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        problems.add(Problem.grave(file.toString(), "is larger than 64 KiB"));
      } else {
        read.lines(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      }
    } catch (CharacterCodingException e) {
      problems.add(Problem.grave(file.toString(), "is not UTF-8"));
    } catch (IOException e) {
      problems.add(Problem.grave(file.toString(), "cannot be read"));
    }
    return read.entries;
  }

  private void lines(String content) {
    String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String entry = line.strip();
      if (!entry.isEmpty() && !entry.startsWith("#")) {
        entry(entry, number);
      }
    }
  }

  private void entry(String entry, int line) {
    int equals = entry.indexOf('=');
    String name = withoutExport(equals < 0 ? entry : entry.substring(0, equals)).strip();
    if (equals < 0 || !isName(name)) {
      malformed(entry, line, "is not NAME=value");
      return;
    }
    String value = value(entry.substring(equals + 1), line, entry);
    if (entries.put(name, value) != null) {
      malformed(entry, line, "sets " + name + " a second time");
    }
  }

  private String value(String raw, int line, String entry) {
    String text = raw.strip();
    char quote = text.isEmpty() ? ' ' : text.charAt(0);
    if (quote != '"' && quote != '\'') {
      return withoutComment(raw);
    }
    StringBuilder value = new StringBuilder();
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        if (!withoutComment(text.substring(i + 1)).isEmpty()) {
          break;
        }
        return value.toString();
      }
      boolean escape = c == '\\' && quote == '"' && i + 1 < text.length();
      value.append(escape ? unescaped(text.charAt(++i)) : String.valueOf(c));
    }
    malformed(entry, line, "has an unbalanced quote");
    return "";
  }

  private static String unescaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case '"', '\\', '$' -> String.valueOf(c);
      default -> "\\" + c;
    };
  }

  private static String withoutComment(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) == '#' && Character.isWhitespace(text.charAt(i - 1))) {
        return text.substring(0, i).strip();
      }
    }
    return text.strip();
  }

  private static String withoutExport(String text) {
    boolean export =
        text.startsWith("export") && text.length() > 6 && Character.isWhitespace(text.charAt(6));
    return export ? text.substring(7) : text;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && !Character.isDigit(name.charAt(0))
        && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
  }

  /** Never repeats the line: it may hold a secret. */
  private void malformed(String entry, int line, String what) {
    String subject = file + " line " + line;
    boolean grave = withoutExport(entry).strip().startsWith(Server.ENVIRONMENT.name());
    problems.add(grave ? Problem.grave(subject, what) : Problem.of(subject, what));
  }
}
