package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.adapters.kamiyo.web.Answer;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.Listing.Status;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A list of addresses that is read over the network, as a whole each time. */
final class ListingFeed implements AutoCloseable {
  private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int MAX_FILES = 2_000;

  private final ListingFormat format;
  private final String base;
  private final WebServer server;

  ListingFeed(ListingFormat format, URI address, WebServer server) {
    this.format = format;
    this.base = address.toString();
    this.server = server;
  }

  String name() {
    return format.label();
  }

  /**
   * What the list holds now.
   *
   * @param fault what of it could not be read; empty if all could be
   */
  record Reading(List<Listing> entries, Optional<String> fault) {}

  /**
   * What the list holds now. Entries that it held before and holds no more are kept as delisted;
   * where anything of it could not be read, they stay as they were.
   */
  Reading read(List<Listing> before, LocalDate today) throws WebFailure, InterruptedException {
    ListedRows rows = new ListedRows(format.source(), today);
    if (format == ListingFormat.REVOKE) {
      revoke(rows);
    } else {
      ListingFile.sanctioned(body(base), rows);
    }
    List<Listing> now = sane(rows, before);
    List<Quarantined> unread = rows.unread();
    return unread.isEmpty()
        ? new Reading(Statement.after(before, now, today), Optional.empty())
        : new Reading(Statement.afterPart(before, now, today), Optional.of(fault(unread)));
  }

  private static String fault(List<Quarantined> unread) {
    Quarantined first = unread.getFirst();
    return "%d of its rows cannot be read (%s: %s); what was listed before stays"
        .formatted(unread.size(), first.row(), first.reason());
  }

  private void revoke(ListedRows rows) throws WebFailure, InterruptedException {
    JsonNode index = json(body(base + "/index.json"));
    if (!index.isArray() || index.isEmpty() || index.size() > MAX_FILES) {
      throw new WebFailure(Kind.REFUSAL, "the index.json of the revoke list is no list of names");
    }
    Optional<String> folder = Optional.empty();
    for (JsonNode item : index) {
      String name = item.asString("");
      if (!SLUG.matcher(name).matches()) {
        rows.reject(name, "", "its name in index.json is none of a file");
        continue;
      }
      String file = name.endsWith(".json") ? name : name + ".json";
      if (folder.isEmpty()) {
        folder = Optional.of(folderOf(file));
      }
      rows.revoke(file, json(body(folder.get() + file)));
    }
  }

  /** The files lie beside the index or in a folder of their own. */
  private String folderOf(String file) throws WebFailure, InterruptedException {
    try {
      body(base + "/exploits/" + file);
      return base + "/exploits/";
    } catch (WebFailure failure) {
      if (failure.kind() == Kind.ABSENT) {
        return base + "/";
      }
      throw failure;
    }
  }

  /** A list that has lost half of its entries at once is taken for broken. */
  private List<Listing> sane(ListedRows rows, List<Listing> before) throws WebFailure {
    long held = before.stream().filter(l -> l.status() != Status.DELISTED).count();
    if (rows.entries().isEmpty() || rows.entries().size() * 2L < held) {
      throw new WebFailure(
          Kind.REFUSAL,
          "the list %s names %d addresses, after %d before: it is taken for broken"
              .formatted(name(), rows.entries().size(), held));
    }
    return rows.entries();
  }

  private byte[] body(String address) throws WebFailure, InterruptedException {
    Answer answer = server.patiently(URI.create(address), Validators.NONE);
    return answer.body().orElse(new byte[0]);
  }

  private static JsonNode json(byte[] body) throws WebFailure {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new WebFailure(Kind.REFUSAL, "the revoke list sends something else than JSON");
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
