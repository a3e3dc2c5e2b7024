package ai.kamiyo.adapters.kamiyo.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;

/**
 * Free text as a query whose scores depend on each exploit alone: every word has a weight, taken
 * from how rare it is when the first page is asked for, and a field has a factor. Later pages carry
 * the weights with them, so a refresh in between does not reorder what was shown.
 */
final class TextQuery {
  private static final float NAME = 4f;
  private static final List<Searched> FIELDS =
      List.of(
          new Searched(Fields.NAME, NAME),
          new Searched(Fields.TECHNIQUE, 2f),
          new Searched(Fields.CHAIN, 1.5f),
          new Searched(Fields.WHEN, 1.5f),
          new Searched(Fields.SUMMARY, 1f));

  /** What a query that is nothing but a victim's whole name adds to that victim's score. */
  private static final float WHOLE_NAME = 100f;

  /** What is left of a score for each letter that must be mended. */
  private static final float TYPO = 0.5f;

  /** One typo is forgiven in words of at least so many letters, two in long ones. */
  private static final int ONE_TYPO = 3;

  private static final int TWO_TYPOS = 8;

  /** In short words the first letter must be right, or everything resembles everything. */
  private static final int SHORT = 5;

  /** Words that people put around what they mean. */
  private static final Set<String> NOISE =
      Set.of(
          "the",
          "a",
          "an",
          "of",
          "on",
          "in",
          "at",
          "by",
          "for",
          "to",
          "and",
          "or",
          "with",
          "from",
          "hack",
          "hacked",
          "exploit",
          "exploited",
          "attack",
          "attacked",
          "incident",
          "was",
          "is",
          "were",
          "what",
          "when",
          "how",
          "did",
          "about",
          "big",
          "all",
          "any",
          "happened",
          "crypto",
          "defi",
          "biggest",
          "recent",
          "latest",
          "show",
          "me",
          "stolen",
          "drained",
          "drain",
          "breach",
          "heist",
          "case",
          "loss",
          "losse",
          "event",
          "bug",
          "hacker",
          "hacking");

  /** One word for another, where sources and people differ by more than a space. */
  private static final Map<String, List<String>> SYNONYMS =
      Map.of(
          "reentrancy", List.of("reentrant", "reentrance"),
          "reentrant", List.of("reentrancy", "reentrance"),
          "access", List.of("acce"),
          "multisig", List.of("multisignature"),
          "rugpull", List.of("rug"),
          "donation", List.of("donate"),
          "donate", List.of("donation"),
          "cex", List.of("exchange"),
          "initialization", List.of("initialisation", "initialize", "initialized"));

  private final Vocabulary vocabulary;
  private final List<String> words;
  private final String whole;

  TextQuery(Vocabulary vocabulary, Analyzer analyzer, String text) {
    this.vocabulary = vocabulary;
    this.whole = Fields.whole(text);
    List<String> all = Analysis.words(analyzer, text);
    List<String> meant = all.stream().filter(word -> !NOISE.contains(word)).toList();
    this.words = meant.isEmpty() ? all : meant;
  }

  /** How many words must occur for an exploit to match well. */
  int wordCount() {
    return words.size();
  }

  /** Each word's weight by its rarity now. */
  List<Float> weights() throws IOException {
    List<Float> weights = new ArrayList<>();
    for (String word : words) {
      int documents = 0;
      for (Searched field : FIELDS) {
        documents = Math.max(documents, vocabulary.documents(field.name, word));
      }
      double rarity = Math.log(1 + (vocabulary.size() + 1.0) / (documents + 0.5));
      weights.add((float) rarity);
    }
    return weights;
  }

  /**
   * Finds exploits that hold at least so many of the words.
   *
   * @param weights one for each word
   */
  Query query(List<Float> weights, int atLeast) throws IOException {
    BooleanQuery.Builder holding = new BooleanQuery.Builder();
    for (int i = 0; i < words.size(); i++) {
      holding.add(new BoostQuery(anyField(i), weights.get(i)), BooleanClause.Occur.SHOULD);
    }
    holding.setMinimumNumberShouldMatch(atLeast);
    BooleanQuery.Builder found = new BooleanQuery.Builder();
    found.add(holding.build(), BooleanClause.Occur.SHOULD);
    Optional<Query> name = vocabulary.query(Fields.WHOLE_NAME, whole);
    if (name.isPresent()) {
      found.add(scored(name.get(), WHOLE_NAME), BooleanClause.Occur.SHOULD);
    } else if (whole.length() > SHORT - 1 && hasUnusualWord()) {
      Term unknown = new Term(Fields.WHOLE_NAME, whole);
      found.add(misspelt(unknown, 1, WHOLE_NAME), BooleanClause.Occur.SHOULD);
    }
    return found.build();
  }

  /** Words that all stand for a technique, a chain or a year are no misspelt name. */
  private boolean hasUnusualWord() throws IOException {
    for (String word : words) {
      if (!occurs(word, Fields.TECHNIQUE, Fields.CHAIN, Fields.WHEN)) {
        return true;
      }
    }
    return false;
  }

  private boolean occurs(String word, String... fields) throws IOException {
    for (String field : fields) {
      if (vocabulary.documents(field, word) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The word in any field, in any of its spellings; the best field counts. */
  private Query anyField(int index) throws IOException {
    Set<String> spellings = spellings(index);
    List<Query> fields = new ArrayList<>();
    for (Searched field : FIELDS) {
      for (String spelling : spellings) {
        vocabulary
            .query(field.name, spelling)
            .ifPresent(query -> fields.add(scored(query, field.factor)));
      }
    }
    String word = words.get(index);
    if (isPerhapsATypo(word)) {
      int edits = word.length() < TWO_TYPOS ? 1 : 2;
      fields.add(misspelt(new Term(Fields.NAME, word), edits, NAME));
    }
    return new DisjunctionMaxQuery(fields, 0f);
  }

  /** The word itself, its synonyms, and the word written as one with either neighbour. */
  private Set<String> spellings(int index) {
    String word = words.get(index);
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(word);
    spellings.addAll(SYNONYMS.getOrDefault(word, List.of()));
    if (index > 0) {
      spellings.add(words.get(index - 1) + word);
    }
    if (index + 1 < words.size()) {
      String joined = word + words.get(index + 1);
      spellings.add(joined);
      spellings.addAll(SYNONYMS.getOrDefault(joined, List.of()));
    }
    return spellings;
  }

  /** A word that is in no name, technique or chain may be a misspelt name. */
  private boolean isPerhapsATypo(String word) throws IOException {
    return word.length() >= ONE_TYPO
        && !occurs(word, Fields.NAME, Fields.TECHNIQUE, Fields.CHAIN, Fields.WHEN)
        && word.chars().anyMatch(Character::isLetter);
  }

  /**
   * Words so many letters away at most; the nearer the better. Two letters of a whole name would
   * take Lucene milliseconds, and each of its words has two of its own.
   */
  private Query misspelt(Term term, int edits, float score) throws IOException {
    int right = term.text().length() < SHORT ? 1 : 0;
    List<Query> near = new ArrayList<>();
    float left = score;
    for (Query found : vocabulary.resembling(term, edits, right)) {
      left *= TYPO;
      near.add(scored(found, left));
    }
    return new DisjunctionMaxQuery(near, 0f);
  }

  private static Query scored(Query query, float score) {
    return new BoostQuery(new ConstantScoreQuery(query), score);
  }

  /** A field that words are looked for in, and how much a word counts there. */
  private record Searched(String name, float factor) {}
}
