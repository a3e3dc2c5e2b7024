package ai.kamiyo.adapters.mcp.tools;

/**
 * Estimates what a text costs a model, rather too much than too little. Tokenizers keep words
 * together, break numbers every three digits, and spend a token and a half on rarer characters.
 */
final class Tokens {
  private static final int UPPER = 1;
  private static final int LOWER = 2;
  private static final int DIGIT = 3;
  private static final int PUNCTUATION = 4;
  private static final int SPACE = 5;
  private static final int OTHER = 6;

  private Tokens() {}

  static int estimate(String text) {
    int halves = 0;
    int run = 0;
    int consonants = 0;
    int before = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int kind = kind(c);
      boolean word = before == UPPER && kind == LOWER; // a capital begins a word
      run = kind == before || word ? run + 1 : 1;
      before = kind;
      boolean consonant = kind <= LOWER && "aeiouyAEIOUY_".indexOf(c) < 0;
      consonants = consonant ? consonants + 1 : 0;
      // Letters that nobody can pronounce are no words to a tokenizer either.
      halves += consonants > 3 ? 1 : cost(kind, run);
    }
    return halves / 2;
  }

  /** In half tokens, for the next character of a run. */
  private static int cost(int kind, int run) {
    return switch (kind) {
      case UPPER, LOWER -> run % 5 == 1 ? 2 : 0;
      case DIGIT, PUNCTUATION -> run % 3 == 1 ? 2 : 0;
      case SPACE -> 0;
      default -> 3;
    };
  }

  private static int kind(char c) {
    if (c >= 'A' && c <= 'Z') {
      return UPPER;
    }
    if (c == '_' || (c >= 'a' && c <= 'z')) {
      return LOWER;
    }
    if (c >= '0' && c <= '9') {
      return DIGIT;
    }
    return c == ' ' ? SPACE : c < 128 ? PUNCTUATION : OTHER;
  }
}
