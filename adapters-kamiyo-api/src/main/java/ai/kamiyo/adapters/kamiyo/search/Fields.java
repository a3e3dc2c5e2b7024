package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Source;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;

/** What of an exploit can be found by free text, by field. */
final class Fields {
  /** The victim's names, word by word. */
  static final String NAME = "name";

  /** Each of the victim's names as one word without spaces. */
  static final String WHOLE_NAME = "whole";

  static final String TECHNIQUE = "technique";
  static final String CHAIN = "chain";
  static final String WHEN = "when";
  static final String SUMMARY = "summary";

  private Fields() {}

  static Document document(Exploit exploit) {
    Document document = new Document();
    names(exploit)
        .forEach(name -> {
          document.add(new TextField(NAME, name, Field.Store.NO));
          document.add(new StringField(WHOLE_NAME, whole(name), Field.Store.NO));
        });
    text(document, TECHNIQUE, technique(exploit));
    exploit.chains().forEach(chain -> text(document, CHAIN, chain(chain)));
    text(document, WHEN, when(exploit));
    text(document, SUMMARY, exploit.summary());
    return document;
  }

  static Stream<String> names(Exploit exploit) {
    return Stream.concat(Stream.of(exploit.victim().name()), exploit.victim().aliases().stream());
  }

  /** A name as one word: only its letters and digits, in lower case. */
  static String whole(String name) {
    StringBuilder whole = new StringBuilder(name.length());
    name.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }

  /** The sources' own words, so that a word finds just what somebody said it of. */
  private static String technique(Exploit exploit) {
    return Stream.concat(
            Stream.of(exploit.cause().technique()),
            exploit.evidence().sources().stream().flatMap((Source s) -> s.words().stream()))
        .distinct()
        .collect(Collectors.joining(" . "));
  }

  private static String chain(Chain chain) {
    return chain.name() + " . " + String.join(" . ", Chains.aliases(chain));
  }

  private static String when(Exploit exploit) {
    return exploit.date().getYear()
        + " "
        + exploit.date().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static void text(Document document, String field, String text) {
    if (!text.isEmpty()) {
      document.add(new TextField(field, text, Field.Store.NO));
    }
  }
}
