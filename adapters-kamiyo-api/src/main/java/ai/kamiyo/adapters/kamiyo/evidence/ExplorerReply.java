package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an explorer's {@code status}, {@code message} and {@code result}. Status 0 means nothing
 * was found as well as anything that went wrong; only its words tell which, and they go nowhere.
 * Another than 0 and 1 means that some blocks are not processed yet.
 */
final class ExplorerReply {
  private static final Pattern NOTHING = Pattern.compile("no .*found.*");
  private static final Pattern NO_BLOCK =
      Pattern.compile(".*(no closest block found|block does not exist).*");
  private static final Pattern TOO_OFTEN = Pattern.compile(".*(rate limit|too many requests).*");
  private static final Pattern KEY = Pattern.compile(".*(invalid api key|missing.*api ?key).*");
  private static final Pattern PLAN =
      Pattern.compile(".*(not supported for this chain|upgrade|unsupported chain).*");
  private static final int WORDS = 200;

  private final String name;
  private final String setting;
  private final JsonNode json;

  /**
   * The reply with this body.
   *
   * @param name the explorer, for messages
   * @param setting the one that would mend most that can go wrong
   */
  ExplorerReply(String name, String setting, byte[] body) throws WebFailure {
    this.name = name;
    this.setting = setting;
    try {
      json = JsonMapper.shared().readTree(body);
    } catch (JacksonException html) {
      throw new WebFailure(Kind.OUTAGE, name + " sends something else than JSON");
    }
  }

  /** Whether it says that we ask too often, which waiting may mend. */
  boolean tooOften() {
    return failed() && TOO_OFTEN.matcher(words()).matches();
  }

  Explorer.Rows rows() throws WebFailure {
    JsonNode result = json.path("result");
    if (result.isArray() && !failed()) {
      List<JsonNode> rows = new ArrayList<>();
      result.forEach(rows::add);
      return new Explorer.Rows(rows, status().equals("1"));
    }
    if (failed() && NOTHING.matcher(message()).matches()) {
      return new Explorer.Rows(List.of(), true);
    }
    throw failure();
  }

  /** The text of a result that is no list. */
  String text() throws WebFailure {
    JsonNode result = json.path("result");
    if (!failed() && (result.isString() || result.isNumber())) {
      return result.asString();
    }
    JsonNode number = result.path("blockNumber");
    if (!failed() && (number.isString() || number.isNumber())) {
      return number.asString();
    }
    throw failure();
  }

  /** The number of the block that was asked for, if there is one: none is older than the first. */
  Optional<Long> block() throws WebFailure {
    if (failed() && NO_BLOCK.matcher(words()).matches()) {
      return Optional.empty();
    }
    String number = text();
    return number.startsWith("-") ? Optional.empty() : Optional.of(Etherscan.number(number));
  }

  /** What came of the call of a contract that was asked for. */
  EthCalls.Outcome called() throws WebFailure {
    JsonNode error = json.path("error");
    return error.isObject()
        ? EthCalls.Outcome.refused(error.path("code").asLong(0), lower(error.path("message")))
        : EthCalls.Outcome.of(text());
  }

  private boolean failed() {
    return status().equals("0");
  }

  private String status() {
    return json.path("status").asString("1");
  }

  private String message() {
    return lower(json.path("message"));
  }

  private String words() {
    return message() + " " + lower(json.path("result"));
  }

  private static String lower(JsonNode text) {
    String words = text.asString("");
    return words.substring(0, Math.min(words.length(), WORDS)).toLowerCase(Locale.ROOT);
  }

  private WebFailure failure() {
    String words = words();
    if (TOO_OFTEN.matcher(words).matches()) {
      return new WebFailure(
          Kind.BUSY,
          name
              + " is asked too often; a key with a higher limit in "
              + setting
              + ", or fewer chains, would help");
    }
    if (KEY.matcher(words).matches()) {
      return new WebFailure(Kind.REFUSAL, name + " does not accept the key in " + setting);
    }
    if (PLAN.matcher(words).matches()) {
      return new WebFailure(
          Kind.REFUSAL, name + " does not show this chain to the key in " + setting);
    }
    return new WebFailure(Kind.REFUSAL, name + " refuses the request; see " + setting);
  }
}
