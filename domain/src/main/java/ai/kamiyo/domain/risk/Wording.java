package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.risk.RiskReport.Analysis;
import ai.kamiyo.domain.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in words what the figures of an answer mean, and what they do not. */
record Wording(
    RiskView view,
    RiskQuestion question,
    Match.Found found,
    RecordedEvidence evidence,
    Optional<Usd> tvl,
    Optional<Analysis> analysis) {
  private static final int MAX_NAME = 80;
  private static final int MOST_RELATIVES = 3;

  static String unknown(String asked) {
    return quoted(asked)
        + " is not known here, so nothing can be said of its risk. Unknown does not mean low.";
  }

  static String several(String asked) {
    return quoted(asked)
        + " fits several protocols: ask again with the id of one of did_you_mean, or with its"
        + " chain.";
  }

  private static String quoted(String text) {
    return "“" + PlainText.of(text, MAX_NAME) + "”";
  }

  private String name() {
    return PlainText.of(found.history().protocol().name(), MAX_NAME);
  }

  /** Everything that must be said. */
  String statement() {
    return told(true);
  }

  /** The same without how many exploits there are and of which days. */
  String brief() {
    return told(false);
  }

  private String told(boolean full) {
    List<String> sentences = new ArrayList<>();
    match(sentences);
    recorded(sentences, full);
    related(sentences);
    expected(sentences);
    missing(sentences);
    return String.join(" ", sentences);
  }

  private void match(List<String> sentences) {
    switch (found.by()) {
      case NEAR_NAME ->
          sentences.add(
              quoted(question.protocol())
                  + " is not known; this answers for "
                  + name()
                  + ", the nearest name. Make sure that it is meant.");
      case VERSION -> {
        if (!found.history().protocol().isCalled(question.protocol())) {
          sentences.add("No version " + quoted(question.protocol()) + " is known.");
        }
        sentences.add(
            quoted(question.protocol())
                + " is taken as a version of "
                + name()
                + "; the record is that of all its versions together.");
      }
      case ID, NAME, ALIAS -> {
        int versions = found.history().protocol().versions().size();
        if (versions > 1) {
          sentences.add(
              "The record of %s is that of all its %d listed versions together."
                  .formatted(name(), versions));
        }
      }
    }
  }

  /** Those that belong together, but are protocols of their own. */
  private void related(List<String> sentences) {
    List<String> hit =
        view.directory().relatives(found.history().protocol()).stream()
            .filter(relative -> !relative.exploits().isEmpty())
            .map(relative -> PlainText.of(relative.protocol().name(), MAX_NAME))
            .toList();
    if (!hit.isEmpty()) {
      String more = hit.size() > MOST_RELATIVES ? " and others" : "";
      sentences.add(
          "Also recorded, but not charged to it, are exploits of others of its family: "
              + String.join(", ", hit.subList(0, Math.min(MOST_RELATIVES, hit.size())))
              + more
              + ".");
    }
  }

  private void recorded(List<String> sentences, boolean full) {
    String until = view.dataEnd().map(Object::toString).orElse("any day");
    int count = evidence.exploits().size();
    if (count == 0) {
      sentences.add(
          "No recorded exploit of "
              + name()
              + " up to "
              + until
              + "; this is not evidence of safety.");
    } else if (!full) {
      sentences.add("There are recorded exploits of " + name() + " up to " + until + ".");
    } else {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%d recorded %s of %s up to %s, the last on %s.",
              count,
              count == 1 ? "exploit" : "exploits",
              name(),
              until,
              evidence.lastDate().orElseThrow()));
    }
    if (evidence.isOpen()) {
      sentences.add("The last is so recent that it may not be over.");
    }
    if (evidence.elsewhere() > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%s of them on other chains than %s.",
              full ? evidence.elsewhere() : some(evidence.elsewhere()),
              question.chain().orElseThrow().name()));
    }
    if (evidence.notCounted() > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Not counted towards the score: %s of them (rug pulls, thefts from custody, drained"
                  + " wallets).",
              full ? evidence.notCounted() : some(evidence.notCounted()).toLowerCase(Locale.ROOT)));
    }
    if (evidence.unassigned() > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%s under this name may be of another protocol and are left out.",
              full ? evidence.unassigned() + " more" : "More"));
    }
  }

  private String some(int some) {
    return some == evidence.exploits().size() ? "All" : "Some";
  }

  private void expected(List<String> sentences) {
    if (analysis.isEmpty()) {
      sentences.add("There is too little history before that day for a score.");
      return;
    }
    sentences.add(
        "The score ranks how often protocols like it are exploited; 50 is the mean of all.");
    if (tvl.isEmpty() && !found.history().protocol().keepsAssets()) {
      sentences.add(
          question.asOf().isPresent()
              ? "Size was not considered: pass tvl_usd, as it was then."
              : "Size was not considered: pass tvl_usd.");
    }
    if (view.basis() instanceof RiskView.Basis.Shipped shipped) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Base rates are those shipped with this server (%s, years up to %d), as no whole list"
                  + " of protocols and incidents is loaded.",
              shipped.universe(),
              shipped.lastYear()));
    }
  }

  private void missing(List<String> sentences) {
    Protocol protocol = found.history().protocol();
    if (protocol.keepsAssets()) {
      sentences.add(
          protocol.category().orElseThrow().name()
              + " is outside the model, which knows protocols only: the score is that of a mean"
              + " protocol and says nothing about thefts from custody.");
    } else if (protocol.category().isEmpty()) {
      sentences.add("Its category is not known, so the score starts from the mean.");
    }
    boolean absent =
        question.chain().isPresent()
            && !protocol.chains().isEmpty()
            && !protocol.isOn(question.chain().get());
    if (absent) {
      sentences.add("It is not known to be on " + question.chain().get().name() + ".");
    }
    if (!Assessor.isFresh(view)) {
      sentences.add("The newest incident known is more than a year older than the day asked for.");
    }
  }
}
